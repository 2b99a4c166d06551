import type { Demand } from './demand.js';

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
