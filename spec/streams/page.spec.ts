import { describe, expectTypeOf, it } from 'vitest';
import type { Page } from 'rxoffers';
import type { FetchedPage } from '../../lib/streams/page.js';

describe('Page', () => {
  it('has the counts only where the service gives them', () => {
    expectTypeOf<Page<string>['items']>().toEqualTypeOf<readonly string[]>();
    expectTypeOf<Page<string>['pageCount']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<FetchedPage<string>>().toExtend<Page<string>>();
  });
});
