/** A queue whose `take` costs the same however long it is; that of `shift` grows with the array. */
export interface Fifo<T> {
  readonly length: number;
  add(value: T): void;
  /** Removes the first element; `length` has to be more than 0. */
  take(): T;
}

const COMPACT_AT = 1_024;

export const createFifo = <T>(): Fifo<T> => {
  let values: T[] = [];
  let head = 0;
  return {
    get length() {
      return values.length - head;
    },
    add: (value) => void values.push(value),
    take() {
      const value = values[head] as T;
      // The element is let go at once, not when the array is next copied.
      values[head++] = undefined as T;
      if (head === values.length || (head >= COMPACT_AT && 2 * head > values.length)) {
        values = values.slice(head);
        head = 0;
      }
      return value;
    },
  };
};
