import { Observable, type Subscriber, type TeardownLogic } from 'rxjs';
import { type Demand, findDemand } from './demand.js';
import { iterate, type IterateOptions } from './iterate.js';

/**
 * The result of every call that may be long: an Observable that is also an `AsyncIterable`. In a `for await` loop the source
 * waits for the loop body; leaving the loop, like unsubscribing, cancels the requests at once.
 *
 * Cold: each subscription and each loop sends its own requests, and `await stream` sends none. `pipe` returns a plain
 * Observable; consume that with `for await (… of iterate(stream.pipe(…)))`.
 *
 * @example
 * ```ts
 * for await (const offer of api.offers.findAll()) await save(offer);
 * ```
 */
export class Stream<T> extends Observable<T> implements AsyncIterable<T> {
  readonly #bounds: IterateOptions;

  /** `bounds` limit the buffer of a `for await` loop: a stream of large elements buffers few of them. */
  constructor(subscribe?: (subscriber: Subscriber<T>) => TeardownLogic, bounds: IterateOptions = {}) {
    super(subscribe);
    this.#bounds = bounds;
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<T> {
    return iterate(this, this.#bounds);
  }
}

/** Creates a stream that calls a factory for each subscription and passes on its stream; ends with what the factory throws. */
export const deferStream = <T>(factory: () => Stream<T>, bounds?: IterateOptions): Stream<T> =>
  new Stream((subscriber) => {
    let stream: Stream<T>;
    try {
      stream = factory();
    } catch (error) {
      subscriber.error(error);
      return;
    }
    // Subscribes with the same subscriber, so that the walk finds the demand.
    stream.subscribe(subscriber);
  }, bounds);

/** Opens a pull source of batches. The source must settle its pending `next()` when the signal aborts. */
type OpenBatches<T> = (signal: AbortSignal) => AsyncIterator<readonly T[]>;

/** Runs one subscription: pulls a batch only when the previous one is used up and more is wanted. */
const emitBatches = <T>(open: OpenBatches<T>, demand: Demand, subscriber: Subscriber<T>): void => {
  const abort = new AbortController();
  const source = open(abort.signal);
  let batch: readonly T[] = [];
  let index = 0;
  let pulling = false;
  let cancelWait: (() => void) | undefined;
  subscriber.add(() => {
    cancelWait?.();
    abort.abort();
    // The signal ends the source; with the subscriber gone, an error from its cleanup has no receiver.
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
        cancelWait = demand.whenWanted(advance);
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
 * Creates a stream of the elements of a pull source of batches. Each batch is pulled when the previous one is used up.
 * Unsubscribing aborts the signal at once, even while a batch is awaited.
 */
export const fromBatches = <T>(open: OpenBatches<T>, options: { demand?: Demand | undefined } = {}): Stream<T> =>
  new Stream((subscriber) => emitBatches(open, options.demand ?? findDemand(subscriber), subscriber));
