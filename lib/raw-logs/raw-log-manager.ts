import { map, type Observable } from 'rxjs';
import { CLICK_COLUMNS, type ClickColumn } from '../catalog/generated/log-columns.js';
import { ProtocolError } from '../errors/network-errors.js';
import { type Decoded, entriesOf, isDecodedObject } from '../protocol/decoded.js';
import type { Stream } from '../streams/stream.js';
import type { LogType, RawLogContext } from './context.js';
import { createLogDownload, createLogReader } from './flow/log-reader.js';
import { batchStream, type LogBatch, type LogReading, recordStream } from './flow/read-logs.js';
import { createFollow, type Follow } from './follow/follow.js';
import { createLogLists, type LogLists } from './listing/log-lists.js';
import type { LogRange } from './listing/range.js';
import { LogFile, READER } from './log-file.js';
import type { FindLogsOptions, RecordOf } from './log-options.js';

/** How long the service keeps raw logs, in days; `undefined` for a type it does not name. */
export type LogExpirations = Readonly<Partial<Record<LogType, number>>>;

/** The raw logs of one type. TUNE calls its RawLog deprecated, without naming a successor; see docs/raw-logs.md. */
export interface RawLogManager<Column extends string> extends LogLists<LogFile<Column>> {
  /**
   * Emits every record of a range: files oldest first, records in the order of their file, or interleaved with
   * `ordered: false`. Completes when the last file was checked. `concurrency` files are in flight, one request each; a
   * consumer that does not want more stops the downloads. Unsubscribing closes all of them at once.
   *
   * A broken download goes on where it broke; no record is emitted twice or left out. Errors: `RawLogCorruptError` for a
   * damaged archive or record, `RawLogChangedError`, `RawLogMissingError` for a day that is not listed, and those of
   * downloads and calls; each comes after all records before it.
   *
   * @example
   * ```ts
   * for await (const { offer_id, payout_cents } of api.rawLogs.clicks.findAll('20160909', { fields: ['offer_id', 'payout_cents'] }))
   *   total += Number(payout_cents);
   * ```
   */
  findAll<const Field extends string = Column, const Lazy extends boolean = false>(
    range: LogRange,
    options?: FindLogsOptions<Field, Lazy>,
  ): Stream<RecordOf<Field, Lazy>>;
  /**
   * Emits the same records in arrays as they are parsed, for sinks that insert in bulk. Each carries its `file`; the last
   * of a file, possibly empty, is `complete`: everything in the file was checked by then.
   *
   * @example
   * ```ts
   * for await (const batch of api.rawLogs.clicks.batches('201609')) {
   *   await insert(batch);
   *   if (batch.complete) await commit(batch.file.filename);
   * }
   * ```
   */
  batches<const Field extends string = Column, const Lazy extends boolean = false>(
    range: LogRange,
    options?: FindLogsOptions<Field, Lazy>,
  ): Stream<LogBatch<RecordOf<Field, Lazy>, Column>>;
  /**
   * Emits each new file once, as hours appear, and never completes: see `FollowOptions`. With `records()` or `batches()` of
   * the file, and its `checkpoint` stored in the same transaction, every record is in a database exactly once.
   *
   * @example
   * ```ts
   * for await (const { file, checkpoint } of api.rawLogs.clicks.follow({ since: '20160901', checkpoint: stored }))
   *   await inOneTransaction(file.batches(), checkpoint);
   * ```
   */
  readonly follow: Follow<LogFile<Column>>;
  /** Emits how long the service keeps each type of log, once. The shape of its reply was never seen. */
  getLogExpirations(): Observable<LogExpirations>;
}

/** `api.rawLogs`. Of conversions and impressions no log was ever seen: their columns are whatever the file says. */
export interface RawLogs {
  readonly clicks: RawLogManager<ClickColumn>;
  readonly conversions: RawLogManager<string>;
  readonly impressions: RawLogManager<string>;
}

const TYPES: readonly LogType[] = ['clicks', 'conversions', 'impressions'];

const daysOf = (value: Decoded | undefined): number | undefined => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
};

/** Days per type of log. TUNE documents the method, not its shape: names with days, as numbers or strings, are taken. */
export const parseExpirations = (data: Decoded): LogExpirations => {
  if (!isDecodedObject(data)) throw new ProtocolError('RawLog.getLogExpirations gave no names with days');
  const values = new Map(entriesOf(data));
  const known = TYPES.flatMap((type) => {
    const days = daysOf(values.get(type));
    return days === undefined ? [] : [[type, days] as const];
  });
  return Object.fromEntries(known);
};

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
    getLogExpirations: (): Observable<LogExpirations> => call('getLogExpirations', {}).pipe(map(parseExpirations)),
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
