import { RxOffersError } from '../errors/base.js';
import { createKeyedPages } from './keyed-pages.js';
import { createNumberedPages } from './numbered-pages.js';
import { type Counters, countersOf, countersText, type PageEvidence, rowsOf } from './page-evidence.js';
import type { FetchedPage, PageRequest, PagingOptions } from './page.js';

/** What becomes of a page that arrived: it is left out, since it repeats rows, or asked for again, or emitted without rows that came before. */
export type Verdict<T> = 'repeated' | 'again' | FetchedPage<T>;

/** Decides which page to request next from the pages seen so far. Knows nothing of time or of requests in flight. */
export interface PagePlan<T> {
  /** The next request; `undefined` when there is none, or while it depends on a page that has not arrived. */
  next(): PageRequest | undefined;
  /** True when several pages may be requested at once. */
  readonly parallel: boolean;
  /** The error of a page that contradicts the pages accepted so far; `undefined` where nothing does. */
  check(request: PageRequest, page: FetchedPage<T>): Error | undefined;
  /** Takes the page of a request, in request order. */
  accept(page: FetchedPage<T>, request?: PageRequest): Verdict<T>;
  /** True when nothing more will be requested. */
  readonly ended: boolean;
  /** The error for those who need the whole list, where the service counts other rows than those that came, or some hold nothing. To be asked at the end. */
  incomplete(): Error | undefined;
}

/** Finds the key after which the next page starts. Throws where going on would loop. */
const createKeyAfter = <T>(keyOf: (element: T) => string | undefined): ((page: FetchedPage<T>) => string) => {
  const ends = new Set<string>();
  return (page) => {
    const last = page.items.at(-1);
    const key = last === undefined ? undefined : keyOf(last);
    if (key === undefined) throw new RxOffersError('Stable paging needs a key for every element, but one has none');
    if (ends.has(key)) throw new RxOffersError(`Stable paging does not advance: two pages end with the key ${key}`);
    ends.add(key);
    return key;
  };
};

/** Plans the pages of one call. What the replies say decides where the list ends; an unpaginated reply is the whole list. */
export const createPagePlan = <T>(options: PagingOptions<T>): PagePlan<T> => {
  const { size, limit = Infinity, keyOf, checks } = options;
  const evidence = keyOf ? createKeyedPages(options) : createNumberedPages(options);
  const witnessed = withWitness(evidence);
  const keyAfter = keyOf && createKeyAfter(keyOf);
  let requested = 0;
  let accepted = 0;
  let received = 0;
  let after: string | undefined;
  let ended = limit === 0;
  let needsWitness = false;
  let leftOut = 0;

  /** Requests no more pages than the limit can need. Pages in flight count in full, since a service may cap their size. */
  const enough = (): boolean => received + (requested - accepted) * size >= limit;
  const parallel = (): boolean => evidence.pageCount !== undefined && keyOf === undefined;

  /** The first page again, when no other is in flight. */
  const askWitness = (): PageRequest | undefined => {
    if (requested > accepted) return undefined;
    requested++;
    return { page: options.page ?? 1, size, after: undefined, witness: true };
  };

  const next = (): PageRequest | undefined => {
    if (ended || enough()) return undefined;
    if (needsWitness) return askWitness();
    // With none in flight the last page said that there is one more, whatever the count of pages.
    if (requested > accepted && (!parallel() || requested >= (evidence.pageCount ?? 0))) return undefined;
    requested++;
    return { page: keyOf ? 1 : (options.page ?? requested), size, after };
  };

  const accept = (page: FetchedPage<T>, request?: PageRequest): Verdict<T> => {
    const { repeated, last, doubt, items = page.items } = witnessed.take(page, checks && request);
    if (doubt === 'again') return 'again';
    accepted++;
    received += repeated ? 0 : items.length;
    leftOut += rowsOf(page) - page.items.length;
    if (doubt === 'first' && checks) needsWitness = true;
    else ended ||= last || doubt === 'first';
    if (keyAfter && !ended && !needsWitness) after = keyAfter(page);
    ended ||= received >= limit;
    if (repeated) return 'repeated';
    return items.length === page.items.length ? page : { ...page, items };
  };

  return {
    next,
    check: (request, page) => {
      const text = checks && witnessed.contradiction(request, page);
      return text === undefined ? undefined : checks?.contradiction(text);
    },
    accept,
    get parallel() {
      return parallel();
    },
    get ended() {
      return ended;
    },
    incomplete() {
      const mismatch = checks && received < limit ? witnessed.mismatch() : undefined;
      if (mismatch) return checks?.incomplete(mismatch.expected, mismatch.seen);
      return leftOut > 0 ? checks?.contradiction(`${leftOut} rows of the list hold nothing`) : undefined;
    },
  };
};

/** What is asked next, where the end of a list is in doubt: the same page again, or the first one for its counters. */
type Doubt = 'again' | 'first';

/** The evidence of a list whose end is confirmed where the service contradicts what it counted before. */
export interface WitnessedPages<T> extends Pick<PageEvidence<T>, 'contradiction' | 'mismatch'> {
  /** Takes the page of a request. With a doubt the list has not ended yet. */
  take(
    page: FetchedPage<T>,
    request: PageRequest | undefined,
  ): ReturnType<PageEvidence<T>['take']> & { readonly doubt?: Doubt };
}

/**
 * Confirms the end of a list that holds less than the service counted before: a page without rows is asked for again, and
 * then the first page must not count more rows than came. A list that still counts as many as ever has lost rows; where it
 * counts more than came, but less than before, it changes while it is read, and is incomplete.
 */
export const withWitness = <T>(evidence: PageEvidence<T>): WitnessedPages<T> => {
  const askedAgain = new WeakSet<PageRequest>();
  let counted: number | undefined;

  const leastOf = ({ count, pages }: Counters): number =>
    count ?? (pages === undefined ? 0 : (pages - 1) * evidence.totals.longest + 1);

  const contradiction = (request: PageRequest, page: FetchedPage<T>): string | undefined => {
    if (!request.witness) return evidence.contradiction(request, page);
    const { received, highest } = evidence.totals;
    const own = countersOf(page);
    const least = leastOf(own);
    return least > received && least >= highest
      ? `the list ended after ${received} rows, but should hold more (its first page ${countersText(own)}): the service followed neither its counts nor the order asked for`
      : undefined;
  };

  return {
    contradiction,
    take(page, request) {
      if (request?.witness) {
        counted = leastOf(countersOf(page));
        return { repeated: true, last: true };
      }
      if (request && !askedAgain.has(request) && evidence.isDoubtful(page)) {
        askedAgain.add(request);
        return { repeated: true, last: false, doubt: 'again' };
      }
      const taken = evidence.take(page);
      return taken.last && evidence.totals.fell ? { ...taken, last: false, doubt: 'first' } : taken;
    },
    mismatch() {
      const { received: seen } = evidence.totals;
      return counted !== undefined && counted > seen ? { expected: counted, seen } : evidence.mismatch();
    },
  };
};
