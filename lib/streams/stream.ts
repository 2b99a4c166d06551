import {
  firstValueFrom,
  lastValueFrom,
  Observable,
  type OperatorFunction,
  type Subscriber,
  type TeardownLogic,
  toArray,
} from 'rxjs';
import { checkFunction } from './checks.js';
import { type Demand, findDemand } from './demand.js';
import { forEachOf } from './for-each.js';
import { iterate, type IterateOptions } from './iterate.js';
import { emitBatches, fromInput, type OpenBatches, type StreamInput } from './pull.js';

/**
 * The result of every call that may be long: an Observable that is also an `AsyncIterable`. In a `for await` loop the source
 * waits for the loop body; leaving the loop, like unsubscribing, cancels the requests at once.
 *
 * Cold: each subscription and each loop sends its own requests, and `await stream` sends none. `pipe` returns a stream, too,
 * whose loop makes the source wait through most operators.
 *
 * @example
 * ```ts
 * for await (const offer of api.offers.findAll()) await save(offer);
 * for await (const name of api.offers.findAll().pipe(map((offer) => offer.name))) await save(name);
 * ```
 */
export class Stream<T> extends Observable<T> implements AsyncIterable<T> {
  readonly #bounds: IterateOptions;

  /** `bounds` limit the buffer of a `for await` loop: a stream of large elements buffers few of them. */
  constructor(subscribe?: (subscriber: Subscriber<T>) => TeardownLogic, bounds: IterateOptions = {}) {
    super(subscribe);
    this.#bounds = bounds;
  }

  /**
   * A stream of the elements of an Observable, an iterable, an async iterable or a promise,
   * also of an observable of the platform. In tests, `Stream.from([offer])`
   * stands in for a stream of this library.
   *
   * Iterables are taken from as they are wanted, and may be endless; leaving calls their `return()`. An Observable makes its
   * own sources wait where they follow demand.
   *
   * @throws TypeError for anything else, when it is called
   */
  static from<T>(source: StreamInput<T>): Stream<T> {
    if (source instanceof Stream) return source as Stream<T>;
    const observable = fromInput(source);
    return new Stream((subscriber) => observable.subscribe(subscriber));
  }

