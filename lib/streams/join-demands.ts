import type { Demand } from './demand.js';

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
