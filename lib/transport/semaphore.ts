import { Observable, Subscription } from 'rxjs';
import { createWaitQueue } from './wait-queue.js';

/** Limits how many calls run at once; the others wait in order. */
export interface Semaphore {
  /**
   * Runs `work`, which emits one value, as soon as a place is free; `onWait` is called if none is. The place is freed
   * before the value is emitted, so that a slow subscriber delays no other call, and also on error and unsubscribe.
   */
  run<T>(work: () => Observable<T>, onWait?: () => void): Observable<T>;
}

/** Creates a semaphore with this number of places; first come, first served. */
export const createSemaphore = (places: number): Semaphore => {
  const queue = createWaitQueue<() => void>();
  let free = places;
  let pumping = false;

  const pump = (): void => {
    pumping = false;
    while (free > 0) {
      const next = queue.take();
      if (!next) return;
      free--;
      next();
    }
  };

  // A place that becomes free is given away in the next turn of the event loop: whoever leaves many calls, or ends them
  // all because one failed, leaves those that wait too, and none of them may be sent meanwhile.
  const release = (): void => {
    free++;
    if (pumping || queue.size === 0) return;
    pumping = true;
    setImmediate(pump);
  };

  return {
    run: <T>(work: () => Observable<T>, onWait?: () => void) =>
      new Observable<T>((subscriber) => {
        let value: T | undefined;
        const start = (): void => {
          const place = new Subscription(release);
          subscriber.add(place);
          subscriber.add(
            work().subscribe({
              next: (result) => (value = result),
              error: (error) => {
                place.unsubscribe();
                subscriber.error(error);
              },
              complete: () => {
                place.unsubscribe();
                subscriber.next(value as T);
                subscriber.complete();
              },
            }),
          );
        };
        // Those that wait come first, even while a place is free.
        if (free > 0 && queue.size === 0) {
          free--;
          start();
          return;
        }
        if (free <= queue.size) onWait?.();
        subscriber.add(queue.add(start));
      }),
  };
};
