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
