import type { Observable } from 'rxjs';
import type { Demand } from './demand.js';

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Number of the page, from 1. */
  readonly page: number;
  /** Pages in all, where the service says. */
  readonly pageCount: number | undefined;
  /** Elements in all, where the service says. */
  readonly count: number | undefined;
}

/** A page as it was fetched. */
export interface FetchedPage<T> extends Page<T> {
  /** True when the reply was not paginated: it is the whole answer. */
  readonly whole: boolean;
  /** The page as it came, to tell whether the service gave one twice; absent where equal rows may be different ones. */
  readonly raw?: unknown;
}

/** Fetches one page: a cold Observable that emits it once. `after` is set when paging by key. */
export type FetchPage<T> = (request: PageRequest) => Observable<FetchedPage<T>>;

export interface PageRequest {
  /** Number of the page, from 1; stays 1 when paging by key. */
  readonly page: number;
  /** Page size, the same for all pages of one call. */
  readonly size: number;
  /** Key of the last element seen, when paging by key. */
  readonly after: string | undefined;
}

/** How a list is paged. */
export interface PagingOptions<T> {
  /** Elements to emit at the most. */
  readonly limit?: number | undefined;
  /** Only this page, from 1. */
  readonly page?: number | undefined;
  /** Size asked for, the same for all pages. */
  readonly size: number;
  /** Pages fetched ahead of the one being emitted. */
  readonly prefetch: number;
  /** Pages in flight at once, as soon as the number of pages is known. */
  readonly concurrency: number;
  /** Whose demand to follow; found by walking downstream otherwise. */
  readonly demand?: Demand | undefined;
  /** Whether two pages are the same answer: the service gave a page twice. */
  readonly same?: ((a: FetchedPage<T>, b: FetchedPage<T>) => boolean) | undefined;
  /** Pages by key instead of by number: the key of an element, which the next request starts behind. */
  readonly keyOf?: ((element: T) => string | undefined) | undefined;
}
