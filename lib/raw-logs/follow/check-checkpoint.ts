import { isDayName } from '../listing/dir-span.js';
import type { LogType } from '../log-type.js';
import type { FollowCheckpoint } from './follow-checkpoint.js';

type Fields = Readonly<Record<string, unknown>>;

/** What a `Date` can hold, ms. */
const isTime = (value: unknown): value is number => Number.isInteger(value) && Math.abs(value as number) <= 8.64e15;

const isSeen = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && value[0] !== '' && isTime(value[1]);

const fieldsOf = (value: unknown): Fields => {
  if (typeof value === 'string') throw new TypeError('The checkpoint should be an object, and not its JSON text');
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError('The checkpoint should be an object, as it was emitted');
  return value as Fields;
};

const wrongField = ({ since, from, upTo, seen }: Fields): string | undefined => {
  if (!(isTime(since) || (typeof since === 'string' && isDayName(since)))) return 'since';
  if (!isTime(upTo)) return 'upTo';
  if (!isTime(from) || from > upTo) return 'from';
  return Array.isArray(seen) && seen.every(isSeen) ? undefined : 'seen';
};

/** Refuses what is no checkpoint of this type of log: going on from it would repeat files or lose them. */
export const checkCheckpoint = (value: unknown, type: LogType): FollowCheckpoint => {
  const fields = fieldsOf(value);
  if (fields['version'] !== 1)
    throw new TypeError(`The checkpoint should be of version 1, not ${JSON.stringify(fields['version']) ?? 'none'}`);
  if (fields['type'] !== type)
    throw new TypeError(`The checkpoint should be of ${type}, not of ${JSON.stringify(fields['type']) ?? 'nothing'}`);
  const wrong = wrongField(fields);
  if (wrong !== undefined) throw new TypeError(`The checkpoint has a wrong "${wrong}": it is not as it was emitted`);
  return fields as unknown as FollowCheckpoint;
};
