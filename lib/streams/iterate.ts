import { Observable, Subject, takeUntil } from 'rxjs';
import { eachValueFrom } from 'rxjs-for-await';
import { BufferOverflowError } from '../errors/base.js';
import { createDemandValve, type Demand, taggedSubscriber } from './demand.js';

/** Refuses what is no whole number of at least 1. */
export const checkPositive = (name: string, value: unknown): number => {
  if (typeof value !== 'number') throw new TypeError(`${name} should be an integer`);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new RangeError(`${name} should be an integer of at least 1, not ${value}`);
  return value;
};

/** Bounds of the buffer between a pipeline and a `for await`. */
export interface IterateOptions {
  /** Elements buffered before the sources are made to wait. @default 256 */
  readonly highWaterMark?: number;
  /** Elements buffered before the iteration ends in a {@link BufferOverflowError}. @default 64 × highWaterMark */
  readonly maxBuffer?: number;
}

/** A pipeline, or a function that builds one around the demand of its consumer. */
export type Iterated<T> = Observable<T> | ((demand: Demand) => Observable<T>);

/**
 * Walks any pipeline with `for await`, making its sources wait while the consumer is busy.
 *
 * Nothing is subscribed before the first `next()`. The iterator emits what the pipeline emits, in order, and an error
 * after all elements before it. `return()` (a `break`) and `throw()` unsubscribe at once, also while a `next()` is
 * pending. Sources of this library above the pipeline hear the demand through most operators; where an operator hides
 * it, use the second form and pass `{ demand }` to the source, or the iteration ends in a {@link BufferOverflowError}
 * instead of filling the memory.
 *
 * @example
 * ```ts
 * for await (const name of iterate(api.offers.findAll().pipe(map((offer) => offer.name)))) await save(name);
 * for await (const offer of iterate((demand) => api.offers.findAll({ demand }).pipe(share()))) await save(offer);
 * ```
 */
export const iterate = <T>(source: Iterated<T>, options: IterateOptions = {}): AsyncIterableIterator<T> => {
  const highWaterMark = checkPositive('highWaterMark', options.highWaterMark ?? 256);
  const maxBuffer = checkPositive('maxBuffer', options.maxBuffer ?? 64 * highWaterMark);
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
    (typeof source === 'function' ? source(valve.demand) : source).subscribe(tagged);
  });

  const values = eachValueFrom(bounded.pipe(takeUntil(stop))) as AsyncGenerator<T, undefined>;
  const taken = (result: IteratorResult<T, undefined>): IteratorResult<T, undefined> => {
    if (!result.done) {
      buffered--;
      valve.notify();
    }
    return result;
  };
  const iterator = {
    next: () => values.next().then(taken),
    // A generator's own return() waits for the pending next(); completing the source first lets that one settle.
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
