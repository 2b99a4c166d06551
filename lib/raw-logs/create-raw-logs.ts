import { map, type Observable } from 'rxjs';
import type { ClickColumn } from '../catalog/log-columns.js';
import { CLICK_COLUMNS } from '../catalog/log-columns.js';
import { createLogDownload } from './flow/log-download.js';
import { createLogReader } from './flow/log-reader.js';
import { batchStream, recordStream } from './flow/log-streams.js';
import type { LogReading } from './flow/read-logs.js';
import { createFollow } from './follow/create-follow.js';
import { createLogLists } from './listing/create-log-lists.js';
import type { LogRange } from './listing/log-range.js';
import { LogFile, READER } from './log-file.js';
import type { FindLogsOptions } from './log-options.js';
import type { LogType } from './log-type.js';
import type { LogExpirations, RawLogManager, RawLogs } from './raw-log-manager.js';
import type { RawLogContext } from './raw-log-context.js';
import { readExpirations } from './read-expirations.js';

/** Makes the manager of one type of log. `known` are the columns that the catalog is sure of. */
const createManager = <Column extends string>(
  context: RawLogContext,
  type: LogType,
  known: readonly Column[],
): RawLogManager<Column> => {
  const call = context.callFor(type);
  const lists = createLogLists<LogFile<Column>>(
    call,
    type,
    (facts) =>
      new LogFile(facts, createLogReader<Column>(context, createLogDownload(context, type, facts.filename), known)),
  );
  const reading =
    (range: LogRange, options: FindLogsOptions = {}) =>
    (): LogReading<Column> => ({
      context,
      files: lists.listFiles(range, options.onMissing === undefined ? {} : { onMissing: options.onMissing }),
      sourceOf: (file) => file[READER].source(),
      options,
      known,
    });
  const { report } = context;
  const follow = createFollow(lists, type, {
    onFault: ({ message }) => report({ type: 'listing failed', log: type, reason: message }),
    onReport: (seen) => report({ type: `file ${seen.type}`, file: seen.filename }),
  });
  const manager = {
    ...lists,
    follow,
    findAll: (range: LogRange, options?: FindLogsOptions) => recordStream('find', options, reading(range, options)),
    batches: (range: LogRange, options?: FindLogsOptions) => batchStream('find', options, reading(range, options)),
    getLogExpirations: (): Observable<LogExpirations> => call('getLogExpirations', {}).pipe(map(readExpirations)),
  };
  // The generic methods tell the columns of their records by their options, which no implementation can.
  return manager as unknown as RawLogManager<Column>;
};

/** Makes the three managers of a client's raw logs. */
export const createRawLogs = (context: RawLogContext): RawLogs => ({
  clicks: createManager<ClickColumn>(context, 'clicks', CLICK_COLUMNS),
  conversions: createManager<string>(context, 'conversions', []),
  impressions: createManager<string>(context, 'impressions', []),
});
