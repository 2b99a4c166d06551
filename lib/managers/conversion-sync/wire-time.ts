import { isDate } from 'node:util/types';
import { checkDate, type TimeZone } from '../../protocol/time-zone.js';

const SHAPE = /^\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?$/;
const FIRST = Date.parse('0000-01-01T00:00:00Z');
const HOUR = 60 * 60 * 1000;
const LAST = Date.parse('9999-12-31T23:59:59Z');

const textOf = (ms: number): string =>
  new Date(Math.min(Math.max(ms, FIRST), LAST)).toISOString().slice(0, 19).replace('T', ' ');

/** Reads the time as if it were in UTC: texts have no zone, and are only compared and shifted. */
const msOf = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`);

/** A wire time in its long form (`YYYY-MM-DD HH:MM:SS`, which sorts as text); `undefined` for other values. */
export const longTime = (value: unknown): string | undefined => {
  if (typeof value !== 'string' || !SHAPE.test(value)) return undefined;
  const text = value.length === 10 ? `${value} 00:00:00` : value;
  const ms = msOf(text);
  // Date.parse takes February 30 for a day in March.
  return Number.isNaN(ms) || textOf(ms) !== text ? undefined : text;
};

/** A long time shifted by `ms`, forwards or backwards. It has no zone: daylight saving plays no part. */
export const shiftTime = (text: string, ms: number): string => textOf(msOf(text) + ms);

/** The long form of an instant in UTC, ms. */
export const timeInUtc = (ms: number): string => textOf(ms);

/** The number of the hour of a long time. */
export const hourOf = (text: string): number => Math.floor((msOf(text) - FIRST) / HOUR);

/** The long time at which an hour starts. */
export const startOfHour = (hour: number): string => textOf(FIRST + hour * HOUR);

/** The earlier of two long times. */
export const earlierOf = (first: string, second: string): string => (first < second ? first : second);

/** The later of two long times. */
export const laterOf = (first: string, second: string): string => (first > second ? first : second);

/** Requires a wire time, or a `Date`, which becomes one in the network's zone. */
export const checkTime = (label: string, value: unknown, zone: TimeZone): string => {
  if (isDate(value)) {
    checkDate(label, value);
    return zone.wallTime(value);
  }
  if (typeof value !== 'string')
    throw new TypeError(
      `${label} should be 'YYYY-MM-DD' or 'YYYY-MM-DD HH:MM:SS', in the network's time zone, or a Date`,
    );
  if (longTime(value) === undefined)
    throw new RangeError(
      `${label} should be a day, 'YYYY-MM-DD', or a time, 'YYYY-MM-DD HH:MM:SS', not ${JSON.stringify(value.slice(0, 40))}`,
    );
  return value;
};

/** The time that a field holds, in the network's zone, as precisely as it is known. */
interface TimeSpan {
  readonly earliest: string;
  readonly latest: string;
}

/** The outermost time zones, ms from UTC. */
export const ZONES = { west: -12 * HOUR, east: 14 * HOUR };

const secondsOf = (value: unknown): number | undefined => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : undefined;
};

/**
 * Parses a field that holds a time; `undefined` for other values. Unix seconds, the form of `modified` in some models, could
 * be in any zone, since the network's is not known.
 */
export const parseTime = (value: unknown): TimeSpan | undefined => {
  const time = longTime(value);
  if (time !== undefined) return { earliest: time, latest: time };
  const seconds = secondsOf(value);
  if (seconds === undefined || !Number.isFinite(seconds)) return undefined;
  const utc = timeInUtc(seconds * 1000);
  return { earliest: shiftTime(utc, ZONES.west), latest: shiftTime(utc, ZONES.east) };
};
