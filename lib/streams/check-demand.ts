/** Refuses what is no demand: a stream that asks it would wait for ever. */
export const checkDemand = (demand: unknown): void => {
  if (demand === undefined) return;
  const isDemand = typeof demand === 'object' && demand !== null && 'wanted' in demand && 'whenWanted' in demand;
  if (!isDemand || typeof demand.whenWanted !== 'function')
    throw new TypeError('Demand should be the one that iterate() gives');
};
