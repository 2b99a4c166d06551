import { describe, expectTypeOf, it } from 'vitest';
import type { LogFileFacts } from 'rxoffers';

describe('LogFileFacts', () => {
  it('have a start that is a Date, and cannot be set', () => {
    expectTypeOf<LogFileFacts['startTime']>().toEqualTypeOf<Date>();
    // @ts-expect-error: facts are read only.
    ((facts: LogFileFacts) => (facts.filename = '')) satisfies unknown;
  });
});
