import { describe, expectTypeOf, it } from 'vitest';
import type { ListFilesOptions, LogListOptions } from '../../../lib/raw-logs/listing/log-lists.js';

describe('the options of listings', () => {
  it('may all be left out', () => {
    expectTypeOf<object>().toExtend<LogListOptions>();
    expectTypeOf<ListFilesOptions['onMissing']>().toEqualTypeOf<'error' | 'skip' | undefined>();
  });
});
