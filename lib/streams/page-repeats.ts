import type { FetchedPage, PagingOptions } from './page.js';
import { rowsOf } from './page-evidence.js';

/** The pages that were taken so far, as far as their rows can be recognised: by their ids, or as whole pages. */
interface Repeats<T> {
  /** Whether all rows of a page were sent before; `isNext` where it follows the latest one. */
  isRepeated(page: FetchedPage<T>, isNext: boolean): boolean;
  /** Whether a page is the latest one, sent again. */
  isLatest(page: FetchedPage<T>): boolean;
  /** Whether rows have come before that look the same: they may yet be others. */
  looksSeen(page: FetchedPage<T>): boolean;
  /** Takes the rows of a page that is to be emitted; returns those whose ids have not come before. */
  news(page: FetchedPage<T>): News<T>;
  /** Takes a page that others follow. */
  add(page: FetchedPage<T>): void;
}

interface News<T> {
  readonly items: readonly T[];
  /** Whether a row has come a third time: rows that are added before it move a row to the next page, but hardly twice. */
  readonly isStale: boolean;
}

/** Creates the memory of the pages of one list. */
export const createRepeats = <T>({ same, checks, idOf }: PagingOptions<T>): Repeats<T> => {
  const seen = new Set<string>();
  const ids = new Set<string>();
  const repeatedIds = new Set<string>();
  let latest: FetchedPage<T> | undefined;
  const looksSeen = ({ fingerprint }: FetchedPage<T>): boolean =>
    seen.size > 0 && fingerprint !== undefined && seen.has(fingerprint.text());
  const isLatest = (page: FetchedPage<T>): boolean => latest !== undefined && (same?.(latest, page) ?? false);
  const isSeen = (element: T): boolean => {
    const id = ids.size > 0 ? idOf?.(element) : undefined;
    return id !== undefined && ids.has(id);
  };
  return {
    isLatest,
    looksSeen,
    isRepeated: (page, isNext) =>
      rowsOf(page) > 0 &&
      ((isNext && isLatest(page)) ||
        (checks !== undefined && page.fingerprint?.keyed === true && looksSeen(page)) ||
        (checks !== undefined && page.items.length > 0 && page.items.every(isSeen))),
    news(page) {
      let isStale = false;
      const isNew = (element: T): boolean => {
        const id = idOf?.(element);
        if (id === undefined) return true;
        if (!ids.has(id)) return ids.add(id).size > 0;
        isStale ||= repeatedIds.has(id);
        repeatedIds.add(id);
        return false;
      };
      const items = checks && idOf ? page.items.filter(isNew) : page.items;
      return { items, isStale };
    },
    add(page) {
      latest = page;
      if (checks && page.fingerprint) seen.add(page.fingerprint.text());
    },
  };
};
