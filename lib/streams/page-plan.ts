import { RxOffersError } from '../errors/base.js';
import type { FetchedPage, PageRequest, PagingOptions } from './page.js';

/** Decides which page to request next from the pages seen so far. Knows nothing of time or of requests in flight. */
export interface PagePlan<T> {
  /** The next request; `undefined` when there is none, or while it depends on a page that has not arrived. */
  next(): PageRequest | undefined;
  /** True when several pages may be requested at once. */
  readonly parallel: boolean;
  /** Takes a page that arrived, in request order. Returns false when it repeats the previous one and must not be emitted. */
  accept(page: FetchedPage<T>): boolean;
  /** True when nothing more will be requested. */
  readonly ended: boolean;
}

/** The key after which the next page starts. Throws where going on would loop. */
const keyAfter = <T>(
  page: FetchedPage<T>,
  keyOf: (element: T) => string | undefined,
  after: string | undefined,
): string => {
  const last = page.items.at(-1);
  const key = last === undefined ? undefined : keyOf(last);
  if (key === undefined) throw new RxOffersError('Stable paging needs a key for every element, but one has none');
  if (key === after)
    throw new RxOffersError(`Stable paging does not advance: two pages in a row end with the key ${key}`);
  return key;
};

/**
 * Plans the pages of one call. Some methods of the service give the number of pages: they end with it. Others give none:
 * they end with an empty page, a page equal to the previous one, or a page shorter than the longest so far (never shorter
 * than requested, since the service may cap the size). An unpaginated reply is the whole list.
 */
export const createPagePlan = <T>(options: PagingOptions<T>): PagePlan<T> => {
  const { size, limit = Infinity, keyOf, same } = options;
  let requested = 0;
  let accepted = 0;
  let received = 0;
  let longest = 0;
  let pageCount: number | undefined;
  let after: string | undefined;
  let previous: FetchedPage<T> | undefined;
  let ended = limit === 0;

  /** Requests no more pages than the limit can need. Pages in flight count in full, since a service may cap their size. */
  const enough = (): boolean => received + (requested - accepted) * size >= limit;
  const parallel = (): boolean => pageCount !== undefined && keyOf === undefined;

  const next = (): PageRequest | undefined => {
    if (ended || enough()) return undefined;
    if (requested > accepted && !parallel()) return undefined;
    if (parallel() && requested >= (pageCount ?? 0)) return undefined;
    requested++;
    return { page: keyOf ? 1 : (options.page ?? requested), size, after };
  };

  /** The page count decides. A page without new elements cannot raise it, or a service that repeats itself would loop forever. */
  const followCount = (count: number, hasNews: boolean): void => {
    pageCount = hasNews ? count : Math.min(count, pageCount ?? count);
    ended ||= keyOf ? count <= 1 || !hasNews : accepted >= pageCount;
  };

  const accept = (page: FetchedPage<T>): boolean => {
    accepted++;
    const repeated = previous !== undefined && page.items.length > 0 && (same?.(previous, page) ?? false);
    const hasNews = page.items.length > 0 && !repeated;
    const isShort = page.items.length < longest;
    previous = page;
    longest = Math.max(longest, page.items.length);
    received += repeated ? 0 : page.items.length;
    if (page.whole || options.page !== undefined) ended = true;
    else if (page.pageCount !== undefined) followCount(page.pageCount, hasNews);
    else ended ||= !hasNews || isShort;
    if (keyOf && !ended) after = keyAfter(page, keyOf, after);
    ended ||= received >= limit;
    return !repeated;
  };

  return {
    next,
    accept,
    get parallel() {
      return parallel();
    },
    get ended() {
      return ended;
    },
  };
};
