import { Observable, Subscription } from 'rxjs';

/** A queue, first come, first served, that can be left from any place in the same short time, however long it is. */
interface WaitQueue<T> {
  readonly size: number;
  /** Adds an item at the end. Returns the function that takes it out; it does nothing once the item has left. */
  add(item: T): () => void;
  /** Takes out the first item; `undefined` if there is none. */
  take(): T | undefined;
}

interface Link<T> {
  item: T | undefined;
  before: Link<T>;
  after: Link<T>;
}

const createRing = <T>(): Link<T> => {
  const ring = { item: undefined } as Link<T>;
  ring.before = ring;
  ring.after = ring;
  return ring;
};

/** Creates an empty queue. A linked list: an array would be searched for each item that leaves. */
export const createWaitQueue = <T>(): WaitQueue<T> => {
  // Both ends of the queue: its first item comes after it, its last before it.
  const ends = createRing<T>();
  let size = 0;

  const remove = (link: Link<T>): void => {
    // A link that points to itself has left already.
    if (link.after === link) return;
    link.before.after = link.after;
    link.after.before = link.before;
    link.before = link;
    link.after = link;
    size--;
  };

  return {
    get size() {
      return size;
    },
    add: (item) => {
      const link: Link<T> = { item, before: ends.before, after: ends };
      ends.before.after = link;
      ends.before = link;
      size++;
      return () => remove(link);
    },
    take: () => {
      const first = ends.after;
      if (first === ends) return undefined;
      remove(first);
      return first.item;
    },
  };
};

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
