/** An abort of one's own that follows another signal. */
export interface LinkedAbort {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
  /** Stops following: a signal that outlives many of these shall not collect their listeners. */
  unlink(): void;
}

/** Follows `outer` until unlinked or aborted. */
export const linkAbort = (outer: AbortSignal | undefined): LinkedAbort => {
  const own = new AbortController();
  const onAbort = (): void => own.abort(outer?.reason);
  if (outer?.aborted) onAbort();
  else outer?.addEventListener('abort', onAbort, { once: true });
  const unlink = (): void => outer?.removeEventListener('abort', onAbort);
  return {
    signal: own.signal,
    abort: (reason) => {
      unlink();
      own.abort(reason);
    },
    unlink,
  };
};
