import { describe, expectTypeOf, it } from 'vitest';
import type { NewRawLogFile, RawLogFile } from 'rxoffers/sandbox';

describe('RawLogFile', () => {
  it('is what a new file may be made from', () => {
    expectTypeOf<RawLogFile>().toExtend<NewRawLogFile>();
    expectTypeOf<{ startTime: Date }>().toExtend<NewRawLogFile>();
    expectTypeOf<{ rows: 1 }>().not.toExtend<NewRawLogFile>();
  });
});
