import type { Subscriber } from 'rxjs';
import { BufferOverflowError } from '../errors/base.js';
import { createDemandValve, type Demand } from './demand.js';
import { createFifo, type Fifo } from './fifo.js';

/** Elements that an inner stream ahead of its turn may hold. */
const AHEAD = 256;

/** Passes on the elements of one inner stream. */
export interface Outlet<R> {
  readonly demand: Demand;
  next(value: R): void;
  complete(): void;
}

/** Creates the outlets of the inner streams; `active` is the number of those that are not done. */
export interface Outlets<R> {
  readonly active: number;
  open(): Outlet<R>;
}

/** Outlets that pass on elements as they arrive. */
export const unordered = <R>(subscriber: Subscriber<R>, below: Demand, onDone: () => void): Outlets<R> => {
  let active = 0;
  return {
    get active() {
      return active;
    },
    open() {
      active += 1;
      return {
        demand: below,
        next: (value) => subscriber.next(value),
        complete() {
          active -= 1;
          onDone();
        },
      };
    },
  };
};

/** An outlet in line, with the elements that wait for its turn. */
interface Waiting<R> {
  readonly queue: Fifo<R>;
  readonly valve: ReturnType<typeof createDemandValve>;
  isDone: boolean;
}

/** The demand of the first outlet is that of the consumer; that of the others ends where their queue is full. */
const eitherDemand = (current: () => Demand): Demand => ({
  get wanted() {
    return current().wanted;
  },
  whenWanted: (callback) => current().whenWanted(callback),
});

/** Outlets that pass on the elements of the first open one, and queue those of the others. */
export const inOrder = <R>(
  subscriber: Subscriber<R>,
  below: Demand,
  maxBuffer: number,
  onDone: () => void,
): Outlets<R> => {
  const line: Waiting<R>[] = [];
  let isFlushing = false;
  let cancelWait = (): void => undefined;
  subscriber.add(() => cancelWait());

  const waitBelow = (): void => {
    cancelWait();
    cancelWait = below.whenWanted(flush);
  };
  /** Passes on what an outlet holds; false when the consumer wants nothing. */
  const empty = ({ queue }: Waiting<R>): boolean => {
    while (queue.length > 0 && !subscriber.closed && below.wanted) subscriber.next(queue.take());
    if (queue.length > 0 && !subscriber.closed) waitBelow();
    return queue.length === 0;
  };
  const wake = ({ valve }: Waiting<R>): void => (below.wanted ? valve.notify() : waitBelow());
  const flush = (): void => {
    // A loop rather than a recursion, since an outlet that is woken may complete, and the next one too.
    if (isFlushing) return;
    isFlushing = true;
    for (let first = line[0]; first && !subscriber.closed && empty(first); first = line[0]) {
      if (!first.isDone) wake(first);
      if (!first.isDone) break;
      line.shift();
      onDone();
    }
    isFlushing = false;
  };

  const open = (): Outlet<R> => {
    const queue = createFifo<R>();
    const isFirst = (): boolean => line[0] === waiting && queue.length === 0;
    const valve = createDemandValve(() => queue.length < AHEAD);
    const waiting: Waiting<R> = { queue, valve, isDone: false };
    line.push(waiting);
    return {
      demand: eitherDemand(() => (isFirst() ? below : valve.demand)),
      next: (value) => {
        if (isFirst()) return subscriber.next(value);
        if (queue.length >= maxBuffer) return subscriber.error(new BufferOverflowError(maxBuffer, valve.heard));
        queue.add(value);
      },
      complete: () => {
        waiting.isDone = true;
        flush();
      },
    };
  };
  return {
    get active() {
      return line.length;
    },
    open,
  };
};
