import type { FetchedPage, PageRequest, PagingOptions } from './page.js';

/** What the pages of one list have said so far, by number or by key. Pages are taken in the order of their requests. */
export interface PageEvidence<T> {
  /** How many pages there are, as far as that can be believed. */
  readonly pageCount: number | undefined;
  /** Says what is wrong with a page that arrived for a request, as far as the pages taken so far show. */
  contradiction(request: PageRequest, page: FetchedPage<T>): string | undefined;
  /** Takes a page; says whether it repeats rows, and must not be emitted, and whether it is the last one. */
  take(page: FetchedPage<T>): { readonly repeated: boolean; readonly last: boolean };
  /** The number of rows that the service counts, and of those that came, where they differ without an explanation. */
  mismatch(): Mismatch | undefined;
}

interface Mismatch {
  readonly expected: number;
  readonly seen: number;
}

/** The counters of a page. */
export interface Counters {
  readonly pages: number | undefined;
  readonly count: number | undefined;
}

/** Rows on the wire, those of nothing included. */
export const rowsOf = <T>({ items, skipped = 0 }: FetchedPage<T>): number => items.length + skipped;

const isCounter = (value: number | undefined): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** The counters that can be: whole numbers, and a page with rows is at least one page. */
export const countersOf = <T>(page: FetchedPage<T>): Counters => {
  const least = rowsOf(page) > 0 ? 1 : 0;
  const believed = (value: number | undefined, from: number): number | undefined =>
    isCounter(value) && value >= from ? value : undefined;
  return { pages: believed(page.pageCount, least), count: believed(page.count, 0) };
};

/** Whether the counters of an empty first page say that there are rows. */
export const promisesRows = ({ pages = 0, count = 0 }: Counters): boolean => pages > 1 || count > 0;

/** The counters in words: `the reply counts 5 rows on 3 pages`. */
export const countersText = ({ pages, count }: Counters): string => {
  const parts = [...(count === undefined ? [] : [`${count} rows`]), ...(pages === undefined ? [] : [`${pages} pages`])];
  return parts.length === 0 ? 'counts nothing' : `counts ${parts.join(' on ')}`;
};

/** The pages that were taken so far, as far as their rows can be recognised. */
interface Repeats<T> {
  /** Whether a page is one that was sent before; `isNext` where it follows the latest one. */
  isRepeated(page: FetchedPage<T>, isNext: boolean): boolean;
  /** Whether a page is the latest one, sent again. */
  isLatest(page: FetchedPage<T>): boolean;
  /** Whether rows have come before that look the same: they may yet be others. */
  looksSeen(page: FetchedPage<T>): boolean;
  add(page: FetchedPage<T>): void;
}

const createRepeats = <T>({ same, checks }: PagingOptions<T>): Repeats<T> => {
  const seen = new Set<string>();
  let latest: FetchedPage<T> | undefined;
  const looksSeen = ({ fingerprint }: FetchedPage<T>): boolean =>
    seen.size > 0 && fingerprint !== undefined && seen.has(fingerprint.text());
  const isLatest = (page: FetchedPage<T>): boolean => latest !== undefined && (same?.(latest, page) ?? false);
  return {
    isLatest,
    looksSeen,
    isRepeated: (page, isNext) =>
      rowsOf(page) > 0 &&
      ((isNext && isLatest(page)) || (checks !== undefined && page.fingerprint?.keyed === true && looksSeen(page))),
    add(page) {
      latest = page;
      if (checks && page.fingerprint) seen.add(page.fingerprint.text());
    },
  };
};

/** How many pages there are, by what the pages say of it. */
interface PageCount {
  readonly value: number | undefined;
  /** Follows the counters of a page: its number, the rows up to and including it, and whether they are news. */
  follow(
    counters: Counters,
    page: { number: number; position: number; received: number; isEmpty: boolean; isFresh: boolean },
  ): void;
}

const createPageCount = (): PageCount => {
  let value: number | undefined;
  return {
    get value() {
      return value;
    },
    follow({ pages, count = Infinity }, { number, position, received, isEmpty, isFresh }) {
      if (pages === undefined) return;
      // It grows only with new rows and within the count of rows: a service that repeats itself would go on for ever.
      const mayGrow = isFresh && count > received;
      // It shrinks only where the rows of the page itself do not belie it.
      const mayShrink = isEmpty || (pages >= number && position <= count);
      if (value === undefined || (pages > value ? mayGrow : mayShrink)) value = pages;
    },
  };
};

/** What the pages of a list have added up to. */
interface Tally {
  taken: number;
  received: number;
  longest: number;
  /** The first and the latest count of rows. */
  first: number | undefined;
  latest: number | undefined;
  /** Whether the list came without pages. */
  isWhole: boolean;
}

