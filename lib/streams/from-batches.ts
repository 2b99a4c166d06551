import type { Subscriber } from 'rxjs';
import { type Demand, findDemand } from './demand.js';
import { Stream } from './stream.js';

/** Opens a pull source of batches. It must settle its pending `next()` when the signal aborts. */
export type OpenBatches<T> = (signal: AbortSignal) => AsyncIterator<readonly T[]>;

/** One subscription: pulls a batch only when the one before is used up and more is wanted. */
const run = <T>(open: OpenBatches<T>, demand: Demand, subscriber: Subscriber<T>): void => {
  const abort = new AbortController();
  const source = open(abort.signal);
  let batch: readonly T[] = [];
  let index = 0;
  let pulling = false;
  let forget: (() => void) | undefined;
  subscriber.add(() => {
    forget?.();
    abort.abort();
    // The source ends itself on the signal; a failure on its way out has nobody left to hear it.
    void source.return?.().then(undefined, () => undefined);
  });

  const take = (result: IteratorResult<readonly T[], unknown>): void => {
    pulling = false;
    if (result.done) return subscriber.complete();
    batch = result.value;
    index = 0;
    advance();
  };
  const fail = (error: unknown): void => {
    pulling = false;
    subscriber.error(error);
  };

  const advance = (): void => {
    while (index < batch.length) {
      if (subscriber.closed) return;
      if (!demand.wanted) {
        forget = demand.whenWanted(advance);
        return;
      }
      subscriber.next(batch[index++] as T);
    }
    if (pulling || subscriber.closed) return;
    pulling = true;
    batch = [];
    source.next().then(take, fail);
  };
  advance();
};

/**
 * A stream over a pull source of batches: its elements one by one, each batch pulled when the one before is used up.
 * Unsubscribing aborts the signal, also while a batch is awaited.
 */
export const fromBatches = <T>(open: OpenBatches<T>, options: { demand?: Demand | undefined } = {}): Stream<T> =>
  new Stream((subscriber) => run(open, options.demand ?? findDemand(subscriber), subscriber));
