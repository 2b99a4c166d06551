import { RxOffersError } from '../errors/base.js';
import type { FetchedPage, PageRequest, PagingOptions } from './page.js';

/** Decides which page to ask for next, from the pages seen so far. Knows nothing of time or of requests in flight. */
export interface PagePlan<T> {
  /** The next request, or `undefined` while that depends on a page that has not arrived, or when there is none. */
  next(): PageRequest | undefined;
  /** True when several pages may be asked for at once. */
  readonly parallel: boolean;
  /** Takes a page that arrived, in the order of the requests; false when it repeats the one before and is not to be emitted. */
  accept(page: FetchedPage<T>): boolean;
  /** True when nothing more will be asked for. */
  readonly ended: boolean;
}

/** What came of paging by key: the key to go on behind, or a refusal to loop. */
const advance = <T>(
  page: FetchedPage<T>,
  keyOf: (element: T) => string | undefined,
  after: string | undefined,
): string => {
  const last = page.items.at(-1);
  const key = last === undefined ? undefined : keyOf(last);
  if (key === undefined) throw new RxOffersError('Stable paging needs the key of every element, and one has none');
  if (key === after)
    throw new RxOffersError(`Stable paging does not advance: the service answered twice up to key ${key}`);
  return key;
};

/** Plans the pages of one call. See `docs/paging.md` for the shapes of reply behind the rules. */
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

  /** No page more than the limit can need; a capped service gives shorter pages, so what is in flight counts in full. */
  const enough = (): boolean => received + (requested - accepted) * size >= limit;
  const parallel = (): boolean => pageCount !== undefined && keyOf === undefined;

  const next = (): PageRequest | undefined => {
    if (ended || enough()) return undefined;
    if (requested > accepted && !parallel()) return undefined;
    if (parallel() && requested >= (pageCount ?? 0)) return undefined;
    requested++;
    return { page: keyOf ? 1 : (options.page ?? requested), size, after };
  };

  /** Shape A ends by its count. A page without news cannot extend it, or a service that repeats itself loops for ever. */
  const followCount = (count: number, news: boolean): void => {
    pageCount = news ? count : Math.min(count, pageCount ?? count);
    ended ||= keyOf ? count <= 1 || !news : accepted >= pageCount;
  };

  const accept = (page: FetchedPage<T>): boolean => {
    accepted++;
    const repeated = previous !== undefined && page.items.length > 0 && (same?.(previous, page) ?? false);
    const news = page.items.length > 0 && !repeated;
    const short = page.items.length < longest;
    previous = page;
    longest = Math.max(longest, page.items.length);
    received += repeated ? 0 : page.items.length;
    if (page.whole || options.page !== undefined) ended = true;
    else if (page.pageCount !== undefined) followCount(page.pageCount, news);
    else ended ||= !news || short;
    if (keyOf && !ended) after = advance(page, keyOf, after);
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