  override pipe(): Stream<T>;
  override pipe<A>(op1: OperatorFunction<T, A>): Stream<A>;
  override pipe<A, B>(op1: OperatorFunction<T, A>, op2: OperatorFunction<A, B>): Stream<B>;
  override pipe<A, B, C>(
    op1: OperatorFunction<T, A>,
    op2: OperatorFunction<A, B>,
    op3: OperatorFunction<B, C>,
  ): Stream<C>;
  override pipe<A, B, C, D>(
    op1: OperatorFunction<T, A>,
    op2: OperatorFunction<A, B>,
    op3: OperatorFunction<B, C>,
    op4: OperatorFunction<C, D>,
  ): Stream<D>;
  override pipe<A, B, C, D, E>(
    op1: OperatorFunction<T, A>,
    op2: OperatorFunction<A, B>,
    op3: OperatorFunction<B, C>,
    op4: OperatorFunction<C, D>,
    op5: OperatorFunction<D, E>,
  ): Stream<E>;
  override pipe<A, B, C, D, E, F>(
    op1: OperatorFunction<T, A>,
    op2: OperatorFunction<A, B>,
    op3: OperatorFunction<B, C>,
    op4: OperatorFunction<C, D>,
    op5: OperatorFunction<D, E>,
    op6: OperatorFunction<E, F>,
  ): Stream<F>;
  override pipe<A, B, C, D, E, F, G>(
    op1: OperatorFunction<T, A>,
    op2: OperatorFunction<A, B>,
    op3: OperatorFunction<B, C>,
    op4: OperatorFunction<C, D>,
    op5: OperatorFunction<D, E>,
    op6: OperatorFunction<E, F>,
    op7: OperatorFunction<F, G>,
  ): Stream<G>;
  override pipe<A, B, C, D, E, F, G, H>(
    op1: OperatorFunction<T, A>,
    op2: OperatorFunction<A, B>,
    op3: OperatorFunction<B, C>,
    op4: OperatorFunction<C, D>,
    op5: OperatorFunction<D, E>,
    op6: OperatorFunction<E, F>,
    op7: OperatorFunction<F, G>,
    op8: OperatorFunction<G, H>,
  ): Stream<H>;
  override pipe<A, B, C, D, E, F, G, H, I>(
    op1: OperatorFunction<T, A>,
    op2: OperatorFunction<A, B>,
    op3: OperatorFunction<B, C>,
    op4: OperatorFunction<C, D>,
    op5: OperatorFunction<D, E>,
    op6: OperatorFunction<E, F>,
    op7: OperatorFunction<F, G>,
    op8: OperatorFunction<G, H>,
    op9: OperatorFunction<H, I>,
  ): Stream<I>;
  override pipe<A, B, C, D, E, F, G, H, I>(
    op1: OperatorFunction<T, A>,
    op2: OperatorFunction<A, B>,
    op3: OperatorFunction<B, C>,
    op4: OperatorFunction<C, D>,
    op5: OperatorFunction<D, E>,
    op6: OperatorFunction<E, F>,
    op7: OperatorFunction<F, G>,
    op8: OperatorFunction<G, H>,
    op9: OperatorFunction<H, I>,
    ...operations: OperatorFunction<never, unknown>[]
  ): Stream<unknown>;
  /** The result of the operators, as a stream with the bounds of this one. */
  override pipe(...operations: OperatorFunction<never, unknown>[]): Stream<unknown> {
    if (operations.length === 0) return this;
    const piped = super.pipe(...(operations as [OperatorFunction<T, unknown>]));
    // Subscribes with the same subscriber, so that the walk finds the demand.
    return new Stream((subscriber) => piped.subscribe(subscriber), { maxBuffer: MAX_PIPED, ...this.#bounds });
  }

  /**
   * Calls a function for each element, one at a time: while a promise that it returned is pending, the source waits.
   *
   * @returns a promise that is fulfilled when the stream has completed and the last call is done. It is rejected with the
   * error of the stream or of a call, which cancels the requests at once.
   * @example
   * ```ts
   * await api.offers.findAll().forEach(async (offer) => save(offer));
   * ```
   */
  override forEach(callback: (value: T) => unknown): Promise<void> {
    checkFunction('forEach: callback', callback);
    return forEachOf(this, callback);
  }

  /** All elements, once the stream has completed. Keeps them in memory. */
  toArray(): Promise<T[]> {
    return lastValueFrom(this.pipe(toArray()));
  }

  /** The first element, or `undefined` if there is none. Cancels the rest. */
  first(): Promise<T | undefined> {
    return firstValueFrom(this, { defaultValue: undefined });
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<T> {
    return iterate(this, this.#bounds);
  }
}

/** Elements that operators may make of the few that a bounded stream has under way. */
const MAX_PIPED = 16_384;

/** Creates a stream that calls a factory for each subscription and passes on its stream; ends with what the factory throws. */
export const deferStream = <T>(factory: () => Stream<T>, bounds?: IterateOptions): Stream<T> =>
  new Stream((subscriber) => {
    let stream: Stream<T>;
    try {
      stream = factory();
    } catch (error) {
      subscriber.error(error);
      return;
    }
    // Subscribes with the same subscriber, so that the walk finds the demand.
    stream.subscribe(subscriber);
  }, bounds);

/**
 * Creates a stream of the elements of a pull source of batches. Each batch is pulled when the previous one is used up.
 * Unsubscribing aborts the signal at once, even while a batch is awaited.
 */
export const fromBatches = <T>(open: OpenBatches<T>, options: { demand?: Demand | undefined } = {}): Stream<T> =>
  new Stream((subscriber) => emitBatches(open, options.demand ?? findDemand(subscriber), subscriber));
