/** Refuses what is no whole number of at least 1. */
export const checkPositive = (name: string, value: unknown): number => {
  if (typeof value !== 'number') throw new TypeError(`${name} should be an integer`);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new RangeError(`${name} should be an integer of at least 1, not ${value}`);
  return value;
};
