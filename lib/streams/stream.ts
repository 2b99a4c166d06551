import { Observable, type Subscriber, type TeardownLogic } from 'rxjs';
import { iterate, type IterateOptions } from './iterate.js';

/**
 * What every long call returns: an Observable that can also be walked with `for await`, whose source then waits for the
 * loop body. Cold: each subscription and each loop sends its own requests; `await stream` sends nothing. `pipe` gives a
 * plain Observable: walk that with `iterate(stream.pipe(…))`.
 *
 * @example
 * ```ts
 * for await (const offer of api.offers.findAll()) await save(offer);
 * ```
 */
export class Stream<T> extends Observable<T> implements AsyncIterable<T> {
  readonly #bounds: IterateOptions;

  /** `bounds` are those of a `for await`: a stream of large elements buffers few of them. */
  constructor(subscribe?: (subscriber: Subscriber<T>) => TeardownLogic, bounds: IterateOptions = {}) {
    super(subscribe);
    this.#bounds = bounds;
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<T> {
    return iterate(this, this.#bounds);
  }
}

/** A stream made anew for each subscription; what the factory throws is the stream's error. */
export const deferStream = <T>(factory: () => Stream<T>, bounds?: IterateOptions): Stream<T> =>
  new Stream((subscriber) => {
    let stream: Stream<T>;
    try {
      stream = factory();
    } catch (error) {
      subscriber.error(error);
      return;
    }
    // The same subscriber, so that the walk to the demand is not cut.
    stream.subscribe(subscriber);
  }, bounds);
