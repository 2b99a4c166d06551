import type { FetchedPage, PageRequest, PagingOptions } from './page.js';
import { type Counters, countersOf, countersText, type PageEvidence, promisesRows, rowsOf } from './page-evidence.js';

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

/** What is wrong with a page of rows: each request but the first has a page to answer it, and its rows have keys. */
const wrongRows = <T>(
  page: FetchedPage<T>,
  { after, longest, keyOf }: { after: string | undefined; longest: number; keyOf: PagingOptions<T>['keyOf'] },
): string | undefined => {
  const name = after === undefined ? 'the first page' : `the page after ${after}`;
  if (page.whole && after !== undefined) return `${name} should be a page, as those before it, but is a bare list`;
  if (page.items.length > 0 || page.whole) return fallOf(keyOf ? page.items.map(keyOf) : [], after);
  const own = countersOf(page);
  const isCounted = own.count !== undefined || own.pages !== undefined;
  const mayEnd = isCounted ? (own.count ?? Infinity) <= rowsOf(page) || own.pages === 1 : rowsOf(page) < longest;
  return mayEnd ? undefined : `${name} should hold rows (it ${countersText(own)}), but all of its rows are empty`;
};

/** The fewest rows that a page and those after it can hold by its counters. */
const leastOf = ({ count, pages }: Counters, rows: number, longest: number): number | undefined => {
  if (count !== undefined || pages === undefined) return count;
  return rows === 0 ? 0 : (pages - 1) * longest + 1;
};

/** The rows of a list by its pages, those before them included. It falls where rows went, or were passed over. */
const createTotal = () => {
  let latest = 0;
  let highest = 0;
  let fell = false;
  return {
    get highest() {
      return highest;
    },
    get fell() {
      return fell;
    },
    follow(before: number, least: number | undefined): void {
      if (least === undefined) return;
      const total = before + least;
      fell ||= total < latest;
      latest = total;
      highest = Math.max(highest, total);
    },
  };
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
  const total = createTotal();

  /** Whether the latest page says surely that more come after it. */
  const isPromised = (): boolean => {
    if (rest.pages !== undefined) return rest.pages > 1 && !(rest.count !== undefined && rest.count <= rows);
    return rest.count !== undefined && rest.count > rows;
  };

  const isHonestEnd = ({ pages, count }: Counters): boolean => {
    if (count !== undefined) return count === 0 && !((pages ?? 0) > 1 && isPromised());
    return pages === 0;
  };

  const contradiction = ({ after }: PageRequest, page: FetchedPage<T>): string | undefined => {
    const own = countersOf(page);
    if (rowsOf(page) > 0) return wrongRows(page, { after, longest, keyOf });
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
      total.follow(received, leastOf(own, rows, longest));
      received += repeated ? 0 : rows;
      rest = own;
      if (previous === undefined) whole = page.whole;
      previous = page;
      return { repeated, last: isLast(page, rows > 0 && !repeated, isShort) };
    },
    // Only an end that claims to be honest comes this far.
    isDoubtful: (page) => previous !== undefined && rowsOf(page) === 0 && isPromised(),
    get totals() {
      return { received, longest, highest: total.highest, fell: total.fell };
    },
    mismatch: () =>
      whole || expected === undefined || expected === received ? undefined : { expected, seen: received },
  };
};
