import { isDate } from 'node:util/types';
import { ProtocolError } from '../../errors/network-errors.js';
import { checkKeys } from '../../protocol/validate.js';

/** The days that the name of a dir stands for, as names of days (`YYYYMMDD`), both included. */
export interface DirSpan {
  readonly first: string;
  readonly last: string;
}

const NAME = /^(\d{4})(?:(0[1-9]|1[0-2])(\d{2})?)?$/;

/** The calendar repeats every 400 years; `Date.UTC` takes the years below 100 for others. */
const daysIn = (year: number, month: number): number => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

/** What `YYYYMMDD`, `YYYYMM` or `YYYY` stands for; `undefined` for a text that is no such date. */
export const dirSpan = (name: string): DirSpan | undefined => {
  const [, year, month, day] = NAME.exec(name) ?? [];
  if (year === undefined || year === '0000') return undefined;
  if (month === undefined) return { first: `${year}0101`, last: `${year}1231` };
  const days = daysIn(Number(year), Number(month));
  if (day === undefined) return { first: `${name}01`, last: `${name}${days}` };
  return Number(day) >= 1 && Number(day) <= days ? { first: name, last: name } : undefined;
};

/** Whether a text is the name of one day. */
export const isDayName = (name: string): boolean => name.length === 8 && dirSpan(name) !== undefined;

const DAY = 24 * 60 * 60 * 1000;
const FIRST = Date.UTC(1970, 0, 1);
const LAST = Date.UTC(9999, 11, 31);

/**
 * Name (`YYYYMMDD`) of the day in UTC that an instant (ms) falls on, or of one so many days later. What lies outside of
 * the years 1970 to 9999 is taken for their first or last day, so that names can be compared as texts.
 */
export const dayOf = (time: number, later = 0): string =>
  new Date(Math.min(Math.max(time + later * DAY, FIRST), LAST)).toISOString().slice(0, 10).replaceAll('-', '');

/** Refuses what names no day, month or year; gives the days it stands for. */
export const checkDirName = (what: string, value: unknown): DirSpan => {
  if (typeof value !== 'string')
    throw new TypeError(`${what} should be a string: 'YYYYMMDD', 'YYYYMM' or 'YYYY', not ${shown(value)}`);
  const span = dirSpan(value);
  if (!span)
    throw new RangeError(`${what} should be a date: 'YYYYMMDD', 'YYYYMM' or 'YYYY', not ${shown(value.slice(0, 40))}`);
  return span;
};

const shown = (value: unknown): string => {
  if (typeof value === 'string') return `'${value}'`;
  return value === null || value === undefined ? String(value) : `a value of type ${typeof value}`;
};

/**
 * Which raw logs: a day (`'20160920'`), a month (`'201609'`), a year (`'2016'`), or from one time to another.
 *
 * Strings are whole date dirs, whose days are of the network's time zone, both ends included: `{ from: '2016', to:
 * '201702' }` ends with the last of February. `Date`s are instants: a file belongs when `from <= startTime < to`.
 */
export type LogRange = string | { readonly from: string | Date; readonly to: string | Date };

/** What to list for a range. */
export type RangePlan =
  | { readonly kind: 'day'; readonly dirName: string }
  | {
      readonly kind: 'dirs';
      /** First and last dir to look at, by name. */
      readonly first: string;
      readonly last: string;
      /** Instants, ms: files start at `from` or later, and before `to`. */
      readonly from: number;
      readonly to: number;
      /** The days asked for by name. */
      readonly named: readonly string[];
    };

interface End {
  readonly dir: string;
  readonly time?: number;
  readonly named?: string;
}

const DAY_LENGTH = 'YYYYMMDD'.length;

/** The zone of the dirs is the network's: what starts on a day in UTC lies in the dir before, of, or after that day. */
const instant = (name: string, date: Date, later: -1 | 1): End => {
  const time = date.getTime();
  if (Number.isNaN(time)) throw new RangeError(`${name} is an invalid Date`);
  // The end is excluded: midnight of the next day is no reason to look at the dir after that.
  return { time, dir: dayOf(later > 0 ? time - 1 : time, later) };
};

const parseEnd = (name: string, value: unknown, later: -1 | 1): End => {
  if (isDate(value)) return instant(name, value, later);
  if (typeof value !== 'string') throw new TypeError(`${name} should be a date as a string, or a Date`);
  const { first, last } = checkDirName(name, value);
  return { dir: later < 0 ? first : last, ...(value.length === DAY_LENGTH ? { named: value } : {}) };
};

const parseEnds = (range: object): RangePlan => {
  const { from, to } = checkKeys('The range', range, ['from', 'to']);
  const first = parseEnd('The start of the range', from, -1);
  const last = parseEnd('The end of the range', to, 1);
  const isBackwards =
    first.time !== undefined && last.time !== undefined ? first.time > last.time : first.dir > last.dir;
  if (isBackwards) throw new RangeError('The range ends before it starts');
  return {
    kind: 'dirs',
    first: first.dir,
    last: last.dir,
    from: first.time ?? -Infinity,
    to: last.time ?? Infinity,
    named: [...new Set([first.named, last.named])].filter((day) => day !== undefined),
  };
};

/** Checks a range and says what to list for it. Throws what the stream is to end with. */
export const parseRange = (range: LogRange): RangePlan => {
  if (typeof range === 'object' && range !== null && !isDate(range)) return parseEnds(range);
  const { first, last } = checkDirName('The range', range);
  if (first === last) return { kind: 'day', dirName: first };
  return { kind: 'dirs', first, last, from: -Infinity, to: Infinity, named: [] };
};

/**
 * The dirs from one day to another, both included, oldest first, each once.
 *
 * @throws ProtocolError for a dir that is no day: nobody could tell whether it belongs.
 */
export const selectDirs = (names: readonly string[], first: string, last: string): string[] => {
  const odd = names.find((name) => !isDayName(name));
  if (odd !== undefined)
    throw new ProtocolError(`A date dir is named "${odd.slice(0, 40)}", which is no day: it has no place in a range`);
  return [...new Set(names)].filter((name) => name >= first && name <= last).sort();
};
