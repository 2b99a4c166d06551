import { Observable, Subject, takeUntil } from 'rxjs';
import { eachValueFrom } from 'rxjs-for-await';
import { BufferOverflowError } from '../errors/base.js';
import { checkObservable, checkOptionsObject, checkPositive } from './checks.js';
import { createDemandValve, type Demand, taggedSubscriber } from './demand.js';

/** Bounds of the buffer between a pipeline and a `for await`. */
export interface IterateOptions {
  /** How many elements are buffered before the sources have to wait. @default 256 */
  readonly highWaterMark?: number;
  /** How many elements are buffered at most; one more ends the iteration with a {@link BufferOverflowError}. @default 64 × highWaterMark */
  readonly maxBuffer?: number;
}

const OPTIONS: Readonly<Record<keyof IterateOptions, true>> = { highWaterMark: true, maxBuffer: true };

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
export const iterate = <T>(source: Iterated<T>, options: IterateOptions = {}): AsyncIterableIterator<T> => {
  if (typeof source !== 'function') checkObservable('iterate: source', source);
  checkOptionsObject('iterate: options', options, OPTIONS);
  const highWaterMark = checkPositive('iterate: highWaterMark', options.highWaterMark ?? 256);
  const maxBuffer = checkPositive('iterate: maxBuffer', options.maxBuffer ?? 64 * highWaterMark);
  const stop = new Subject<void>();
  let buffered = 0;
  const valve = createDemandValve(() => buffered < highWaterMark);

  const bounded = new Observable<T>((subscriber) => {
    const tagged = taggedSubscriber<T>(valve.demand, subscriber, {
      next: (value) => {
        if (buffered >= maxBuffer) return subscriber.error(new BufferOverflowError(maxBuffer, valve.heard));
        buffered++;
        subscriber.next(value);
      },
      error: (error) => subscriber.error(error),
      complete: () => subscriber.complete(),
    });
    const pipeline = typeof source === 'function' ? source(valve.demand) : source;
    checkObservable('iterate: the result of source', pipeline);
    pipeline.subscribe(tagged);
  });

  const values = eachValueFrom(bounded.pipe(takeUntil(stop))) as AsyncGenerator<T, undefined>;
  const release = (result: IteratorResult<T, undefined>): IteratorResult<T, undefined> => {
    if (!result.done) {
      buffered--;
      valve.notify();
    }
    return result;
  };
  const iterator = {
    next: () => values.next().then(release),
    // The return() of a generator waits for a pending next(); completing the source first settles it.
    return: () => {
      stop.next();
      return values.return(undefined);
    },
    throw: (error: unknown) => {
      stop.next();
      return values.throw(error);
    },
    [Symbol.asyncIterator]: (): AsyncIterableIterator<T> => iterator,
  };
  return iterator;
};
