import { createHash } from 'node:crypto';
import { plainValue } from '../../models/plain-value.js';
import type { Decoded } from '../../protocol/decoded.js';

/** 96 bits, 16 characters: two contents of one conversion will not meet. */
const BYTES = 12;

const byName = ([first]: [string, unknown], [second]: [string, unknown]): number =>
  first === second ? 0 : first < second ? -1 : 1;

/** What tells one content of a row from another, whatever the order of its fields. */
export const fingerprint = (row: object): string => {
  const fields = Object.entries(row as Readonly<Record<string, Decoded>>)
    .map(([name, value]): [string, Decoded] => [name, plainValue(value)])
    .sort(byName);
  // Not a slice of the longer text, which would be kept with it.
  return createHash('sha256').update(JSON.stringify(fields)).digest().toString('base64url', 0, BYTES);
};
