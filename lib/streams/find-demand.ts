import type { Subscriber } from 'rxjs';
import type { Demand } from './demand.js';
import { DEMAND_TAG } from './tagged-subscriber.js';

/** What the walk looks at. `destination` is rxjs 7's own link from an operator to what it feeds. */
interface Link {
  readonly [DEMAND_TAG]?: Demand;
  readonly destination?: Link | null;
}

/** For a consumer that takes whatever comes. */
const UNBOUNDED: Demand = {
  wanted: true,
  whenWanted(callback) {
    callback();
    return () => undefined;
  },
};

/**
 * The demand of whoever consumes below `subscriber`. It reaches through every operator that subscribes with an operator
 * subscriber (map, filter, mergeMap's inner sources, …) and ends at share, a Subject or a plain observer: there the
 * consumer is taken to want everything.
 */
export const findDemand = (subscriber: Subscriber<unknown>): Demand => {
  let link: Link | null | undefined = subscriber as unknown as Link;
  while (link) {
    const demand = link[DEMAND_TAG];
    if (demand) return demand;
    link = link.destination;
  }
  return UNBOUNDED;
};
