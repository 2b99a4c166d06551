import type { Demand } from './demand.js';
import type { FetchedPage } from './fetch-page.js';

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
