import { DAY } from '../store/dates.js';
import { randomFor } from '../store/random.js';
import type { RawLogType } from './options.js';

/** A file of a raw log, in one version. Never changed: another version is another object. */
export interface LogEntry {
  readonly type: RawLogType;
  /** `20160909/clicks-1473411600-SlY9UO.zip` */
  readonly filename: string;
  readonly dirName: string;
  readonly startTime: Date;
  readonly rows: number;
  /** Counts the changes of the file, from 0. */
  readonly version: number;
}

/** The name of the one file in the archive. */
export const csvNameOf = ({ filename }: LogEntry): string =>
  filename.slice(filename.lastIndexOf('/') + 1).replace(/\.zip$/, '.csv');

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `20160909`, the name of the folder of an instant; the network of the sandbox lives in UTC. */
export const dirNameOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10).replaceAll('-', '');

/** When a day begins, ms since 1970; `undefined` for a name that is no day. */
export const dayStart = (dirName: string): number | undefined => {
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d\d)(\d\d)$/.exec(dirName) ?? [];
  const instant = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // `20160231` would otherwise be a day of March.
  return year !== '' && dirNameOf(instant) === dirName ? instant : undefined;
};

/** `Sep 9, 2016` */
export const dayName = (instant: number): string => {
  const date = new Date(instant);
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
};

/** `Sep 9, 2016 - 09:00 am` */
export const hourName = (instant: number): string => {
  const date = new Date(instant);
  const hours = date.getUTCHours();
  const clock = [hours % 12 || 12, date.getUTCMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
  return `${dayName(instant)} - ${clock} ${hours < 12 ? 'am' : 'pm'}`;
};

/** The days from one on. */
export const daysFrom = (start: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => start + index * DAY);

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_'] as unknown as [
  string,
  ...string[],
];

/** Makes names as the service has them: `20160909/clicks-1473411600-SlY9UO.zip`. `nth` tells files of one hour apart. */
export const logNames =
  (seed: number) =>
  (type: RawLogType, startTime: number, nth = 0): string => {
    const seconds = Math.floor(startTime / 1000);
    const draw = randomFor(seed, `names of ${type} ${seconds}`)(nth);
    const suffix = Array.from({ length: 6 }, () => draw.pick(LETTERS)).join('');
    return `${dirNameOf(startTime)}/${type}-${seconds}-${suffix}.zip`;
  };

/** The folder that a name of a file begins with; `undefined` when the name is none. */
export const dirIn = (filename: string): string | undefined => /^(\d{8})\/[\w.-]+\.zip$/.exec(filename)?.[1];
