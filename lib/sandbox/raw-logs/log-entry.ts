import { dayName } from '../store/era.js';
import { randomFor } from '../store/random.js';
import type { OwnRow } from './own-rows.js';

/** A type of raw log: the events that its rows describe. */
export type RawLogType = 'clicks' | 'conversions' | 'impressions';

/** Every type of raw log, by the names of the service. */
export const LOG_TYPES = ['clicks', 'conversions', 'impressions'] as const satisfies readonly RawLogType[];

/** Whether a text is the name of a type of raw log. */
export const isLogType = (text: string): text is RawLogType => (LOG_TYPES as readonly string[]).includes(text);

/** One version of a raw log file. Immutable: another version is another object. */
export interface LogEntry {
  readonly type: RawLogType;
  /** `20160909/clicks-1473411600-SlY9UO.zip` */
  readonly filename: string;
  readonly dirName: string;
  readonly startTime: Date;
  readonly rows: number;
  /** The rows, where they were given rather than generated. */
  readonly own?: readonly OwnRow[];
  /** How often the file was changed. */
  readonly version: number;
}

/** The name of the only file in the archive. */
export const csvNameOf = ({ filename }: LogEntry): string =>
  filename.slice(filename.lastIndexOf('/') + 1).replace(/\.zip$/, '.csv');

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_'] as unknown as [
  string,
  ...string[],
];

/** Creates names like those of the service: `20160909/clicks-1473411600-SlY9UO.zip`. `nth` distinguishes files of one hour. */
export const logNames =
  (seed: number) =>
  (type: RawLogType, startTime: number, nth = 0): string => {
    const seconds = Math.floor(startTime / 1000);
    const random = randomFor(seed, `names of ${type} ${seconds}`)(nth);
    const suffix = Array.from({ length: 6 }, () => random.pick(LETTERS)).join('');
    return `${dayName(startTime)}/${type}-${seconds}-${suffix}.zip`;
  };

/** The folder in the name of a file; `undefined` for an invalid name. */
export const dirIn = (filename: string): string | undefined => /^(\d{8})\/[\w.-]+\.zip$/.exec(filename)?.[1];
