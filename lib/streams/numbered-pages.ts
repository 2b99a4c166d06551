import {
  type Counters,
  countersOf,
  countersText,
  countIn,
  createPageCount,
  createTally,
  isDoubtfulEnd,
  isHonestEnd,
  mismatchOf,
  type PageEvidence,
  promisesRows,
  rowsOf,
} from './page-evidence.js';
import type { FetchedPage, PageRequest, PagingOptions } from './page.js';

const noNewsText = (name: string, told: Counters, isRepeated: boolean, own: Counters): string => {
  const held = isRepeated ? 'rows that came before, again' : 'no rows';
  return `${name} should hold rows (the page before it ${countersText(told)}), but holds ${held} (it ${countersText(own)})`;
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
  const tally = createTally();

  const contradiction = ({ page: number }: PageRequest, page: FetchedPage<T>): string | undefined => {
    if (number === 1 || only !== undefined) return firstContradiction(number, page);
    const isRepeated = repeats.isRepeated(page, number === tally.taken + 1);
    const pages = pageCount.value;
    const name = `page ${number}${pages === undefined ? '' : ` of ${pages}`}`;
    if (rowsOf(page) > 0 && !isRepeated)
      return page.whole ? `${name} should be a page, as those before it, but is a bare list` : undefined;
    const own = countersOf(page);
    const isUncountedEnd = pages === undefined && (!isRepeated || repeats.isLatest(page));
    const isEnd = number > (pages ?? Infinity) || (isHonestEnd(tally, own, number, size) ?? isUncountedEnd);
    return isEnd ? undefined : noNewsText(name, { pages, count: tally.latest }, isRepeated, own);
  };

  const isDoubtful = (page: FetchedPage<T>): boolean =>
    only === undefined &&
    (rowsOf(page) === 0 || repeats.isRepeated(page, true)) &&
    isDoubtfulEnd(tally, pageCount.value ?? 0, countersOf(page));

  const isLast = (page: FetchedPage<T>, isNews: boolean, isShort: boolean, isStale: boolean): boolean => {
    const { taken, received, longest, latest = 0 } = tally;
    const { value: pages } = pageCount;
    if (page.whole || only !== undefined) return true;
    if (!isNews && (checks || pages === undefined)) return true;
    if (pages === undefined ? !isShort : taken < pages) return false;
    // Whether rows are missing for which the pages that are counted leave no room.
    return !(checks && !isStale && latest > received && (pages ?? 0) * Math.max(size, longest) < latest);
  };

  const take = (page: FetchedPage<T>) => {
    const own = countersOf(page);
    const rows = rowsOf(page);
    const repeated = repeats.isRepeated(page, true);
    const isNews = rows > 0 && !repeated;
    if (isDoubtful(page)) tally.fell = true;
    const number = ++tally.taken;
    tally.isWhole ||= number === 1 && page.whole;
    const { items, isStale } = isNews ? repeats.news(page) : { items: [], isStale: true };
    if (isNews) tally.received += rows - page.items.length + items.length;
    countIn(tally, own, isNews && isStale);
    const isFresh = !isStale && !repeats.looksSeen(page);
    const position = (number - 1) * tally.longest + rows;
    pageCount.follow(own, { number, position, received: tally.received, isEmpty: !isNews, isFresh });
    const isShort = rows < tally.longest;
    tally.longest = Math.max(tally.longest, rows);
    const last = isLast(page, isNews, isShort, isStale);
    if (!last) repeats.add(page);
    return { repeated, last, items };
  };

  return {
    get pageCount() {
      return pageCount.value;
    },
    contradiction,
    take,
    isDoubtful,
    totals: tally,
    mismatch: () => (tally.isWhole || only !== undefined ? undefined : mismatchOf(tally)),
  };
};

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
