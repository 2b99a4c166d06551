import { describe, expectTypeOf, it } from 'vitest';
import type { ApiErrorItem } from 'rxoffers';

describe('ApiErrorItem', () => {
  it('row 144: has all four parts, each of which may be absent', () => {
    expectTypeOf<keyof ApiErrorItem>().toEqualTypeOf<'code' | 'message' | 'publicMessage' | 'attributeName'>();
    expectTypeOf<ApiErrorItem['code']>().toEqualTypeOf<string | number | undefined>();
    expectTypeOf<ApiErrorItem['attributeName']>().toEqualTypeOf<string | undefined>();
  });
});
