import type { IterateOptions } from './iterate.js';
import { Stream } from './stream.js';

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
