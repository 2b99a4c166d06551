import { fromEvent, merge, NEVER, Observable, Subject, takeUntil } from 'rxjs';
import { eachValueFrom } from 'rxjs-for-await';
import { BufferOverflowError } from '../errors/base.js';
import { checkObservable, checkOptionsObject, checkPositive } from './checks.js';
import { createDemandValve, type Demand, taggedSubscriber } from './demand.js';

/** Options of {@link iterate}. */
export interface IterateOptions {
  /**
   * How many elements are buffered before the sources have to wait, counted in elements of the sources: with a
   * `bufferCount(1_000)` in between, one array counts as 1,000. @default 256
   */
  readonly highWaterMark?: number;
  /**
   * How many elements of the pipeline are buffered at most; one more ends the iteration with a {@link BufferOverflowError}.
   * @default 64 × highWaterMark
   */
  readonly maxBuffer?: number;
  /** Aborting unsubscribes at once, and `next()` is rejected with the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
}

/** The iterator of a pipeline. It has the helpers of `AsyncIterator.prototype` where the platform has them. */
export interface PipelineIterator<T> extends AsyncIterableIterator<T>, AsyncDisposable {
  return<V = undefined>(value?: V | PromiseLike<V>): Promise<IteratorReturnResult<V>>;
  throw(error: unknown): Promise<IteratorResult<T, undefined>>;
  [Symbol.asyncIterator](): PipelineIterator<T>;
}

const ASYNC_ITERATOR_PROTOTYPE = Object.getPrototypeOf(
  Object.getPrototypeOf(async function* () {}.prototype) as object,
) as object;

const OPTIONS: Readonly<Record<keyof IterateOptions, true>> = { highWaterMark: true, maxBuffer: true, signal: true };

/** A pipeline, or a function that builds one for the demand of its consumer. */
export type Iterated<T> = Observable<T> | ((demand: Demand) => Observable<T>);

/**
 * Consumes any pipeline with `for await`, and makes its sources wait while the consumer is busy.
 *
 * Subscribes on the first `next()`. Yields the elements of the pipeline in order; an error follows all elements emitted
 * before it. `return()` (a `break`) and `throw()` unsubscribe at once, even while a `next()` is pending.
 *
 * The sources of this library find the demand through most operators. Where an operator such as `share` hides it, use the
 * second form and pass `{ demand }` to the source; otherwise the iteration ends with a {@link BufferOverflowError} once
 * `maxBuffer` elements are waiting, instead of filling the memory.
 *
 * @param source a pipeline, or a function that gets the demand and builds one
 * @throws TypeError or RangeError for wrong options, when it is called
 * @example
 * ```ts
 * for await (const name of iterate(api.offers.findAll().pipe(map((offer) => offer.name)))) await save(name);
 * for await (const offer of iterate((demand) => api.offers.findAll({ demand }).pipe(share()))) await save(offer);
 * ```
 */
export const iterate = <T>(source: Iterated<T>, options: IterateOptions = {}): PipelineIterator<T> => {
  if (typeof source !== 'function') checkObservable('iterate: source', source);
  checkOptionsObject('iterate: options', options, OPTIONS);
  const highWaterMark = checkPositive('iterate: highWaterMark', options.highWaterMark ?? 256);
  const maxBuffer = checkPositive('iterate: maxBuffer', options.maxBuffer ?? 64 * highWaterMark);
  const stop = new Subject<void>();
  const { signal } = options;
  let buffered = 0;
  let received = 0;
  /** How many elements of the pipeline may wait: those of the sources in one of them, on average, make up the high-water mark. */
  let limit = highWaterMark;
  const valve = createDemandValve(() => buffered < limit);

  const bounded = new Observable<T>((subscriber) => {
    const tagged = taggedSubscriber<T>(valve.demand, subscriber, {
      next: (value) => {
        if (buffered >= maxBuffer) return subscriber.error(new BufferOverflowError(maxBuffer, valve.heard));
        buffered++;
        if (++received < 8 || received % 64 === 0)
          limit = Math.max(1, highWaterMark / Math.max(1, valve.granted / received));
        subscriber.next(value);
      },
      error: (error) => subscriber.error(error),
      complete: () => subscriber.complete(),
    });
    subscriber.add(() => {
      // A consumer that left must not make others of a shared source wait.
      limit = Infinity;
      valve.notify();
    });
    const pipeline = typeof source === 'function' ? source(valve.demand) : source;
    checkObservable('iterate: the result of source', pipeline);
    pipeline.subscribe(tagged);
  });

  // Unsubscribes at once; the return() of a generator alone would wait for a pending next().
  const aborted = signal ? fromEvent(signal, 'abort') : NEVER;
  const values = eachValueFrom(bounded.pipe(takeUntil(merge(stop, aborted)))) as AsyncGenerator<T, undefined>;
  const release = (result: IteratorResult<T, undefined>): IteratorResult<T, undefined> => {
    signal?.throwIfAborted();
    if (!result.done) {
      buffered--;
      valve.notify();
    }
    return result;
  };
  const iterator: PipelineIterator<T> = Object.assign(Object.create(ASYNC_ITERATOR_PROTOTYPE) as object, {
    next: () => (signal?.aborted ? Promise.reject(signal.reason as Error) : values.next().then(release)),
    return: async <V>(value?: V | PromiseLike<V>): Promise<IteratorReturnResult<V>> => {
      stop.next();
      await values.return(undefined);
      return { done: true, value: (await value) as V };
    },
    throw: (error: unknown) => {
      stop.next();
      return values.throw(error);
    },
    [Symbol.asyncIterator]: () => iterator,
    [Symbol.asyncDispose]: async () => void (await iterator.return()),
  });
  return iterator;
};
