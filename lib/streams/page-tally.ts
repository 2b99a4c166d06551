import type { Counters, PageEvidence } from './page-evidence.js';

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
