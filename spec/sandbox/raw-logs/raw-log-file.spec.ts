import { describe, expectTypeOf, it } from 'vitest';
import type { NewRawLogFile, RawLogFile } from '../../../lib/sandbox/index.js';

describe('RawLogFile', () => {
  it('is what a new file may be made from', () => {
    expectTypeOf<RawLogFile>().toExtend<NewRawLogFile>();
    expectTypeOf<{ startTime: Date }>().toExtend<NewRawLogFile>();
    expectTypeOf<{ rows: 1 }>().not.toExtend<NewRawLogFile>();
  });
});
