import { defer, finalize, map, type Observable, timer } from 'rxjs';
import type { FetchedPage, FetchPage, PageRequest } from '../../lib/streams/page.js';

/** A list that answers page by page, and remembers what it was asked. */
export interface PageSource<T> {
  readonly fetch: FetchPage<T>;
  readonly asked: PageRequest[];
  /** Requests that are being answered now. */
  readonly inFlight: () => number;
}

/** The content of a page; other members have default values. */
export type Answer<T> = Partial<FetchedPage<T>> & { readonly items: readonly T[] };

/** Answers each request after a turn of the event loop, as a network does. */
export const pageSource = <T>(answer: (request: PageRequest) => Answer<T>, latency = 0): PageSource<T> => {
  const asked: PageRequest[] = [];
  let inFlight = 0;
  const fetch = (request: PageRequest): Observable<FetchedPage<T>> =>
    defer(() => {
      asked.push(request);
      inFlight++;
      return timer(latency).pipe(
        map(() => ({ page: request.page, pageCount: undefined, count: undefined, whole: false, ...answer(request) })),
        finalize(() => inFlight--),
      );
    });
  return { fetch, asked, inFlight: () => inFlight };
};

/** Numbers from 0, `perPage` to a page, with page counts. */
export const numbers = (pageCount: number, perPage = 10, latency = 0): PageSource<number> =>
  pageSource(
    ({ page }) => ({
      items: page > pageCount ? [] : Array.from({ length: perPage }, (_, index) => (page - 1) * perPage + index),
      pageCount,
      count: pageCount * perPage,
    }),
    latency,
  );
