import { Observable, type ObservedValueOf, type OperatorFunction, type Subscriber } from 'rxjs';
import { BufferOverflowError } from '../errors/base.js';
import { checkFunction, checkOptionalFlag, checkOptionsObject, checkPositive } from './checks.js';
import { createDemandValve, findDemand, joinDemands, taggedSubscriber } from './demand.js';
import { createFifo } from './fifo.js';
import { inOrder, type Outlet, unordered } from './outlets.js';
import { fromInput, type StreamInput } from './pull.js';

/** Options of {@link drainMap}. */
export interface DrainMapOptions {
  /** How many inner streams run at once. @default 1 */
  readonly concurrency?: number;
  /** Emits the elements of the inner streams in the order of the source. Those that are ahead wait, 256 of each inner stream. @default false */
  readonly ordered?: boolean;
  /**
   * How many elements of a source that cannot wait are queued; one more ends the stream with a `BufferOverflowError`.
   * @default 16,384, and any number of those that come at once, on subscribing, as those of `range` do
   */
  readonly maxBuffer?: number;
}

/** What an inner stream is told. */
export interface InnerContext {
  /** Aborts when the inner stream is left before it completes. */
  readonly signal: AbortSignal;
}

/** Makes the inner stream of an element. */
export type Project<T, O> = (value: T, index: number, context: InnerContext) => O;

const OPTIONS: Readonly<Record<keyof DrainMapOptions, true>> = { concurrency: true, ordered: true, maxBuffer: true };

/**
 * A `mergeMap` that makes its source wait: while `concurrency` inner streams run, or the consumer wants nothing, a source of
 * this library emits nothing and fetches no further page. The inner streams follow the demand of the consumer downstream.
 *
 * Emits the elements of the inner streams as they arrive; in the order of the source with `ordered` or `concurrency: 1`.
 * Completes when the source and all inner streams have completed. An error of the source, of an inner stream or of `project`
 * ends the stream. Unsubscribing cancels the source and all inner streams at once, and aborts the signals of `project`.
 *
 * @param project makes the inner stream of an element: an Observable, a promise, an iterable
 * @throws TypeError or RangeError for wrong options, when it is called
 * @example
 * ```ts
 * api.affiliates.findAll().pipe(drainMap((affiliate) => affiliate.files.findAll(), { concurrency: 4 }));
 * api.offers.findAll().pipe(drainMap((offer, _index, { signal }) => fetch(offer.preview_url ?? '', { signal })));
 * ```
 */
export const drainMap = <T, O extends StreamInput<unknown>>(
  project: Project<T, O>,
  options: DrainMapOptions = {},
): OperatorFunction<T, ObservedValueOf<O>> => {
  checkFunction('drainMap: project', project);
  checkOptionsObject('drainMap: options', options, OPTIONS);
  const { ordered = false } = options;
  checkOptionalFlag('drainMap: ordered', ordered);
  const concurrency = checkPositive('drainMap: concurrency', options.concurrency ?? 1);
  const maxBuffer = checkPositive('drainMap: maxBuffer', options.maxBuffer ?? MAX_BUFFER);
  // Elements that come at once are in memory already, as those of an array.
  return drainWith(project, { concurrency, maxBuffer, maxBurst: options.maxBuffer ?? Infinity, ordered });
};

/** Elements of a source that cannot wait, queued by default. */
export const MAX_BUFFER = 16_384;
interface DrainLimits {
  /** `Infinity` for any number. */
  readonly concurrency: number;
  readonly maxBuffer: number;
  /** The most elements that are queued while the source is being subscribed to. */
  readonly maxBurst: number;
  readonly ordered: boolean;
}

/** {@link drainMap} for another operator, with checked limits. */
export const drainWith =
  <T, O extends StreamInput<unknown>>(
    project: Project<T, O>,
    limits: DrainLimits,
  ): OperatorFunction<T, ObservedValueOf<O>> =>
  (source) =>
    new Observable((subscriber) =>
      drain(source, project as Project<T, StreamInput<ObservedValueOf<O>>>, limits, subscriber),
    );

/** The signal of an inner stream is made when it is asked for: most are never used. */
const createContext = (): InnerContext & { leave(): void } => {
  let abort: AbortController | undefined;
  let isLeft = false;
  return {
    get signal() {
      abort ??= new AbortController();
      if (isLeft) abort.abort();
      return abort.signal;
    },
    leave() {
      isLeft = true;
      abort?.abort();
    },
  };
};

/** Subscribes to the inner stream of one element. */
const subscribeInner = <R>(
  makeInner: (context: InnerContext) => StreamInput<R>,
  { demand, next, complete }: Outlet<R>,
  subscriber: Subscriber<R>,
): void => {
  const context = createContext();
  const leave = (): void => context.leave();
  const inner = taggedSubscriber<R>(demand, subscriber, {
    next,
    error: (error) => subscriber.error(error),
    complete: () => {
      inner.remove(leave);
      complete();
    },
  });
  inner.add(leave);
  try {
    fromInput(makeInner(context)).subscribe(inner);
  } catch (error) {
    subscriber.error(error);
  }
};

const drain = <T, R>(
  source: Observable<T>,
  project: Project<T, StreamInput<R>>,
  { concurrency, maxBuffer, maxBurst, ordered }: DrainLimits,
  subscriber: Subscriber<R>,
): void => {
  const below = findDemand(subscriber);
  const queue = createFifo<T>();
  let index = 0;
  let isDone = false;
  let isStarting = false;
  let most = maxBurst;

  const settle = (): void => {
    startQueued();
    if (subscriber.closed) return;
    if (isDone && outlets.active === 0 && queue.length === 0) subscriber.complete();
    else free.notify();
  };
  const outlets = ordered ? inOrder(subscriber, below, maxBuffer, settle) : unordered(subscriber, below, settle);
  const free = createDemandValve(() => outlets.active < concurrency && queue.length === 0);

  /** A loop rather than a recursion, since an inner stream may complete while it is being subscribed to. */
  const startQueued = (): void => {
    if (isStarting) return;
    isStarting = true;
    while (!subscriber.closed && outlets.active < concurrency && queue.length > 0) {
      const value = queue.take();
      subscribeInner((context) => project(value, index++, context), outlets.open(), subscriber);
    }
    isStarting = false;
  };

  source.subscribe(
    taggedSubscriber<T>(joinDemands(free.demand, below), subscriber, {
      next: (value) => {
        if (queue.length >= most) return subscriber.error(new BufferOverflowError(most, free.heard));
        queue.add(value);
        startQueued();
      },
      error: (error) => subscriber.error(error),
      complete: () => {
        isDone = true;
        settle();
      },
    }),
  );
  most = maxBuffer;
};