/** Whether a page without news ends the list by its own counters, or by those before where it has none. */
const isHonestEnd = (
  { received, taken, latest, longest }: Tally,
  { pages, count }: Counters,
  number: number,
  size: number,
): boolean | undefined => {
  // Pages before it that have not been taken yet count in full.
  const before = received + (number - 1 - taken) * Math.max(size, longest);
  if (count !== undefined) return count <= before && (pages === undefined || pages < number || count === latest);
  if (pages !== undefined) return pages < number;
  return latest === undefined ? undefined : latest <= before;
};

/** A count that changed on the way explains as many rows as lie between the first and the latest. */
const mismatchOf = ({ first, latest, received }: Tally): ReturnType<PageEvidence<unknown>['mismatch']> => {
  if (first === undefined || latest === undefined) return undefined;
  const isExplained = received >= Math.min(first, latest) && received <= Math.max(first, latest);
  return isExplained ? undefined : { expected: latest, seen: received };
};

const firstContradiction = <T>(number: number, page: FetchedPage<T>): string | undefined => {
  const own = countersOf(page);
  const isPromised = number === 1 ? promisesRows(own) : (own.pages ?? 0) >= number && own.count !== 0;
  if (rowsOf(page) > 0 || !isPromised) return undefined;
  return `page ${number} should hold rows (it ${countersText(own)}), but holds no rows`;
};

/**
 * The evidence of a list that is paged by number.
 *
 * Where pages are counted the list ends with the last of them. A page without new rows is an honest end where its own counters
 * say so: the list shrank. Where the count of pages leaves no room for the count of rows, one more page is asked for, which may
 * hold nothing. Without counters a list ends with an empty page, a page equal to the previous one, or a page shorter than the
 * longest so far (never shorter than requested, since the service may cap the size).
 */
export const createNumberedPages = <T>(options: PagingOptions<T>): PageEvidence<T> => {
  const { size, page: only, checks } = options;
  const repeats = createRepeats(options);
  const pageCount = createPageCount();
  const tally: Tally = { taken: 0, received: 0, longest: 0, first: undefined, latest: undefined, isWhole: false };

  const contradiction = ({ page: number }: PageRequest, page: FetchedPage<T>): string | undefined => {
    if (number === 1 || only !== undefined) return firstContradiction(number, page);
    const isRepeated = repeats.isRepeated(page, number === tally.taken + 1);
    const pages = pageCount.value;
    const name = `page ${number}${pages === undefined ? '' : ` of ${pages}`}`;
    if (rowsOf(page) > 0 && !isRepeated)
      return page.whole ? `${name} should be a page, as those before it, but is a bare list` : undefined;
    const own = countersOf(page);
    const isUncountedEnd = pages === undefined && (!isRepeated || repeats.isLatest(page));
    if (number > (pages ?? Infinity) || (isHonestEnd(tally, own, number, size) ?? isUncountedEnd)) return undefined;
    const told = countersText({ pages, count: tally.latest });
    const held = isRepeated ? 'rows that came before, again' : 'no rows';
    return `${name} should hold rows (the page before it ${told}), but holds ${held} (it ${countersText(own)})`;
  };

  const isLast = (page: FetchedPage<T>, isNews: boolean, isShort: boolean): boolean => {
    const { taken, received, longest, latest = 0 } = tally;
    const pages = pageCount.value;
    if (page.whole || only !== undefined) return true;
    if (!isNews && (checks || pages === undefined)) return true;
    if (pages === undefined ? !isShort : taken < pages) return false;
    // Whether rows are missing for which the pages that are counted leave no room.
    return !(checks && latest > received && (pages ?? 0) * Math.max(size, longest) < latest);
  };

  const take = (page: FetchedPage<T>) => {
    const own = countersOf(page);
    const rows = rowsOf(page);
    const repeated = repeats.isRepeated(page, true);
    const isNews = rows > 0 && !repeated;
    const number = ++tally.taken;
    if (number === 1) tally.isWhole = page.whole;
    if (isNews) tally.received += rows;
    tally.first ??= own.count;
    tally.latest = own.count ?? tally.latest;
    pageCount.follow(own, {
      number,
      position: (number - 1) * tally.longest + rows,
      received: tally.received,
      isEmpty: !isNews,
      isFresh: isNews && !repeats.looksSeen(page),
    });
    const isShort = rows < tally.longest;
    tally.longest = Math.max(tally.longest, rows);
    const last = isLast(page, isNews, isShort);
    if (!last) repeats.add(page);
    return { repeated, last };
  };

  return {
    get pageCount() {
      return pageCount.value;
    },
    contradiction,
    take,
    mismatch: () => (tally.isWhole || only !== undefined ? undefined : mismatchOf(tally)),
  };
};
