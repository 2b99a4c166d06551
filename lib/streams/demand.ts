import { Observable, type Observer, Subscriber } from 'rxjs';

/**
 * The demand of a consumer, as its sources see it. A source checks {@link wanted} after each element; when it is false, the
 * source stops until {@link whenWanted} calls back.
 */
export interface Demand {
  /** False while the consumer's buffer is full. Reading it tells the consumer that a source follows its demand. */
  readonly wanted: boolean;
  /** Calls back once, as soon as something is wanted (immediately if it already is). Returns a function that cancels the callback. */
  whenWanted(callback: () => void): () => void;
}

/** Both ends of a demand: the one that sources see, and the one that the consumer controls. */
interface DemandValve {
  readonly demand: Demand;
  /** Whether any source has read the demand. */
  readonly heard: boolean;
  /** How often a source was told that an element is wanted. */
  readonly granted: number;
  /** Wakes waiting sources if something is wanted: call it whenever `wanted` may have become true. */
  notify(): void;
}

/** Creates a {@link Demand} from a condition. The condition is evaluated on every read, so no copy of it can go stale. */
export const createDemandValve = (wanted: () => boolean): DemandValve => {
  let heard = false;
  let granted = 0;
  let waiting: (() => void)[] = [];
  const notify = (): void => {
    // One by one: a callback may use up the demand, or cancel the wait of another.
    while (waiting.length > 0 && wanted()) waiting.shift()?.();
  };
  const demand: Demand = {
    get wanted() {
      heard = true;
      const isWanted = wanted();
      if (isWanted) granted += 1;
      return isWanted;
    },
    whenWanted(callback) {
      heard = true;
      // Each wait has its own entry, because the same callback may wait twice.
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
    get granted() {
      return granted;
    },
    notify,
  };
};

/** One source's view of a demand: whether it may emit, and the wait until it may. */
export interface Turns {
  /** Whether an element may be emitted now. If not, `resume` is called once, as soon as one may be. */
  mayEmit(): boolean;
  /** Cancels the wait. */
  stop(): void;
}

/** Creates the turns of a source. A callback of the demand counts for one element, even if it comes at once. */
export const createTurns = (demand: Demand, resume: () => void): Turns => {
  let cancel: (() => void) | undefined;
  let isGranted = false;
  let isAsking = false;

  const takeGrant = (): boolean => {
    const granted = isGranted;
    isGranted = false;
    return granted;
  };
  const onWanted = (): void => {
    isGranted = true;
    cancel = undefined;
    if (!isAsking) resume();
  };
  const wait = (): void => {
    cancel?.();
    isAsking = true;
    cancel = demand.whenWanted(onWanted);
    isAsking = false;
  };
  return {
    mayEmit() {
      if (takeGrant() || demand.wanted) return true;
      wait();
      return takeGrant();
    },
    stop: () => cancel?.(),
  };
};

/** A demand that wants something only while both of the given ones do. */
export const joinDemands = (first: Demand, second: Demand): Demand => ({
  get wanted() {
    // Reads both, so that both consumers learn that a source follows them.
    const wanted = second.wanted;
    return first.wanted && wanted;
  },
  whenWanted(callback) {
    let cancel = (): void => undefined;
    const check = (): void => {
      if (!first.wanted) cancel = first.whenWanted(check);
      else if (!second.wanted) cancel = second.whenWanted(check);
      else callback();
    };
    check();
    return () => cancel();
  },
});

/** The key of the demand on a subscriber. A registered symbol, so that it works across two copies of this package or of rxjs. */
const DEMAND_TAG = Symbol.for('rxoffers.demand');

/** Creates a subscriber that carries a demand: sources upstream find it by walking along `destination`. */
export const taggedSubscriber = <T>(
  demand: Demand,
  below: Subscriber<unknown>,
  observer: Observer<T>,
): Subscriber<T> => {
  // A Subscriber passes values to its `destination`; this one passes them to `observer`, and is closed with `below`.
  const subscriber = new Subscriber<T>(observer as Subscriber<T>);
  below.add(subscriber);
  // The walk of a list ends at this subscriber as well.
  if (needsWholeLists(below)) tagWholeLists(subscriber);
  return Object.assign(subscriber, { [DEMAND_TAG]: demand });
};

/** One step of the walk. `destination` is the link that rxjs 7 keeps from an operator to the subscriber it feeds. */
interface Link {
  readonly [DEMAND_TAG]?: Demand;
  readonly destination?: Link | null;
}

/** The demand of a consumer that takes everything. */
const UNBOUNDED: Demand = {
  wanted: true,
  whenWanted(callback) {
    callback();
    return () => undefined;
  },
};

/**
 * Finds the demand of the consumer downstream of `subscriber`. The walk passes through every operator that subscribes with
 * an operator subscriber (map, filter, the inner sources of mergeMap, …). It ends at share, a Subject or a plain observer;
 * the consumer is then assumed to want everything.
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

/**
 * Refuses anything but a demand or `undefined`: a stream that follows something else would wait forever. The label is the
 * method and the parameter: `Offer.findAll: demand`.
 */
export const checkDemand = (demand: unknown, label = 'demand'): void => {
  if (demand === undefined) return;
  const isDemand = typeof demand === 'object' && demand !== null && 'wanted' in demand && 'whenWanted' in demand;
  if (!isDemand || typeof demand.whenWanted !== 'function')
    throw new TypeError(`${label} should be the one that iterate() gives`);
};

/** The key of the tag on a subscriber. A registered symbol, so that it works across two copies of this package or of rxjs. */
const WHOLE_LISTS_TAG = Symbol.for('rxoffers.wholeLists');

/** One step of the walk, as that of the demand. */
interface WholeListsLink {
  readonly [WHOLE_LISTS_TAG]?: boolean;
  readonly destination?: WholeListsLink | null;
}

/** Marks a subscriber as one that needs whole lists. */
const tagWholeLists = <T>(subscriber: Subscriber<T>): Subscriber<T> =>
  Object.assign(subscriber, { [WHOLE_LISTS_TAG]: true });

/**
 * Whether a consumer downstream of `subscriber` takes what a list does not hold for gone. Walks as far as the demand is found:
 * through most operators, not through `share` or a Subject.
 */
export const needsWholeLists = (subscriber: Subscriber<unknown>): boolean => {
  let link: WholeListsLink | null | undefined = subscriber as unknown as WholeListsLink;
  while (link) {
    if (link[WHOLE_LISTS_TAG]) return true;
    link = link.destination;
  }
  return false;
};

/** Makes the lists of a source end with an error where the service counts other rows than those that came. */
export const withWholeLists = <T>(source: Observable<T>): Observable<T> =>
  new Observable((subscriber) => source.subscribe(tagWholeLists(new Subscriber<T>(subscriber))));
