import { DAY_NAMES } from '../catalog/generated/methods.js';
import { shown } from './validate.js';

/** A time zone, in which instants are written as the service writes them. */
export interface TimeZone {
  /** The name that was given: `Europe/Prague`, `+02:00`. */
  readonly name: string;
  /**
   * The wall time of an instant, `YYYY-MM-DD HH:MM:SS`. Fractions of a second are cut off. Where clocks are put back, two
   * instants have the same wall time; where they are put forward, some wall times have no instant.
   */
  wallTime(date: Date): string;
}

const OFFSET = /^([+-])(\d\d)(?::?(\d\d))?$/;
const MINUTE = 60_000;

/** The offset of a fixed zone, ms; `undefined` for any other name. Older versions of Node do not know offsets as names. */
const offsetOf = (name: string): number | undefined => {
  if (name === 'UTC') return 0;
  const [, sign, hours, minutes = '0'] = OFFSET.exec(name) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return (sign === '-' ? -MINUTE : MINUTE) * (Number(hours) * 60 + Number(minutes));
};

const fixedClock =
  (offset: number): TimeZone['wallTime'] =>
  (date) =>
    new Date(date.getTime() + offset).toISOString().slice(0, 19).replace('T', ' ');

const PARTS = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;

/** Creates the clock of a named zone. Its formatter costs more than all else here, so that there is one for all calls. */
const namedClock = (timeZone: string): TimeZone['wallTime'] => {
  const digits = Object.fromEntries(PARTS.map((part) => [part, '2-digit' as const]));
  const formatter = new Intl.DateTimeFormat('en-US', {
    ...{ calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23', timeZone },
    ...{ ...digits, year: 'numeric' },
  });
  return (date) => {
    const parts = new Map(formatter.formatToParts(date).map(({ type, value }) => [type, value]));
    const [year, month, day, hour, minute, second] = PARTS.map((part) => parts.get(part) ?? '');
    return `${year?.padStart(4, '0')}-${month}-${day} ${hour}:${minute}:${second}`;
  };
};

/**
 * Creates a time zone from an IANA name (`America/New_York`) or an offset from UTC (`+02:00`, `-0530`, `+02`).
 *
 * @param label the start of error messages.
 * @throws TypeError for another type, RangeError for a zone that does not exist.
 */
export const createTimeZone = (label: string, name: unknown): TimeZone => {
  const expected = `${label} should be the name of a time zone such as 'Europe/Prague', or an offset such as '+02:00'`;
  if (typeof name !== 'string') throw new TypeError(`${expected}, not ${shown(name)}`);
  const offset = offsetOf(name);
  if (offset !== undefined) return { name, wallTime: fixedClock(offset) };
  // Newer versions of Node know some offsets as names; they would be zones on one machine and not on another.
  if (/^[+-]/.test(name)) throw new RangeError(`${expected}, not ${shown(name)}`);
  try {
    return { name, wallTime: namedClock(name) };
  } catch (cause) {
    throw new RangeError(`${expected}, not ${shown(name)}`, { cause });
  }
};

const UTC = createTimeZone('timeZone', 'UTC');

const FIRST = Date.parse('0001-01-02T00:00:00Z');
const LAST = Date.parse('9999-12-30T23:59:59Z');

/** Requires a `Date` to be valid, and of a year that the service's format has in every zone. @throws RangeError */
export const checkDate = (label: string, date: Date): void => {
  const time = date.getTime();
  if (Number.isNaN(time)) throw new RangeError(`${label} should be a valid Date`);
  if (time < FIRST || time > LAST) throw new RangeError(`${label} should be a Date of the years 1 to 9999`);
};

/** The day of an instant, `YYYY-MM-DD`. */
export const dayIn = (zone: TimeZone, date: Date): string => zone.wallTime(date).slice(0, 10);

/**
 * Writes an instant as the value of a field or parameter: a day where the catalog says that it holds one, else a time. Names
 * that end in `_utc` are in UTC, whatever the network's zone.
 */
export const writeDate = (zone: TimeZone, name: string, date: Date): string => {
  if (DAY_NAMES.includes(name)) return dayIn(zone, date);
  return (name.endsWith('_utc') ? UTC : zone).wallTime(date);
};
