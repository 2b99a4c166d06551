import { longTime, shiftTime, timeInUtc } from './wire-time.js';

/** When a field says that something was, in the network's zone. */
export interface ReadTime {
  readonly earliest: string;
  readonly latest: string;
}

const HOUR = 60 * 60 * 1000;
/** The zones of the earth, hours from UTC. */
export const ZONES = { west: -12 * HOUR, east: 14 * HOUR };

const secondsOf = (value: unknown): number | undefined => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : undefined;
};

/**
 * Reads a field that holds a time. Unix seconds, which `modified` of some models is, could be in any zone: the network's
 * is not known. `undefined` for what is no time.
 */
export const readTime = (value: unknown): ReadTime | undefined => {
  const time = longTime(value);
  if (time !== undefined) return { earliest: time, latest: time };
  const seconds = secondsOf(value);
  if (seconds === undefined || !Number.isFinite(seconds)) return undefined;
  const utc = timeInUtc(seconds * 1000);
  return { earliest: shiftTime(utc, ZONES.west), latest: shiftTime(utc, ZONES.east) };
};
