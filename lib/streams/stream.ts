import { Observable, type Subscriber, type TeardownLogic } from 'rxjs';
import { iterate, type IterateOptions } from './iterate.js';

/**
 * The result of every call that may be long: an Observable that is also an `AsyncIterable`. In a `for await` loop the source
 * waits for the loop body; leaving the loop, like unsubscribing, cancels the requests at once.
 *
 * Cold: each subscription and each loop sends its own requests, and `await stream` sends none. `pipe` returns a plain
 * Observable; consume that with `for await (… of iterate(stream.pipe(…)))`.
 *
 * @example
 * ```ts
 * for await (const offer of api.offers.findAll()) await save(offer);
 * ```
 */
export class Stream<T> extends Observable<T> implements AsyncIterable<T> {
  readonly #bounds: IterateOptions;

  /** `bounds` limit the buffer of a `for await` loop: a stream of large elements buffers few of them. */
  constructor(subscribe?: (subscriber: Subscriber<T>) => TeardownLogic, bounds: IterateOptions = {}) {
    super(subscribe);
    this.#bounds = bounds;
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<T> {
    return iterate(this, this.#bounds);
  }
}

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
