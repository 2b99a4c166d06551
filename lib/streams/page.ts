import type { Observable } from 'rxjs';
import type { Demand } from './demand.js';

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Number of the page, from 1. */
  readonly page: number;
  /** How many pages there are; `undefined` where the service does not say. */
  readonly pageCount: number | undefined;
  /** How many elements there are in total; `undefined` where the service does not say. */
  readonly count: number | undefined;
}

/** A page with the facts that paging needs. */
export interface FetchedPage<T> extends Page<T> {
  /** True when the reply was not paginated and is therefore the whole list. */
  readonly whole: boolean;
  /** The page as it was decoded, to detect a page that is sent twice; absent where equal rows may be different ones. */
  readonly raw?: unknown;
  /** Rows that `items` leaves out, since they hold nothing. They count as rows. @default 0 */
  readonly skipped?: number;
  /** Identifies the rows, to detect those that come again. */
  readonly fingerprint?: Fingerprint | undefined;
}

/** Identifies the rows of a page. */
interface Fingerprint {
  /** True when the rows have keys, so that equal ones are the same rows; others may be alike and yet different. */
  readonly keyed: boolean;
  /** The same text for the same rows. A function, since most lists have one page. */
  readonly text: () => string;
}

/** Returns the error of a page that contradicts the pages before it; `undefined` where nothing does. */
export type CheckPage<T> = (page: FetchedPage<T>) => Error | undefined;

/**
 * Fetches one page: a cold Observable that emits it once. `after` is set when paging by key. A page that does not pass the
 * check may be asked for again; the last one that came is checked once more at its place.
 */
export type FetchPage<T> = (request: PageRequest, check: CheckPage<T>) => Observable<FetchedPage<T>>;

/** A request for one page. */
export interface PageRequest {
  /** Number of the page, from 1; stays 1 when paging by key. */
  readonly page: number;
  /** Page size, the same for all pages of one call. */
  readonly size: number;
  /** Key of the last element seen, when paging by key. */
  readonly after: string | undefined;
  /** True for the first page, asked for once more at a doubtful end: only its counters matter. @default false */
  readonly witness?: boolean;
}

/** Options of a paged list. */
export interface PagingOptions<T> {
  /** The most elements to emit. */
  readonly limit?: number | undefined;
  /** Only this page, from 1. */
  readonly page?: number | undefined;
  /** Page size to request, the same for all pages. */
  readonly size: number;
  /** Pages fetched ahead of the one being emitted. */
  readonly prefetch: number;
  /** How many pages are in flight at once, as soon as the number of pages is known. */
  readonly concurrency: number;
  /** The demand to follow; without it, the demand is found by walking downstream. */
  readonly demand?: Demand | undefined;
  /** Whether two pages are the same reply, which means that the service sent a page twice. */
  readonly same?: ((a: FetchedPage<T>, b: FetchedPage<T>) => boolean) | undefined;
  /** The key of an element; pages by key instead of by number, each request starting after the last key. */
  readonly keyOf?: ((element: T) => string | undefined) | undefined;
  /**
   * The id of an element, which no other element of the list has; `undefined` for one without. An element whose id has come
   * before is left out. The ids of a list are kept while it is read, about 60 bytes each; those of a list by key are not.
   */
  readonly idOf?: ((element: T) => string | undefined) | undefined;
  /** How contradictions are told; absent where pages are the caller's own, and may hold nothing. */
  readonly checks?: PageChecks | undefined;
}

/** Makes the errors of replies that contradict each other. */
interface PageChecks {
  /** The error of a page that cannot be: `page 2 of 3 should hold rows, but holds none`. */
  contradiction(text: string): Error;
  /** Called at the end of a list of which the service counts another number of rows. The error is for those who need the whole list. */
  incomplete(expected: number, seen: number): Error;
}
