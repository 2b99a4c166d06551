import { map, type Observable } from 'rxjs';
import { ProtocolError } from '../../errors/network-errors.js';
import {
  type Decoded,
  type DecodedMap,
  type DecodedObject,
  entriesOf,
  getKey,
  isDecodedObject,
} from '../../protocol/decoded.js';
import type { LogType, RawLogCall } from '../context.js';

/** What the service says of a log file. */
export interface LogFileFacts {
  readonly type: LogType;
  /** Its name, with the dir: `20160909/clicks-1473411600-SlY9UO.zip`. */
  readonly filename: string;
  /** As the service shows it, in the network's time zone: `Sep 9, 2016 - 09:00 am`. */
  readonly displayName: string;
  /** Start of the hour that it holds. */
  readonly startTime: Date;
}

/** One row of a listing. */
export type ListRow = DecodedObject | DecodedMap;

/**
 * The rows under `key` in the data of a listing. The service says "none" with `data: []`; a list that it gives as an
 * object with numbers for keys is one too.
 *
 * @throws ProtocolError for anything else.
 */
export const parseList = (data: Decoded, key: string): ListRow[] => {
  if (Array.isArray(data) && data.length === 0) return [];
  const list = isDecodedObject(data) ? getKey(data, key) : undefined;
  const rows = Array.isArray(list) ? list : list instanceof Map ? entriesOf(list).map(([, row]) => row) : undefined;
  if (!rows) throw new ProtocolError(`A list of raw logs has no "${key}"`);
  return rows.map((row, index) => {
    if (!isDecodedObject(row))
      throw new ProtocolError(`"${key}" has an element that is no object: number ${index + 1}`);
    return row;
  });
};

/** A text that a row cannot do without. */
export const parseName = (row: ListRow, key: string): string => {
  const value = getKey(row, key);
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || value === '') throw new ProtocolError(`A raw log is listed without its "${key}"`);
  return value;
};

/** What a row is shown as; where the service gives nothing, its name. */
export const parseDisplayName = (row: ListRow, name: string): string => {
  const value = getKey(row, 'displayName');
  return typeof value === 'string' ? value : name;
};

/** What the service says of a date dir. */
export interface DateDirFacts {
  readonly dirName: string;
  readonly displayName: string;
}

/** The dirs of a `listDateDirs` reply, in the service's order. */
export const parseDateDirs = (data: Decoded): DateDirFacts[] =>
  parseList(data, 'dateDirs').map((row) => {
    const dirName = parseName(row, 'dirName');
    return { dirName, displayName: parseDisplayName(row, dirName) };
  });

/** Seconds since 1970, which the service gives as text. */
const parseStartTime = (row: ListRow, filename: string): Date => {
  const value = getKey(row, 'startTimestamp');
  const isSeconds = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
  const time = new Date(isSeconds ? Number(value) * 1000 : NaN);
  if (Number.isNaN(time.getTime())) {
    const shown = value === undefined ? 'nothing' : (JSON.stringify(value) as string | undefined)?.slice(0, 60);
    throw new ProtocolError(`The startTimestamp of ${filename} should be seconds, and is ${shown}`);
  }
  return time;
};

/** The files of a `listLogs` reply, in the service's order. */
export const parseLogFiles = (data: Decoded, type: LogType): LogFileFacts[] =>
  parseList(data, 'logFiles').map((row) => {
    const filename = parseName(row, 'filename');
    return {
      type,
      filename,
      displayName: parseDisplayName(row, filename),
      startTime: parseStartTime(row, filename),
    };
  });

/** The two requests behind all listings. Cold; each emits once, in the service's order. */
export interface LogRequests {
  dirs(): Observable<DateDirFacts[]>;
  logs(dirName: string): Observable<LogFileFacts[]>;
}

/** Makes the requests of one type of log. */
export const createLogRequests = (call: RawLogCall, type: LogType): LogRequests => ({
  dirs: () => call('listDateDirs', {}).pipe(map(parseDateDirs)),
  logs: (dirName) => call('listLogs', { date_dir: dirName }).pipe(map((data) => parseLogFiles(data, type))),
});
