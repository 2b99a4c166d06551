import { deferStream } from '../../streams/defer-stream.js';
import { fromBatches } from '../../streams/from-batches.js';
import type { Stream } from '../../streams/stream.js';
import { checkLogOptions } from '../check-log-options.js';
import type { FindLogsOptions } from '../log-options.js';
import type { BaseRecord } from '../records/log-record.js';
import type { LogBatch } from './log-batch.js';
import { type LogReading, readLogs } from './read-logs.js';

type Kind = 'records' | 'find';

/** The records of files, one by one. Options are checked at the subscription; nothing is sent when they are wrong. */
export const recordStream = <Column extends string>(
  kind: Kind,
  options: FindLogsOptions = {},
  reading: () => LogReading<Column>,
): Stream<BaseRecord> =>
  deferStream(() => {
    checkLogOptions(kind, options);
    return fromBatches<BaseRecord>((signal) => readLogs(reading(), signal), options);
  });

/** Hands on one batch at a time, which is the element here. */
const oneByOne = <B>(batches: AsyncIterableIterator<B>): AsyncIterator<readonly B[]> => ({
  next: () => batches.next().then((step) => (step.done ? step : { done: false, value: [step.value] })),
  return: async () => {
    await batches.return?.();
    return { done: true, value: undefined };
  },
});

/** The same records in batches. They are large: a `for await` has one of them waiting. */
export const batchStream = <Column extends string>(
  kind: Kind,
  options: FindLogsOptions = {},
  reading: () => LogReading<Column>,
): Stream<LogBatch<BaseRecord, Column>> =>
  deferStream(
    () => {
      checkLogOptions(kind, options);
      return fromBatches((signal) => oneByOne(readLogs(reading(), signal)), options);
    },
    { highWaterMark: 1 },
  );
