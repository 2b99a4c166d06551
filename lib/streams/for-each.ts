import { lastValueFrom, Observable, type Subscriber } from 'rxjs';
import { BufferOverflowError } from '../errors/base.js';
import { createDemandValve, taggedSubscriber } from './demand.js';
import { createFifo } from './fifo.js';

/** Elements of a source that cannot wait, queued while the callback is busy. */
const MAX_QUEUE = 16_384;

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';

const callInTurn = <T>(source: Observable<T>, callback: (value: T) => unknown, subscriber: Subscriber<never>): void => {
  const queue = createFifo<T>();
  let isBusy = false;
  let isEnded = false;
  let run: ((value: T) => unknown) | undefined = callback;
  // A source may keep the demand for a while, and with it all that this function holds.
  subscriber.add(() => (run = undefined));
  const valve = createDemandValve(() => !isBusy);

  const settle = (): void => {
    if (isEnded && !isBusy) subscriber.complete();
    else valve.notify();
  };
  const fail = (error: unknown): void => {
    if (!subscriber.closed) subscriber.error(error);
  };
  /** Goes on with what came meanwhile, until a call has to be waited for again. */
  const finish = (): void => {
    while (!subscriber.closed && queue.length > 0) if (call(queue.take())) return;
    isBusy = false;
    if (!subscriber.closed) settle();
  };
  /** Whether the call has to be waited for. */
  const call = (value: T): boolean => {
    try {
      const result = run?.(value);
      if (!isThenable(result)) return false;
      isBusy = true;
      result.then(finish, fail);
      return true;
    } catch (error) {
      fail(error);
      return true;
    }
  };

  source.subscribe(
    taggedSubscriber<T>(valve.demand, subscriber, {
      next: (value) => {
        if (!isBusy) return void call(value);
        if (queue.length >= MAX_QUEUE) return fail(new BufferOverflowError(MAX_QUEUE, valve.heard));
        queue.add(value);
      },
      error: fail,
      complete: () => {
        isEnded = true;
        settle();
      },
    }),
  );
};

/** Calls a function for each element, one at a time: the source waits for the promises that it returns. */
export const forEachOf = <T>(source: Observable<T>, callback: (value: T) => unknown): Promise<void> =>
  lastValueFrom(new Observable<never>((subscriber) => callInTurn(source, callback, subscriber)), {
    defaultValue: undefined,
  });
