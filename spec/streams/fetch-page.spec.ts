import type { Observable } from 'rxjs';
import { describe, expectTypeOf, it } from 'vitest';
import type { FetchedPage, FetchPage, PageRequest } from '../../lib/streams/page.js';

describe('FetchPage', () => {
  it('takes a request and gives one page', () => {
    expectTypeOf<FetchPage<number>>().parameters.toEqualTypeOf<[request: PageRequest]>();
    expectTypeOf<FetchPage<number>>().returns.toEqualTypeOf<Observable<FetchedPage<number>>>();
  });
});
