import { ProtocolError } from '../errors/protocol-error.js';
import type { Decoded } from '../protocol/decoded.js';
import { entriesOf, isDecodedObject } from '../protocol/entries-of.js';
import type { LogType } from './log-type.js';
import type { LogExpirations } from './raw-log-manager.js';

const TYPES: readonly LogType[] = ['clicks', 'conversions', 'impressions'];

const daysOf = (value: Decoded | undefined): number | undefined => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
};

/** Days per type of log. TUNE documents the method, not its shape: names with days, as numbers or strings, are taken. */
export const readExpirations = (data: Decoded): LogExpirations => {
  if (!isDecodedObject(data)) throw new ProtocolError('RawLog.getLogExpirations gave no names with days');
  const values = new Map(entriesOf(data));
  const known = TYPES.flatMap((type) => {
    const days = daysOf(values.get(type));
    return days === undefined ? [] : [[type, days] as const];
  });
  return Object.fromEntries(known);
};
