/** A queue, first come, first served, that can be left from any place in the same short time, however long it is. */
export interface WaitQueue<T> {
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
