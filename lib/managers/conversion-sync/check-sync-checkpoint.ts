import type { ConversionCheckpoint } from './conversion-checkpoint.js';
import type { SyncMode } from './sync-options.js';
import { longTime } from './wire-time.js';

type Fields = Readonly<Record<string, unknown>>;

const isLong = (value: unknown): boolean => value !== undefined && longTime(value) === value;

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

const isSeen = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length === 3 &&
  isText(value[0]) &&
  isText(value[1]) &&
  (value[2] === null || isLong(value[2]));

const modeOf = (value: unknown): string | undefined => {
  if (value === 'updated') return value;
  const field = typeof value === 'object' && value !== null && 'modified' in value ? value.modified : undefined;
  return typeof field === 'string' ? `{ modified: '${field}' }` : undefined;
};

const fieldsOf = (value: unknown): Fields => {
  if (typeof value === 'string') throw new TypeError('The checkpoint should be an object, and not its JSON text');
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError('The checkpoint should be an object, as it was emitted');
  return value as Fields;
};

const wrongField = ({ mode, from, updatedSince, seen }: Fields): string | undefined => {
  if (!isLong(from)) return 'from';
  if (mode === 'updated' ? !isLong(updatedSince) : updatedSince !== null) return 'updatedSince';
  return Array.isArray(seen) && seen.every(isSeen) ? undefined : 'seen';
};

/** Refuses what is no checkpoint of this mode: going on from it would repeat conversions or lose them. */
export const checkSyncCheckpoint = (value: unknown, mode: SyncMode): ConversionCheckpoint => {
  const fields = fieldsOf(value);
  if (fields['version'] !== 1)
    throw new TypeError(`The checkpoint should be of version 1, not ${JSON.stringify(fields['version']) ?? 'none'}`);
  const own = modeOf(fields['mode']);
  if (own === undefined) throw new TypeError('The checkpoint has a wrong "mode": it is not as it was emitted');
  if (own !== modeOf(mode))
    throw new TypeError(`The checkpoint is of mode ${own}: go on in that, or start anew with since`);
  const wrong = wrongField(fields);
  if (wrong !== undefined) throw new TypeError(`The checkpoint has a wrong "${wrong}": it is not as it was emitted`);
  return fields as unknown as ConversionCheckpoint;
};
