import { map, type Observable } from 'rxjs';
import type { LogType } from '../log-type.js';
import type { LogFileFacts } from './log-file-facts.js';
import type { RawLogCall } from './raw-log-call.js';
import { type DateDirFacts, readDateDirs } from './read-date-dirs.js';
import { readLogFiles } from './read-log-files.js';

/** The two requests behind all listings. Cold; each emits once, in the service's order. */
export interface LogRequests {
  dirs(): Observable<DateDirFacts[]>;
  logs(dirName: string): Observable<LogFileFacts[]>;
}

/** Makes the requests of one type of log. */
export const createLogRequests = (call: RawLogCall, type: LogType): LogRequests => ({
  dirs: () => call('listDateDirs', {}).pipe(map(readDateDirs)),
  logs: (dirName) => call('listLogs', { date_dir: dirName }).pipe(map((data) => readLogFiles(data, type))),
});
