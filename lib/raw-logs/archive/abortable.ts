import { linkAbort } from '../download/link-abort.js';

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
