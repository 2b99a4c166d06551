import { describe, expect, it } from 'vitest';
import type { FetchedPage } from '../../lib/streams/page.js';
import { createPagePlan } from '../../lib/streams/page-plan.js';
import { paging } from '../support/paging.js';

const page = <T>(items: readonly T[], rest: Partial<FetchedPage<T>> = {}): FetchedPage<T> => ({
  items,
  page: 1,
  pageCount: undefined,
  count: undefined,
  whole: false,
  ...rest,
});

describe('a page plan', () => {
  it('waits for the previous page while the number of pages is unknown', () => {
    const plan = createPagePlan(paging<number>({ size: 2 }));
    expect(plan.next()).toEqual({ page: 1, size: 2, after: undefined });
    expect(plan.next()).toBeUndefined();
    plan.accept(page([1, 2], { pageCount: 3 }));
    expect(plan.parallel).toBe(true);
    expect([plan.next()?.page, plan.next()?.page, plan.next()]).toEqual([2, 3, undefined]);
  });

  it('requests no page that the limit cannot need, counting pages in flight in full', () => {
    const plan = createPagePlan(paging<number>({ size: 10, limit: 25 }));
    plan.next();
    plan.accept(page(new Array<number>(10).fill(0), { pageCount: 9 }));
    expect([plan.next()?.page, plan.next()?.page, plan.next()]).toEqual([2, 3, undefined]);
    plan.accept(page([1, 2], { pageCount: 9 }));
    expect(plan.next()?.page).toBe(4);
  });

  it('continues after the last key when paging by key, one page at a time', () => {
    const plan = createPagePlan(paging<string>({ size: 2, keyOf: (key) => key }));
    plan.next();
    plan.accept(page(['a', 'b'], { pageCount: 5 }));
    expect(plan.parallel).toBe(false);
    expect(plan.next()).toEqual({ page: 1, size: 2, after: 'b' });
    expect(plan.next()).toBeUndefined();
    plan.accept(page(['c'], { pageCount: 1 }));
    expect(plan.ended).toBe(true);
  });

  it('refuses to loop when the keys do not advance, or an element has none', () => {
    const plan = createPagePlan(paging<string>({ keyOf: (key) => key || undefined }));
    plan.next();
    plan.accept(page(['a'], { pageCount: 5 }));
    plan.next();
    expect(() => plan.accept(page(['a'], { pageCount: 5 }))).toThrow(/does not advance/);
    const keyless = createPagePlan(paging<string>({ keyOf: () => undefined }));
    keyless.next();
    expect(() => keyless.accept(page(['a'], { pageCount: 5 }))).toThrow(/key for every element/);
  });

  it('has nothing to request with limit 0', () => {
    const plan = createPagePlan(paging({ limit: 0 }));
    expect(plan.ended).toBe(true);
    expect(plan.next()).toBeUndefined();
  });
});
