import { expect, expectTypeOf, it } from 'vitest';
import type { ChangedQuery } from 'rxoffers';

it('takes times as texts only', () => {
  expectTypeOf<ChangedQuery['since']>().toEqualTypeOf<string | undefined>();
  // @ts-expect-error the zone of a Date is not the network's
  const query: ChangedQuery = { since: new Date(0) };
  expect(Object.keys(query)).toEqual(['since']);
});
