import { from, Observable, type ObservableInput, type OperatorFunction, type Subscriber } from 'rxjs';
import { BufferOverflowError } from '../errors/base.js';
import { checkFunction, checkOptionsObject, checkPositive } from './checks.js';
import { createDemandValve, findDemand, joinDemands, taggedSubscriber } from './demand.js';

/** Options of {@link drainMap}. */
export interface DrainMapOptions {
  /** How many inner streams run at once. @default 1 */
  readonly concurrency?: number;
  /** How many elements of a source that cannot wait are queued; one more ends the stream with a `BufferOverflowError`. @default 16,384 */
  readonly maxBuffer?: number;
}

const OPTIONS: Readonly<Record<keyof DrainMapOptions, true>> = { concurrency: true, maxBuffer: true };

/**
 * A `mergeMap` that makes its source wait: while `concurrency` inner streams run, or the consumer wants nothing, a source of
 * this library emits nothing and fetches no further page. The inner streams follow the demand of the consumer downstream.
 *
 * Emits the elements of the inner streams as they arrive (in order with `concurrency: 1`). Completes when the source and all
 * inner streams have completed. An error of the source, of an inner stream or of `project` ends the stream. Unsubscribing
 * cancels the source and all inner streams at once.
 *
 * @param project makes the inner stream of an element
 * @throws TypeError or RangeError for wrong options, when it is called
 * @example
 * ```ts
 * api.affiliates.findAll().pipe(drainMap((affiliate) => affiliate.files.findAll(), { concurrency: 4 }));
 * ```
 */
export const drainMap = <T, R>(
  project: (value: T, index: number) => ObservableInput<R>,
  options: DrainMapOptions = {},
): OperatorFunction<T, R> => {
  checkFunction('drainMap: project', project);
  checkOptionsObject('drainMap: options', options, OPTIONS);
  const concurrency = checkPositive('drainMap: concurrency', options.concurrency ?? 1);
  const maxBuffer = checkPositive('drainMap: maxBuffer', options.maxBuffer ?? 16_384);
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

  /** A loop rather than a recursion, since an inner stream may complete while it is being subscribed to. */
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
