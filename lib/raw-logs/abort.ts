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

/**
 * Runs an async generator with a signal of its own, which follows `outer`. Leaving the iterator aborts that signal, so
 * that a pending `next()` settles at once: a generator alone would keep `return()` waiting behind it.
 */
export const abortable = <T>(
  outer: AbortSignal | undefined,
  run: (signal: AbortSignal) => AsyncGenerator<T, void>,
): AsyncIterableIterator<T> => {
  const own = linkAbort(outer);
  const generator = run(own.signal);
  let left = false;
  const over: IteratorResult<T, void> = { done: true, value: undefined };
  return {
    next: () =>
      generator.next().then(
        (step) => {
          if (step.done) own.unlink();
          return left ? over : step;
        },
        (error: unknown) => {
          own.unlink();
          if (left) return over;
          throw error;
        },
      ),
    return: async () => {
      left = true;
      own.abort();
      // Whatever fails on the way out has nobody left to hear it.
      await generator.return().catch(() => undefined);
      return over;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};
