import { map } from 'rxjs';
import { checkKeys } from '../../protocol/validate.js';
import { checkDemand, type Demand } from '../../streams/demand.js';
import { streamOf } from '../../streams/paginate.js';
import { deferStream, type Stream } from '../../streams/stream.js';
import type { LogType, RawLogCall } from '../context.js';
import { createLogRequests, type DateDirFacts, type LogFileFacts } from './listing.js';
import { rangeFiles } from './range-files.js';
import { type LogRange, parseDirName, parseRange } from './range.js';

/** Options of every listing of raw logs. */
export interface LogListOptions {
  /** The demand to follow, where an operator downstream hides it: see `iterate`. */
  readonly demand?: Demand | undefined;
}

/** Options of `listFiles`. */
export interface ListFilesOptions extends LogListOptions {
  /** Whether a day that the range names, but the service does not list, is an error. @default 'error' */
  readonly onMissing?: 'error' | 'skip' | undefined;
}

/** The dirs and files of one type of raw log. All are cold; a wrong argument is an error of the stream, with nothing sent. */
export interface LogLists<F> {
  /** Emits the dirs that the service has, in its order (newest first), then completes. Sends one request. */
  listDateDirs(options?: LogListOptions): Stream<DateDir<F>>;
  /**
   * Emits the files of a dir in the order of the service (newest first), then completes; a dir without files emits none.
   * Sends one request. A month (`'201609'`) or a year is sent unchanged, although TUNE documents days only.
   *
   * Ends with a `RangeError` for a string that is not a date.
   *
   * @param dateDir a {@link DateDir}, or its name
   */
  listLogs(dateDir: string | DateDir<F>, options?: LogListOptions): Stream<F>;
  /**
   * Emits the files of a range, oldest first (those with the same start by name), each once, then completes. A day takes
   * one request. Any other range lists the dirs, then one dir after another, at most one ahead of the consumer.
   *
   * Ends with a `RawLogMissingError` if the range names a day that is not listed, before it emits anything.
   *
   * @example
   * ```ts
   * for await (const file of api.rawLogs.clicks.listFiles({ from: '20160901', to: '20160907' })) console.log(file.filename);
   * ```
   */
  listFiles(range: LogRange, options?: ListFilesOptions): Stream<F>;
}

type ListDir<F> = (options?: LogListOptions) => Stream<F>;

/** A day of raw logs, in the network's time zone. */
export class DateDir<F> implements DateDirFacts {
  /** `20160909` */
  readonly dirName: string;
  /** Its title in the service: `Sep 9, 2016`. */
  readonly displayName: string;
  readonly #list: ListDir<F>;

  constructor({ dirName, displayName }: DateDirFacts, list: ListDir<F>) {
    this.dirName = dirName;
    this.displayName = displayName;
    this.#list = list;
  }

  /** Emits the files of this dir in the order of the service (newest first), then completes. Sends one request per subscription. */
  listLogs(options?: LogListOptions): Stream<F> {
    return this.#list(options);
  }

  /** The wire fields as a plain object. */
  toObject(): DateDirFacts {
    return { dirName: this.dirName, displayName: this.displayName };
  }

  /** The wire fields, for `JSON.stringify`. */
  toJSON(): DateDirFacts {
    return this.toObject();
  }

  /** Whether `other` is a date dir with the same fields. */
  equals(other: unknown): boolean {
    return other instanceof DateDir && other.dirName === this.dirName && other.displayName === this.displayName;
  }

  /** The title and the name: `DateDir: Sep 9, 2016 (20160909)`. */
  toString(): string {
    return `DateDir: ${this.displayName} (${this.dirName})`;
  }
}

/**
 * Creates the listings of one type of log. Calls `makeFile` once for each file that is emitted, and `redact` with each error,
 * which may quote the service.
 */
export const createLogLists = <F extends LogFileFacts>(
  call: RawLogCall,
  type: LogType,
  makeFile: (facts: LogFileFacts) => F,
  redact: <E>(error: E) => E = (error) => error,
): LogLists<F> => {
  const requests = createLogRequests(call, type, redact);
  const room = `rawLogs.${type}`;

  const listDir = (dirName: string, options: LogListOptions = {}): Stream<F> =>
    deferStream(() => {
      checkListOptions(`${room}.listLogs`, options, ['demand']);
      return streamOf(requests.logs(dirName).pipe(map((files) => files.map(makeFile))), options.demand);
    });

  const dirOf = (facts: DateDirFacts): DateDir<F> =>
    new DateDir<F>(facts, (options) => listDir(facts.dirName, options));

  return {
    listDateDirs: (options = {}) =>
      deferStream(() => {
        checkListOptions(`${room}.listDateDirs`, options, ['demand']);
        return streamOf(requests.dirs().pipe(map((dirs) => dirs.map(dirOf))), options.demand);
      }),
    listLogs: (dateDir, options) =>
      deferStream(() => {
        if (dateDir instanceof DateDir) return listDir(dateDir.dirName, options);
        parseDirName(`${room}.listLogs: dateDir`, dateDir);
        return listDir(dateDir, options);
      }),
    listFiles: (range, options = {}) =>
      deferStream(() => {
        checkListOptions(`${room}.listFiles`, options, ['demand', 'onMissing']);
        // The methods that read the files of a range list them here, so the message does not name listFiles.
        return rangeFiles(requests, parseRange(`${room}: range`, range), makeFile, options);
      }),
  };
};

const checkListOptions = (method: string, value: unknown, names: readonly (keyof ListFilesOptions)[]): void => {
  const { demand, onMissing } = checkKeys(`${method}: options`, value, names);
  checkDemand(demand, `${method}: demand`);
  if (onMissing !== undefined && onMissing !== 'error' && onMissing !== 'skip')
    throw new TypeError(`${method}: onMissing should be 'error' or 'skip'`);
};
