import { Observable, Subscription } from 'rxjs';

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
  const queue: (() => void)[] = [];
  let free = places;

  const release = (): void => {
    free++;
    const next = queue.shift();
    if (!next) return;
    free--;
    next();
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
        if (free > 0) {
          free--;
          start();
          return;
        }
        onWait?.();
        queue.push(start);
        subscriber.add(() => {
          const index = queue.indexOf(start);
          if (index >= 0) queue.splice(index, 1);
        });
      }),
  };
};
