import { ProtocolError } from '../../errors/protocol-error.js';
import type { Decoded, DecodedMap, DecodedObject } from '../../protocol/decoded.js';
import { entriesOf, getKey, isDecodedObject } from '../../protocol/entries-of.js';

/** One row of a listing. */
export type ListRow = DecodedObject | DecodedMap;

/**
 * The rows under `key` in the data of a listing. The service says "none" with `data: []`; a list that it gives as an
 * object with numbers for keys is one too.
 *
 * @throws ProtocolError for anything else.
 */
export const readList = (data: Decoded, key: string): ListRow[] => {
  if (Array.isArray(data) && data.length === 0) return [];
  const list = isDecodedObject(data) ? getKey(data, key) : undefined;
  const rows = Array.isArray(list) ? list : list instanceof Map ? entriesOf(list).map(([, row]) => row) : undefined;
  if (!rows) throw new ProtocolError(`A list of raw logs has no "${key}"`);
  return rows.map((row, index) => {
    if (!isDecodedObject(row))
      throw new ProtocolError(`"${key}" has an element that is no object: number ${index + 1}`);
    return row;
  });
};

/** A text that a row cannot do without. */
export const readName = (row: ListRow, key: string): string => {
  const value = getKey(row, key);
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || value === '') throw new ProtocolError(`A raw log is listed without its "${key}"`);
  return value;
};

/** What a row is shown as; where the service gives nothing, its name. */
export const readDisplayName = (row: ListRow, name: string): string => {
  const value = getKey(row, 'displayName');
  return typeof value === 'string' ? value : name;
};
