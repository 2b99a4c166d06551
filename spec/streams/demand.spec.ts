import { describe, expectTypeOf, it } from 'vitest';
import type { Demand } from 'rxoffers';

describe('Demand', () => {
  it('can be looked at and waited for, and not set', () => {
    expectTypeOf<Demand['wanted']>().toEqualTypeOf<boolean>();
    expectTypeOf<Demand['whenWanted']>().returns.toEqualTypeOf<() => void>();
    // @ts-expect-error: only the consumer decides.
    ((demand: Demand) => (demand.wanted = true)) satisfies unknown;
  });
});
