import { checkRecord } from './check-record.js';

/** Refuses what is no plain object, and names that are not known: one misspelt would be left out unseen. */
export const checkKeys = (
  what: string,
  value: unknown,
  known: readonly string[],
  hint = '',
): Readonly<Record<string, unknown>> => {
  const record = checkRecord(what, value);
  const unknown = Object.keys(record).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new TypeError(`${what} has no "${unknown}"; known: ${known.join(', ')}${hint}`);
  return record;
};
