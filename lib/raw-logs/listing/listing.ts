import { catchError, map, type MonoTypeOperatorFunction, type Observable, throwError } from 'rxjs';
import { ProtocolError } from '../../errors/network-errors.js';
import {
  type Decoded,
  type DecodedMap,
  type DecodedObject,
  entriesOf,
  getKey,
  isDecodedObject,
} from '../../protocol/ordered-json.js';
import { shownWhole } from '../../protocol/validate.js';
import type { LogType, RawLogCall } from '../context.js';

/** The facts that the service lists about a log file. */
export interface LogFileFacts {
  readonly type: LogType;
  /** Its name, including the date dir: `20160909/clicks-1473411600-SlY9UO.zip`. */
  readonly filename: string;
  /** Its title in the service, in the network's time zone: `Sep 9, 2016 - 09:00 am`. */
  readonly displayName: string;
  /** Start of the hour that it covers. */
  readonly startTime: Date;
}

/** The facts that the service lists about a date dir. */
export interface DateDirFacts {
  readonly dirName: string;
  readonly displayName: string;
}

/** The two requests that all listings are made of. Each is cold, and emits once, in the order of the service. */
export interface LogRequests {
  dirs(): Observable<DateDirFacts[]>;
  logs(dirName: string): Observable<LogFileFacts[]>;
  /** Removes secrets from an error. */
  readonly redacted: <T>() => MonoTypeOperatorFunction<T>;
}

/** Creates the requests for one type of log. */
export const createLogRequests = (
  call: RawLogCall,
  type: LogType,
  redact: <E>(error: E) => E = (error) => error,
): LogRequests => {
  const redacted = <T>(): MonoTypeOperatorFunction<T> =>
    catchError((error: unknown) => throwError(() => redact(error)));
  return {
    dirs: () => call('listDateDirs', {}).pipe(map(parseDateDirs), redacted()),
    logs: (dirName) =>
      call('listLogs', { date_dir: dirName }).pipe(
        map((data) => parseLogFiles(data, type)),
        redacted(),
      ),
    redacted,
  };
};

/** Parses the data of `listDateDirs`, in the order of the service. */
const parseDateDirs = (data: Decoded): DateDirFacts[] =>
  parseRows(data, 'dateDirs').map((row) => {
    const dirName = parseName(row, 'dirName');
    return { dirName, displayName: parseDisplayName(row, dirName) };
  });

/** Parses the data of `listLogs`, in the order of the service. */
const parseLogFiles = (data: Decoded, type: LogType): LogFileFacts[] =>
  parseRows(data, 'logFiles').map((row) => {
    const filename = parseName(row, 'filename');
    return {
      type,
      filename,
      displayName: parseDisplayName(row, filename),
      startTime: parseStartTime(row, filename),
    };
  });

/** One row of a listing. */
type ListRow = DecodedObject | DecodedMap;

/**
 * The rows under `key` in the data of a listing. The service writes an empty list as `data: []`; a list that it writes as an
 * object with numeric keys is accepted as well.
 */
const parseRows = (data: Decoded, key: string): ListRow[] => {
  if (Array.isArray(data) && data.length === 0) return [];
  const list = isDecodedObject(data) ? getKey(data, key) : undefined;
  const rows = Array.isArray(list) ? list : list instanceof Map ? entriesOf(list).map(([, row]) => row) : undefined;
  if (!rows) throw new ProtocolError(`A list of raw logs has no "${key}"`);
  return rows.map((row, index) => {
    if (!isDecodedObject(row)) throw new ProtocolError(`Element ${index + 1} of "${key}" is not an object`);
    return row;
  });
};

/** A name that every row must have. */
const parseName = (row: ListRow, key: string): string => {
  const value = getKey(row, key);
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || value === '') throw new ProtocolError(`A raw log is listed without its "${key}"`);
  return value;
};

/** The title of a row, or its name where the service gives no title. */
const parseDisplayName = (row: ListRow, name: string): string => {
  const value = getKey(row, 'displayName');
  return typeof value === 'string' ? value : name;
};

/** The start of a file, which the service writes as text: seconds since 1970. */
const parseStartTime = (row: ListRow, filename: string): Date => {
  const value = getKey(row, 'startTimestamp');
  const isSeconds = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));
  const time = new Date(isSeconds ? Number(value) * 1000 : NaN);
  if (Number.isNaN(time.getTime())) {
    const shown = value === undefined ? 'nothing' : shownWhole(JSON.stringify(value));
    throw new ProtocolError(`The startTimestamp of ${filename} should be in seconds, not ${shown}`);
  }
  return time;
};
