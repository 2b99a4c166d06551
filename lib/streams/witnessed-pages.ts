import { countersText, type Counters, countersOf, type PageEvidence } from './page-evidence.js';
import type { FetchedPage, PageRequest } from './page.js';

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
