import { describe, expectTypeOf, it } from 'vitest';
import type { ListFilesOptions, LogListOptions } from 'rxoffers';

describe('the options of listings', () => {
  it('may all be left out', () => {
    expectTypeOf<object>().toExtend<LogListOptions>();
    expectTypeOf<ListFilesOptions['onMissing']>().toEqualTypeOf<'error' | 'skip' | undefined>();
  });
});
