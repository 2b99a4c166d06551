/** An abort of one's own that follows other signals. */
export interface LinkedAbort {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
  /** Stops following: a signal that outlives many of these shall not collect their listeners. */
  unlink(): void;
}

/** Follows whichever of `outer` aborts first, until unlinked or aborted. */
export const linkAbort = (...outer: readonly (AbortSignal | undefined)[]): LinkedAbort => {
  const own = new AbortController();
  const followed = outer.filter((signal) => signal !== undefined);
  const unlink = (): void => {
    for (const signal of followed) signal.removeEventListener('abort', onAbort);
  };
  const abort = (reason?: unknown): void => {
    unlink();
    own.abort(reason);
  };
  const onAbort = (): void => abort(followed.find((signal) => signal.aborted)?.reason);
  for (const signal of followed) signal.addEventListener('abort', onAbort);
  if (followed.some((signal) => signal.aborted)) onAbort();
  return { signal: own.signal, abort, unlink };
};
