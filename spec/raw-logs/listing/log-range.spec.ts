import { describe, expectTypeOf, it } from 'vitest';
import type { LogRange } from 'rxoffers';

describe('LogRange', () => {
  it('is a date, or both ends as dates or instants, mixed as one likes', () => {
    expectTypeOf<'20160920'>().toExtend<LogRange>();
    expectTypeOf<{ from: '2016'; to: Date }>().toExtend<LogRange>();
    expectTypeOf<{ from: '2016' }>().not.toExtend<LogRange>();
    expectTypeOf<Date>().not.toExtend<LogRange>();
  });
});
