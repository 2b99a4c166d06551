import type { FetchedPage, PageRequest } from './page.js';

/** What the pages of one list have said so far, by number or by key. Pages are taken in the order of their requests. */
export interface PageEvidence<T> {
  /** How many pages there are, as far as that can be believed. */
  readonly pageCount: number | undefined;
  /** Says what is wrong with a page that arrived for a request, as far as the pages taken so far show. */
  contradiction(request: PageRequest, page: FetchedPage<T>): string | undefined;
  /** Takes a page; says whether it repeats rows, and must not be emitted, and whether it is the last one. */
  take(page: FetchedPage<T>): {
    readonly repeated: boolean;
    readonly last: boolean;
    /** The elements to emit, where some came before. @default those of the page */
    readonly items?: readonly T[];
  };
  /** Whether a page without rows, which has not been taken yet, ends the list before what was counted until now. */
  isDoubtful(page: FetchedPage<T>): boolean;
  /** What the pages taken so far add up to. */
  readonly totals: Totals;
  /** The number of rows that the service counts, and of those that came, where they differ without an explanation. */
  mismatch(): Mismatch | undefined;
}

/** What the pages of a list add up to. */
interface Totals {
  readonly received: number;
  /** Rows of the longest page. */
  readonly longest: number;
  /** The most rows that were counted. */
  readonly highest: number;
  /** Whether the list has shrunk in a way that needs a second look. */
  readonly fell: boolean;
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

/** How many pages there are, by what the pages say of it. */
export interface PageCount {
  readonly value: number | undefined;
  /** Follows the counters of a page: its number, the rows up to and including it, and whether they are news. */
  follow(
    counters: Counters,
    page: { number: number; position: number; received: number; isEmpty: boolean; isFresh: boolean },
  ): void;
}

/** Starts without a number of pages. */
export const createPageCount = (): PageCount => {
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
export interface Tally {
  taken: number;
  received: number;
  longest: number;
  /** The first and the latest count of rows. */
  first: number | undefined;
  latest: number | undefined;
  highest: number;
  /** Whether a page without rows counted less than had come. */
  fell: boolean;
  /** Whether rows came again that no change of the list explains. */
  isStale: boolean;
  /** Whether the list came without pages. */
  isWhole: boolean;
}

/** Whether a page without news ends the list by its own counters, or by those before where it has none. */
export const isHonestEnd = (
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
export const mismatchOf = ({
  first,
  latest,
  received,
  isStale,
}: Tally): ReturnType<PageEvidence<unknown>['mismatch']> => {
  if (first === undefined || latest === undefined) return undefined;
  const isExplained = isStale
    ? received === latest
    : received >= Math.min(first, latest) && received <= Math.max(first, latest);
  return isExplained ? undefined : { expected: latest, seen: received };
};

/** Takes the count of a page, and whether its rows come again without an explanation. */
export const countIn = (tally: Tally, { count }: Counters, isStale: boolean): void => {
  tally.isStale ||= isStale;
  tally.first ??= count;
  tally.latest = count ?? tally.latest;
  tally.highest = Math.max(tally.highest, count ?? 0);
};

/** Starts an empty tally. */
export const createTally = (): Tally => ({
  taken: 0,
  received: 0,
  longest: 0,
  first: undefined,
  latest: undefined,
  highest: 0,
  fell: false,
  isStale: false,
  isWhole: false,
});

/** Whether the counters of a page without news, which was to hold rows, say less than has come already. */
export const isDoubtfulEnd = (
  { taken, received, latest = 0 }: Tally,
  told: number,
  { pages, count }: Counters,
): boolean => {
  const isPromised = taken > 0 && (told > taken || latest > received);
  return isPromised && (count === undefined ? (pages ?? taken) < taken : count < received);
};
