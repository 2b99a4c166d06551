/** Refuses what is no plain object, and names that are not known: one misspelt would be left out unseen. */
export const checkKeys = (
  what: string,
  value: unknown,
  known: readonly string[],
): Readonly<Record<string, unknown>> => {
  const prototype: unknown = typeof value === 'object' && value !== null ? Object.getPrototypeOf(value) : undefined;
  if (prototype !== null && prototype !== Object.prototype) throw new TypeError(`${what} should be a plain object`);
  const record = value as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(record).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new TypeError(`${what} has no "${unknown}"; known: ${known.join(', ')}`);
  return record;
};
