import { type Observer, Subscriber } from 'rxjs';

/**
 * What a consumer wants, as a source sees it. A source checks {@link wanted} after each element and, when it is false,
 * stops until {@link whenWanted} calls back.
 */
export interface Demand {
  /** False while the consumer's buffer is full. Reading it tells the consumer that some source hears its demand. */
  readonly wanted: boolean;
  /** Calls back once, when something is wanted again (at once if it is already). Returns a function that forgets the callback. */
  whenWanted(callback: () => void): () => void;
}

/** Both ends of a demand: what sources see, and how the consumer opens and closes it. */
export interface DemandValve {
  readonly demand: Demand;
  /** Whether any source has looked at the demand. */
  readonly heard: boolean;
  /** Tells waiting sources to look again: call it whenever `wanted` may have become true. */
  notify(): void;
}

/** Makes a {@link Demand} over a condition. `wanted` is asked anew at each look, so there is no state to fall behind. */
export const createDemandValve = (wanted: () => boolean): DemandValve => {
  let heard = false;
  let waiting: (() => void)[] = [];
  const notify = (): void => {
    if (waiting.length === 0 || !wanted()) return;
    const callbacks = waiting;
    waiting = [];
    for (const callback of callbacks) callback();
  };
  const demand: Demand = {
    get wanted() {
      heard = true;
      return wanted();
    },
    whenWanted(callback) {
      heard = true;
      // One entry per wait: the same callback may wait twice.
      const entry = (): void => callback();
      waiting.push(entry);
      notify();
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
  };
  return {
    demand,
    get heard() {
      return heard;
    },
    notify,
  };
};

/** A demand that is there only while both are. */
export const joinDemands = (first: Demand, second: Demand): Demand => ({
  get wanted() {
    // Both are looked at, so that both consumers know they are heard.
    const wanted = second.wanted;
    return first.wanted && wanted;
  },
  whenWanted(callback) {
    let forget = (): void => undefined;
    const look = (): void => {
      if (!first.wanted) forget = first.whenWanted(look);
      else if (!second.wanted) forget = second.whenWanted(look);
      else callback();
    };
    look();
    return () => forget();
  },
});

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

/** Refuses what is no demand: a stream that asks it would wait for ever. */
export const checkDemand = (demand: unknown): void => {
  if (demand === undefined) return;
  const isDemand = typeof demand === 'object' && demand !== null && 'wanted' in demand && 'whenWanted' in demand;
  if (!isDemand || typeof demand.whenWanted !== 'function')
    throw new TypeError('Demand should be the one that iterate() gives');
};
