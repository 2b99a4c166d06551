import { describe, expectTypeOf, it } from 'vitest';
import type { ArchiveFacts } from '../../../lib/sandbox/raw-logs/zip-records.js';

describe('ArchiveFacts', () => {
  it('are three numbers', () => {
    expectTypeOf<ArchiveFacts>().toEqualTypeOf<{
      readonly crc: number;
      readonly compressed: number;
      readonly size: number;
    }>();
  });
});
