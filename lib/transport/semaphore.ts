import { Observable, Subscription } from 'rxjs';

/** Lets a limited number of works run at once; the others wait their turn. */
export interface Semaphore {
  /**
   * Runs `work`, which emits one value, when a place is free. The place is given back before the value is passed on, so
   * that whoever is slow with the value holds up nobody; on error and unsubscribe too.
   */
  pass<T>(work: () => Observable<T>, onWait?: () => void): Observable<T>;
}

/** Makes a gate of so many places; first come, first served. */
export const createSemaphore = (places: number): Semaphore => {
  const queue: (() => void)[] = [];
  let free = places;

  const leave = (): void => {
    free++;
    const next = queue.shift();
    if (!next) return;
    free--;
    next();
  };

  return {
    pass: <T>(work: () => Observable<T>, onWait?: () => void) =>
      new Observable<T>((subscriber) => {
        let value: T | undefined;
        const enter = (): void => {
          const place = new Subscription(leave);
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
          enter();
          return;
        }
        onWait?.();
        queue.push(enter);
        subscriber.add(() => {
          const index = queue.indexOf(enter);
          if (index >= 0) queue.splice(index, 1);
        });
      }),
  };
};
