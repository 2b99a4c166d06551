const SHAPE = /^\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?$/;
const FIRST = Date.parse('0000-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T23:59:59Z');

const textOf = (ms: number): string =>
  new Date(Math.min(Math.max(ms, FIRST), LAST)).toISOString().slice(0, 19).replace('T', ' ');

/** As if the time were in UTC: it has no zone of its own, and texts are only compared and shifted. */
const msOf = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`);

/** A time of the wire in its long form (`YYYY-MM-DD HH:MM:SS`, which sorts as text); `undefined` for what is none. */
export const longTime = (value: unknown): string | undefined => {
  if (typeof value !== 'string' || !SHAPE.test(value)) return undefined;
  const text = value.length === 10 ? `${value} 00:00:00` : value;
  const ms = msOf(text);
  // The 30th of February is no day, though it can be parsed.
  return Number.isNaN(ms) || textOf(ms) !== text ? undefined : text;
};

/** A long time so many ms later, or earlier. Zone-less: an hour of summer time more or less is not seen. */
export const shiftTime = (text: string, ms: number): string => textOf(msOf(text) + ms);

/** The long form of an instant in UTC, ms. */
export const timeInUtc = (ms: number): string => textOf(ms);

/** The later of two long times. */
export const laterOf = (first: string, second: string): string => (first > second ? first : second);

/** Refuses what is no time of the wire. A `Date` is none: its zone is not the network's. */
export const checkTime = (name: string, value: unknown): string => {
  if (typeof value !== 'string')
    throw new TypeError(`${name} should be 'YYYY-MM-DD' or 'YYYY-MM-DD HH:MM:SS', in the network's time zone`);
  if (longTime(value) === undefined)
    throw new RangeError(
      `${name} should be a day, 'YYYY-MM-DD', or a time, 'YYYY-MM-DD HH:MM:SS', not ${JSON.stringify(value.slice(0, 40))}`,
    );
  return value;
};

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
export const parseTime = (value: unknown): ReadTime | undefined => {
  const time = longTime(value);
  if (time !== undefined) return { earliest: time, latest: time };
  const seconds = secondsOf(value);
  if (seconds === undefined || !Number.isFinite(seconds)) return undefined;
  const utc = timeInUtc(seconds * 1000);
  return { earliest: shiftTime(utc, ZONES.west), latest: shiftTime(utc, ZONES.east) };
};
