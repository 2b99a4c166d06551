import { type Observer, Subscriber } from 'rxjs';
import type { Demand } from './demand.js';

/**
 * How a demand is found from above. A registered symbol, so that two copies of this package, or of rxjs, still meet.
 */
export const DEMAND_TAG = Symbol.for('rxoffers.demand');

/** A subscriber that sources above can find the demand on, by walking along `destination`. */
export const taggedSubscriber = <T>(
  demand: Demand,
  below: Subscriber<unknown>,
  observer: Observer<T>,
): Subscriber<T> => {
  // A Subscriber passes values to `destination`; ours are handled by `observer`, and end with the one below.
  const subscriber = new Subscriber<T>(observer as Subscriber<T>);
  below.add(subscriber);
  return Object.assign(subscriber, { [DEMAND_TAG]: demand });
};
