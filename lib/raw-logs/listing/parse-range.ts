import { isDate } from 'node:util/types';
import { checkDirName } from './check-dir-name.js';
import { checkKeys } from '../../protocol/check-keys.js';
import { dayOf } from './day-of.js';
import type { LogRange } from './log-range.js';

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
