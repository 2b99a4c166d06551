import {
  from,
  isObservable,
  Observable,
  type ObservableInput,
  type Observer,
  observable,
  type Subscriber,
  type Unsubscribable,
} from 'rxjs';
import { createTurns, type Demand, findDemand } from './demand.js';

/** Opens a pull source of batches. The source must settle its pending `next()` when the signal aborts. */
export type OpenBatches<T> = (signal: AbortSignal) => AsyncIterator<readonly T[]>;

/** Runs one subscription: pulls a batch only when the previous one is used up and more is wanted. */
export const emitBatches = <T>(open: OpenBatches<T>, demand: Demand, subscriber: Subscriber<T>): void => {
  const abort = new AbortController();
  const source = open(abort.signal);
  let batch: readonly T[] = [];
  let index = 0;
  let pulling = false;
  subscriber.add(() => {
    turns.stop();
    abort.abort();
    // The signal ends the source; with the subscriber gone, an error from its cleanup has no receiver.
    void source.return?.().then(undefined, () => undefined);
  });

  const take = (result: IteratorResult<readonly T[], unknown>): void => {
    pulling = false;
    if (subscriber.closed) return;
    if (result.done) return subscriber.complete();
    batch = result.value;
    index = 0;
    advance();
  };
  const fail = (error: unknown): void => {
    pulling = false;
    if (!subscriber.closed) subscriber.error(error);
  };

  const advance = (): void => {
    while (index < batch.length) {
      if (subscriber.closed || !turns.mayEmit()) return;
      subscriber.next(batch[index++] as T);
    }
    if (pulling || subscriber.closed) return;
    pulling = true;
    batch = [];
    source.next().then(take, fail);
  };
  const turns = createTurns(demand, advance);
  advance();
};

/** Runs one subscription to an iterable, which may be endless: takes an element when one is wanted. */
const emitIterable = <T>(iterable: Iterable<T>, demand: Demand, subscriber: Subscriber<T>): void => {
  const source = iterable[Symbol.iterator]();
  let running = false;
  let isDone = false;
  subscriber.add(() => {
    turns.stop();
    if (!isDone) source.return?.();
  });

  const emitNext = (): void => {
    const step = source.next();
    isDone = step.done === true;
    if (step.done) subscriber.complete();
    else subscriber.next(step.value);
  };

  const advance = (): void => {
    // A loop rather than a recursion, since demand may return while an element is passed on.
    if (running) return;
    running = true;
    try {
      while (!subscriber.closed && turns.mayEmit()) emitNext();
    } catch (error) {
      isDone = true;
      subscriber.error(error);
    }
    running = false;
  };
  const turns = createTurns(demand, advance);
  advance();
};

/** The batches of an async iterable: one element each. */
const oneByOne =
  <T>(iterable: AsyncIterable<T>): OpenBatches<T> =>
  () => {
    const source = iterable[Symbol.asyncIterator]();
    return {
      next: async () => {
        const step = await source.next();
        return step.done ? { done: true, value: undefined } : { done: false, value: [step.value] };
      },
      return: async () => {
        await source.return?.();
        return { done: true, value: undefined };
      },
    };
  };

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isIterable = (value: unknown): value is Iterable<never> =>
  typeof value === 'string' || (isObject(value) && Symbol.iterator in value);

const isAsyncIterable = (value: unknown): value is AsyncIterable<never> =>
  isObject(value) && Symbol.asyncIterator in value;

/** An observable of the platform, or of a library that follows it: `subscribe` takes a signal. */
interface ForeignObservable<T> {
  subscribe(observer: Partial<Observer<T>>, options: { signal: AbortSignal }): unknown;
}

const isForeign = (value: unknown): value is ForeignObservable<never> =>
  isObject(value) && 'subscribe' in value && typeof value.subscribe === 'function' && !(observable in value);

const fromForeign = <T>(source: ForeignObservable<T>): Observable<T> =>
  new Observable((subscriber) => {
    const abort = new AbortController();
    const subscription = source.subscribe(
      {
        next: (value) => subscriber.next(value),
        error: (error) => subscriber.error(error),
        complete: () => subscriber.complete(),
      },
      { signal: abort.signal },
    ) as Partial<Unsubscribable> | undefined;
    return () => {
      abort.abort();
      subscription?.unsubscribe?.();
    };
  });

/** What RxJS takes for a source, and observables of the platform. */
export type StreamInput<T> = ObservableInput<T> | ForeignObservable<T>;

/**
 * An Observable of any source. Iterables and async iterables wait for the demand of the consumer, while `from` pushes
 * them as fast as they come.
 *
 * @throws TypeError for what is no source
 */
export const fromInput = <T>(input: StreamInput<T>): Observable<T> => {
  if (isObservable(input)) return input;
  if (isIterable(input))
    return new Observable((subscriber) => emitIterable<T>(input, findDemand(subscriber), subscriber));
  if (isForeign(input)) return fromForeign<T>(input);
  if (isAsyncIterable(input))
    return new Observable((subscriber) => emitBatches<T>(oneByOne(input), findDemand(subscriber), subscriber));
  return from(input as ObservableInput<T>);
};
