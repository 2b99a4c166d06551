import { describe, expectTypeOf, it } from 'vitest';
import type { Demand } from 'rxoffers';
import type { PagingOptions } from '../../lib/streams/page.js';

describe('PagingOptions', () => {
  it('take a demand, and may lack everything but sizes', () => {
    expectTypeOf<PagingOptions<number>['demand']>().toEqualTypeOf<Demand | undefined>();
    expectTypeOf<{ size: 1; prefetch: 0; concurrency: 1 }>().toExtend<PagingOptions<number>>();
    expectTypeOf<{ size: 1 }>().not.toExtend<PagingOptions<number>>();
  });
});
