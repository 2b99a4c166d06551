import { map } from 'rxjs';
import { checkKeys } from '../../protocol/validate.js';
import { checkDemand, type Demand } from '../../streams/demand.js';
import { streamOf } from '../../streams/paginate.js';
import { deferStream, type Stream } from '../../streams/stream.js';
import type { LogType, RawLogCall } from '../context.js';
import { rangeFiles } from './range-files.js';
import { checkDirName, type LogRange, parseRange } from './range.js';
import { createLogRequests, type DateDirFacts, type LogFileFacts } from './listing.js';

/** Options of every listing of raw logs. */
export interface LogListOptions {
  /** The demand of whoever consumes, where operators in between hide it. */
  readonly demand?: Demand | undefined;
}

export interface ListFilesOptions extends LogListOptions {
  /** What to do about a day asked for by name that the service does not list. @default 'error' */
  readonly onMissing?: 'error' | 'skip' | undefined;
}

/** Checks the options of a listing: `demand`, and `onMissing` where it is known. */
export const checkListOptions = (value: unknown, known: readonly string[]): void => {
  const { demand, onMissing } = checkKeys('The options of a listing', value, known);
  checkDemand(demand);
  if (onMissing !== undefined && onMissing !== 'error' && onMissing !== 'skip')
    throw new TypeError("onMissing should be 'error' or 'skip'");
};

/** Lists the files of one dir. */
export type ListDir<F> = (options?: { readonly demand?: Demand | undefined }) => Stream<F>;

/** A day of raw logs, in the network's time zone. */
export class DateDir<F> implements DateDirFacts {
  /** `20160909` */
  readonly dirName: string;
  /** As the service shows it: `Sep 9, 2016`. */
  readonly displayName: string;
  readonly #list: ListDir<F>;

  constructor({ dirName, displayName }: DateDirFacts, list: ListDir<F>) {
    this.dirName = dirName;
    this.displayName = displayName;
    this.#list = list;
  }

  /** Emits the files of this dir in the service's order (newest first), then completes. One request per subscription. */
  listLogs(options?: { readonly demand?: Demand | undefined }): Stream<F> {
    return this.#list(options);
  }

  /** The wire fields alone. */
  toObject(): DateDirFacts {
    return { dirName: this.dirName, displayName: this.displayName };
  }

  /** The wire fields alone, for `JSON.stringify`. */
  toJSON(): DateDirFacts {
    return this.toObject();
  }

  /** Whether the other is a date dir with the same data. */
  equals(other: unknown): boolean {
    return other instanceof DateDir && other.dirName === this.dirName && other.displayName === this.displayName;
  }

  toString(): string {
    return `DateDir: ${this.displayName} (${this.dirName})`;
  }
}

/** The dirs and files of one type of raw log. Cold; wrong arguments are the stream's error, and nothing is sent. */
export interface LogLists<F> {
  /** Emits the dirs that the service has, in its order (newest first), then completes. One request. */
  listDateDirs(options?: LogListOptions): Stream<DateDir<F>>;
  /**
   * Emits the files of a dir in the service's order (newest first), then completes; a dir without files emits none.
   * One request. A month (`'201609'`) or a year is passed on as it is; TUNE documents days only.
   *
   * Ends in a `RangeError` for a string that is no date.
   */
  listLogs(dateDir: string | DateDir<F>, options?: LogListOptions): Stream<F>;
  /**
   * Emits the files of a range, oldest first (those of one start by name), each once, then completes. A day is one
   * request; any other range lists the dirs, then one dir after the other, at most one ahead of the consumer.
   *
   * Ends in a `RawLogMissingError` when a day asked for by name is not listed, before anything is emitted.
   *
   * @example
   * ```ts
   * for await (const file of api.rawLogs.clicks.listFiles({ from: '20160901', to: '20160907' })) console.log(file.filename);
   * ```
   */
  listFiles(range: LogRange, options?: ListFilesOptions): Stream<F>;
}

/** Makes the lists of one type of log. `makeFile` is called once for each file emitted. */
export const createLogLists = <F extends LogFileFacts>(
  call: RawLogCall,
  type: LogType,
  makeFile: (facts: LogFileFacts) => F,
): LogLists<F> => {
  const requests = createLogRequests(call, type);

  const listDir = (dirName: string, options: LogListOptions = {}): Stream<F> =>
    deferStream(() => {
      checkListOptions(options, ['demand']);
      return streamOf(requests.logs(dirName).pipe(map((files) => files.map(makeFile))), options.demand);
    });

  const dirOf = (facts: DateDirFacts): DateDir<F> =>
    new DateDir<F>(facts, (options) => listDir(facts.dirName, options));

  return {
    listDateDirs: (options = {}) =>
      deferStream(() => {
        checkListOptions(options, ['demand']);
        return streamOf(requests.dirs().pipe(map((dirs) => dirs.map(dirOf))), options.demand);
      }),
    listLogs: (dateDir, options) =>
      deferStream(() => {
        if (dateDir instanceof DateDir) return listDir(dateDir.dirName, options);
        checkDirName('The date dir', dateDir);
        return listDir(dateDir, options);
      }),
    listFiles: (range, options = {}) =>
      deferStream(() => {
        checkListOptions(options, ['demand', 'onMissing']);
        return rangeFiles(requests, parseRange(range), makeFile, options);
      }),
  };
};
