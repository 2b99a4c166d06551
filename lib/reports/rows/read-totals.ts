import { ProtocolError } from '../../errors/protocol-error.js';
import type { Decoded } from '../../protocol/decoded.js';
import { getKey, isDecodedObject } from '../../protocol/entries-of.js';
import { createRowReader } from './read-row.js';
import { splitName, type WireRow } from './report-row.js';

/** Where a reply holds its totals. **Unverified**: no recorded reply has any. */
const TOTALS = 'totals';

/** The asked columns that the totals have. */
const presentIn = (totals: Decoded, fields: readonly string[]): string[] =>
  fields.filter((field) => {
    const [name, column] = splitName(field);
    const model = isDecodedObject(totals) ? getKey(totals, name) : undefined;
    return isDecodedObject(model) && getKey(model, column) !== undefined;
  });

const isEmpty = (value: Decoded): boolean =>
  value === '' || value === null || (Array.isArray(value) && value.length === 0);

/**
 * Reads the totals of a reply, nested like a row: the asked columns that have one. `undefined` where the reply has none at
 * all; empty where there is nothing to sum.
 */
export const readTotals = (data: Decoded, fields: readonly string[]): WireRow | undefined => {
  const totals = isDecodedObject(data) ? getKey(data, TOTALS) : undefined;
  if (totals === undefined) return undefined;
  if (isEmpty(totals)) return {};
  if (!isDecodedObject(totals)) throw new ProtocolError('The totals of a report are no object');
  return createRowReader(presentIn(totals, fields))(totals);
};
