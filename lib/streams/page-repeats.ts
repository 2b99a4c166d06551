import type { FetchedPage, PagingOptions } from './page.js';
import { rowsOf } from './page-evidence.js';

/** The pages that were taken so far, as far as their rows can be recognised. */
export interface Repeats<T> {
  /** Whether a page is one that was sent before; `isNext` where it follows the latest one. */
  isRepeated(page: FetchedPage<T>, isNext: boolean): boolean;
  /** Whether a page is the latest one, sent again. */
  isLatest(page: FetchedPage<T>): boolean;
  /** Whether rows have come before that look the same: they may yet be others. */
  looksSeen(page: FetchedPage<T>): boolean;
  add(page: FetchedPage<T>): void;
}

/** Creates the memory of the pages of one list. */
export const createRepeats = <T>({ same, checks }: PagingOptions<T>): Repeats<T> => {
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
