import { isDate } from 'node:util/types';
import { ProtocolError } from '../../errors/network-errors.js';
import { checkKeys, shownWhole } from '../../protocol/validate.js';

/**
 * A range of raw logs: a day (`'20160920'`), a month (`'201609'`), a year (`'2016'`), or from one time to another.
 *
 * Strings name whole date dirs, whose days are in the network's time zone; both ends are included, so `{ from: '2016', to:
 * '201702' }` ends with the last day of February. `Date`s are instants: a file is in the range if
 * `from <= startTime < to`.
 */
export type LogRange = string | { readonly from: string | Date; readonly to: string | Date };

/** The dirs and files to list for a range. */
export type RangePlan =
  | { readonly kind: 'day'; readonly dirName: string }
  | {
      readonly kind: 'dirs';
      /** Names of the first and the last dir to list. */
      readonly first: string;
      readonly last: string;
      /** Instants, ms: files start at `from` or later, and before `to`. */
      readonly from: number;
      readonly to: number;
      /** The days that the range names. */
      readonly named: readonly string[];
    };

/**
 * Parses a range into what to list for it. Throws the error that the stream ends with.
 *
 * @param label the start of error messages: `rawLogs.clicks: range`
 */
export const parseRange = (label: string, range: LogRange): RangePlan => {
  if (typeof range === 'object' && range !== null && !isDate(range)) return parseEnds(label, range);
  const { first, last } = parseDirName(label, range);
  if (first === last) return { kind: 'day', dirName: first };
  return { kind: 'dirs', first, last, from: -Infinity, to: Infinity, named: [] };
};

const parseEnds = (label: string, range: object): RangePlan => {
  const { from, to } = checkKeys(label, range, ['from', 'to']);
  const first = parseEnd(`${label}.from`, from, -1);
  const last = parseEnd(`${label}.to`, to, 1);
  const isBackwards =
    first.time !== undefined && last.time !== undefined ? first.time > last.time : first.dir > last.dir;
  if (isBackwards) throw new RangeError(`${label} should not end before it starts`);
  return {
    kind: 'dirs',
    first: first.dir,
    last: last.dir,
    from: first.time ?? -Infinity,
    to: last.time ?? Infinity,
    named: [...new Set([first.named, last.named])].filter((day) => day !== undefined),
  };
};

/** One end of a range. */
interface RangeEnd {
  readonly dir: string;
  readonly time?: number;
  /** The day, where the end names one. */
  readonly named?: string;
}

const parseEnd = (label: string, value: unknown, direction: -1 | 1): RangeEnd => {
  if (isDate(value)) return instantEnd(label, value, direction);
  if (typeof value !== 'string')
    throw new TypeError(`${label} should be a date as a string, or a Date, not ${shown(value)}`);
  const { first, last } = parseDirName(label, value);
  return { dir: direction < 0 ? first : last, ...(value.length === DAY_NAME_LENGTH ? { named: value } : {}) };
};

/** Dirs follow the network's time zone: a file of a day in UTC is in the dir of that day, the one before or the one after. */
const instantEnd = (label: string, date: Date, direction: -1 | 1): RangeEnd => {
  const time = date.getTime();
  if (Number.isNaN(time)) throw new RangeError(`${label} should be a valid Date`);
  // The end is excluded, so an end at midnight does not need the dir two days later.
  return { time, dir: dayOf(direction > 0 ? time - 1 : time, direction) };
};

/** The days that the name of a dir covers, by their names (`YYYYMMDD`), both included. */
interface DirSpan {
  readonly first: string;
  readonly last: string;
}

/** Parses the name of a day, a month or a year. */
export const parseDirName = (label: string, value: unknown): DirSpan => {
  if (typeof value !== 'string') throw new TypeError(`${label} should be ${DIR_NAME} as a string, not ${shown(value)}`);
  const span = dirSpan(value);
  if (!span) throw new RangeError(`${label} should be a date, ${DIR_NAME}, not ${shown(value)}`);
  return span;
};

const DIR_NAME = "'YYYYMMDD', 'YYYYMM' or 'YYYY'";
const DAY_NAME_LENGTH = 'YYYYMMDD'.length;
const LONGEST_SHOWN = 40;

const shown = (value: unknown): string => {
  if (typeof value === 'string') return `'${value.slice(0, LONGEST_SHOWN)}'`;
  return value === null || value === undefined ? String(value) : `a value of type ${typeof value}`;
};

const DIR_NAME_PATTERN = /^(\d{4})(?:(0[1-9]|1[0-2])(\d{2})?)?$/;

/** Days of a month. The calendar repeats every 400 years, and `Date.UTC` maps the years 0 to 99 to 1900 to 1999. */
const daysIn = (year: number, month: number): number => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

/** The days of `YYYYMMDD`, `YYYYMM` or `YYYY`; `undefined` for any other text. */
const dirSpan = (name: string): DirSpan | undefined => {
  const [, year, month, day] = DIR_NAME_PATTERN.exec(name) ?? [];
  if (year === undefined || year === '0000') return undefined;
  if (month === undefined) return { first: `${year}0101`, last: `${year}1231` };
  const days = daysIn(Number(year), Number(month));
  if (day === undefined) return { first: `${name}01`, last: `${name}${days}` };
  return Number(day) >= 1 && Number(day) <= days ? { first: name, last: name } : undefined;
};

/** Whether a text is the name of a day. */
export const isDayName = (name: string): boolean => name.length === DAY_NAME_LENGTH && dirSpan(name) !== undefined;

const DAY = 24 * 60 * 60 * 1000;
const FIRST_DAY = Date.UTC(1970, 0, 1);
const LAST_DAY = Date.UTC(9999, 11, 31);

/**
 * The name (`YYYYMMDD`) of the day in UTC of an instant (ms), or of a number of days later. Days outside the years 1970
 * to 9999 become the first or the last day of those years, so that names can be compared as texts.
 */
export const dayOf = (time: number, daysLater = 0): string =>
  new Date(Math.min(Math.max(time + daysLater * DAY, FIRST_DAY), LAST_DAY))
    .toISOString()
    .slice(0, 10)
    .replaceAll('-', '');

/**
 * Selects the dirs from one day to another, both included, oldest first, each once.
 *
 * @throws ProtocolError for a dir that is not named after a day, since it might belong to the range
 */
export const selectDirs = (names: readonly string[], first: string, last: string): string[] => {
  const unknown = names.find((name) => !isDayName(name));
  if (unknown !== undefined)
    throw new ProtocolError(
      `The date dir ${shownWhole(`"${unknown}"`)} is not named after a day, so it cannot be placed in a range`,
    );
  return [...new Set(names)].filter((name) => name >= first && name <= last).sort();
};
