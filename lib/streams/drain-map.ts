import { from, Observable, type ObservableInput, type OperatorFunction, type Subscriber } from 'rxjs';
import { BufferOverflowError } from '../errors/base.js';
import { createDemandValve, findDemand, joinDemands, taggedSubscriber } from './demand.js';
import { checkPositive } from './iterate.js';

/** How {@link drainMap} runs. */
export interface DrainMapOptions {
  /** Inner streams at once. @default 1 */
  readonly concurrency?: number;
  /** Elements kept for a source that cannot wait, before the stream ends in a `BufferOverflowError`. @default 16,384 */
  readonly maxBuffer?: number;
}

/**
 * A `mergeMap` that makes its source wait: while `concurrency` inner streams run, or nothing is wanted below, a source of
 * this library emits nothing and asks for no further page. Inner streams see the demand below, never their own.
 *
 * Emits what the inner streams emit, as it comes (with `concurrency: 1` in order); completes when the source and all
 * inner streams have; unsubscribing ends all of them at once. In flight: what `concurrency` inner streams have.
 *
 * @example
 * ```ts
 * api.affiliates.findAll().pipe(drainMap((affiliate) => affiliate.files.findAll(), { concurrency: 4 }));
 * ```
 */
export const drainMap = <T, R>(
  project: (value: T, index: number) => ObservableInput<R>,
  options: DrainMapOptions = {},
): OperatorFunction<T, R> => {
  const concurrency = checkPositive('concurrency', options.concurrency ?? 1);
  const maxBuffer = checkPositive('maxBuffer', options.maxBuffer ?? 16_384);
  return (source) => new Observable<R>((subscriber) => drain(source, project, concurrency, maxBuffer, subscriber));
};

const drain = <T, R>(
  source: Observable<T>,
  project: (value: T, index: number) => ObservableInput<R>,
  concurrency: number,
  maxBuffer: number,
  subscriber: Subscriber<R>,
): void => {
  const below = findDemand(subscriber);
  const queue: T[] = [];
  let active = 0;
  let index = 0;
  let sourceDone = false;
  let starting = false;
  const free = createDemandValve(() => active < concurrency && queue.length === 0);

  const settle = (): void => {
    if (sourceDone && active === 0 && queue.length === 0) subscriber.complete();
    else free.notify();
  };

  const subscribeInner = (value: T): void => {
    active++;
    const inner = taggedSubscriber<R>(below, subscriber, {
      next: (result) => subscriber.next(result),
      error: (error) => subscriber.error(error),
      complete: () => {
        active--;
        startQueued();
        settle();
      },
    });
    try {
      from(project(value, index++)).subscribe(inner);
    } catch (error) {
      subscriber.error(error);
    }
  };

  /** A loop, not a recursion: inner streams may complete while they are subscribed. */
  const startQueued = (): void => {
    if (starting) return;
    starting = true;
    while (!subscriber.closed && active < concurrency && queue.length > 0) subscribeInner(queue.shift() as T);
    starting = false;
  };

  source.subscribe(
    taggedSubscriber<T>(joinDemands(free.demand, below), subscriber, {
      next: (value) => {
        if (queue.length >= maxBuffer) return subscriber.error(new BufferOverflowError(maxBuffer, free.heard));
        queue.push(value);
        startQueued();
      },
      error: (error) => subscriber.error(error),
      complete: () => {
        sourceDone = true;
        settle();
      },
    }),
  );
};
