import type { PagingOptions } from '../../lib/streams/page.js';

/** Options of a paged list as managers give them by default, but with small pages. */
export const paging = <T>(options: Partial<PagingOptions<T>> = {}): PagingOptions<T> => ({
  size: 10,
  prefetch: 1,
  concurrency: 1,
  ...options,
});
