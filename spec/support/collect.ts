import { lastValueFrom, type Observable, toArray } from 'rxjs';

/** All that a stream emits. */
export const collect = <T>(source: Observable<T>): Promise<T[]> => lastValueFrom(source.pipe(toArray()));

/** The error a stream ends in; fails when it completes. */
export const failureOf = async (source: Observable<unknown>): Promise<unknown> => {
  try {
    await collect(source);
  } catch (error) {
    return error;
  }
  throw new Error('expected an error, and the stream completed');
};

/** Lets everything that is due happen: pending promises, and so many ms of timers. */
export const settle = (ms = 20): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
