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
