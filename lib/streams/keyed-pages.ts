import type { FetchedPage, PageRequest, PagingOptions } from './page.js';
import { type Counters, countersOf, countersText, type PageEvidence, promisesRows, rowsOf } from './numbered-pages.js';

const DIGITS = /^\d+$/;

/** Whether a key comes after another. Keys of digits are numbers; others have an order that only the service knows. */
const rises = (key: string, after: string): boolean =>
  DIGITS.test(key) && DIGITS.test(after) ? BigInt(key) > BigInt(after) : key !== after;

/** The first key that does not come after the one before it. */
const fallOf = (keys: readonly (string | undefined)[], start: string | undefined): string | undefined => {
  let after = start;
  for (const key of keys) {
    if (key !== undefined && after !== undefined && !rises(key, after))
      return `ids should rise under stable paging, but ${key} comes after ${after}: the service follows neither sort nor filter`;
    after = key ?? after;
  }
  return undefined;
};

/**
 * The evidence of a list that is paged by key: each request asks for what comes after the last key, so that the counters of a
 * reply are those of the rest. Ends with a rest of one page. Keys must rise.
 */
export const createKeyedPages = <T>({ keyOf, same, checks }: PagingOptions<T>): PageEvidence<T> => {
  let received = 0;
  let longest = 0;
  let rest: Counters = { pages: undefined, count: undefined };
  /** Rows of the latest page, and how many there are by its count. */
  let rows = 0;
  let expected: number | undefined;
  let previous: FetchedPage<T> | undefined;
  let whole = false;

  /** Whether the latest page says surely that more come after it. */
  const isPromised = (): boolean => {
    if (rest.pages !== undefined) return rest.pages > 1 && !(rest.count !== undefined && rest.count <= rows);
    return rest.count !== undefined && rest.count > rows;
  };

  const isHonestEnd = ({ pages, count }: Counters): boolean => {
    if (count !== undefined) return count === 0 && !((pages ?? 0) > 1 && isPromised());
    if (pages !== undefined) return pages === 0;
    return false;
  };

  const contradiction = ({ after }: PageRequest, page: FetchedPage<T>): string | undefined => {
    const own = countersOf(page);
    if (rowsOf(page) > 0) return fallOf(keyOf ? page.items.map(keyOf) : [], after);
    if (after === undefined)
      return promisesRows(own)
        ? `the first page should hold rows (the reply ${countersText(own)}), but holds no rows`
        : undefined;
    // Where nothing was promised the page was only asked for to make sure.
    if (!isPromised() || isHonestEnd(own)) return undefined;
    return `the page after ${after} should hold rows (the page before ${countersText(rest)}, itself included), but holds no rows (this page ${countersText(own)})`;
  };

  const isLast = (page: FetchedPage<T>, isNews: boolean, isShort: boolean): boolean => {
    const { pages, count } = rest;
    if (page.whole || !isNews) return true;
    if (checks && count !== undefined && count > rows) return false;
    return pages === undefined ? isShort : pages <= 1;
  };

  return {
    get pageCount() {
      return rest.pages;
    },
    contradiction,
    take(page) {
      const repeated = previous !== undefined && rowsOf(page) > 0 && (same?.(previous, page) ?? false);
      const own = countersOf(page);
      rows = rowsOf(page);
      const isShort = rows < longest;
      longest = Math.max(longest, rows);
      if (own.count !== undefined) expected = received + own.count;
      received += repeated ? 0 : rows;
      rest = own;
      if (previous === undefined) whole = page.whole;
      previous = page;
      return { repeated, last: isLast(page, rows > 0 && !repeated, isShort) };
    },
    mismatch: () =>
      whole || expected === undefined || expected === received ? undefined : { expected, seen: received },
  };
};
