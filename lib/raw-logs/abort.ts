import { setMaxListeners } from 'node:events';

/** An abort controller that follows other signals. */
interface LinkedAbort {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
  /** Stops following, so that a signal that outlives many linked aborts does not collect their listeners. */
  unlink(): void;
}

/** Follows whichever of the `outer` signals aborts first, until it is unlinked or aborted. */
export const linkAbort = (...outer: readonly (AbortSignal | undefined)[]): LinkedAbort => {
  const controller = new AbortController();
  const followed = outer.filter((signal) => signal !== undefined);
  // Node warns of more than ten listeners of one signal, but many files may be read at once under one. Each stops
  // listening when it is done.
  setMaxListeners(0, controller.signal, ...followed);
  const unlink = (): void => {
    for (const signal of followed) signal.removeEventListener('abort', onAbort);
  };
  const abort = (reason?: unknown): void => {
    unlink();
    controller.abort(reason);
  };
  const onAbort = (): void => abort(followed.find((signal) => signal.aborted)?.reason);
  for (const signal of followed) signal.addEventListener('abort', onAbort);
  if (followed.some((signal) => signal.aborted)) onAbort();
  return { signal: controller.signal, abort, unlink };
};

/**
 * Runs an async generator with a signal linked to `outer`. Leaving the iterator aborts that signal, so a pending `next()`
 * settles at once. A plain generator would queue `return()` until the pending `next()` is done.
 */
export const abortable = <T>(
  outer: AbortSignal | undefined,
  run: (signal: AbortSignal) => AsyncGenerator<T, void>,
): AsyncIterableIterator<T> => {
  const linked = linkAbort(outer);
  const generator = run(linked.signal);
  let left = false;
  const over: IteratorResult<T, void> = { done: true, value: undefined };
  return {
    next: () =>
      generator.next().then(
        (step) => {
          if (step.done) linked.unlink();
          return left ? over : step;
        },
        (error: unknown) => {
          linked.unlink();
          if (left) return over;
          throw error;
        },
      ),
    return: async () => {
      left = true;
      linked.abort();
      // The consumer has left, so nothing receives a failure during clean-up.
      await generator.return().catch(() => undefined);
      return over;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};
