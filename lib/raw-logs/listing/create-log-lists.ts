import { map } from 'rxjs';
import { deferStream } from '../../streams/defer-stream.js';
import { streamOf } from '../../streams/stream-of.js';
import type { Stream } from '../../streams/stream.js';
import type { LogType } from '../log-type.js';
import { checkDirName } from './check-dir-name.js';
import { checkListOptions } from './check-list-options.js';
import { DateDir } from './date-dir.js';
import type { ListFilesOptions, LogListOptions } from './list-options.js';
import type { LogFileFacts } from './log-file-facts.js';
import { createLogRequests } from './log-requests.js';
import type { LogRange } from './log-range.js';
import { parseRange } from './parse-range.js';
import { rangeFiles } from './range-files.js';
import type { RawLogCall } from './raw-log-call.js';
import type { DateDirFacts } from './read-date-dirs.js';

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
