import type { Observable } from 'rxjs';
import type { Page } from './page.js';

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
