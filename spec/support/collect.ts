import { lastValueFrom, type Observable, toArray } from 'rxjs';

/** All that a stream emits. */
export const collect = <T>(source: Observable<T>): Promise<T[]> => lastValueFrom(source.pipe(toArray()));

/** The error that a stream ends with; fails when it completes. */
export const failureOf = async (source: Observable<unknown>): Promise<unknown> => {
  try {
    await collect(source);
  } catch (error) {
    return error;
  }
  throw new Error('expected an error, and the stream completed');
};

/** Waits, so that pending promises and the timers of the next `ms` milliseconds run. */
export const settle = (ms = 20): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
