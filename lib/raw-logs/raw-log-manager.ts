import { map, type Observable } from 'rxjs';
import { CLICK_COLUMNS, type ClickColumn } from '../catalog/generated/log-columns.js';
import { ProtocolError } from '../errors/network-errors.js';
import { type Decoded, entriesOf, isDecodedObject } from '../protocol/ordered-json.js';
import { namingMethods } from '../protocol/named.js';
import type { Params } from '../protocol/params.js';
import type { Stream } from '../streams/stream.js';
import type { NormalizedOptions } from '../transport/normalize-options.js';
import type { Transport } from '../transport/transport.js';
import type { LogType, RawLogContext } from './context.js';
import { BLOCK, MAX_RECORD_BYTES } from './csv/pending-bytes.js';
import { createRowTable } from './csv/row-table.js';
import { createArchiveCache } from './flow/archive-cache.js';
import { createLogDownload, createLogReader } from './flow/log-reader.js';
import { batchStream, type LogBatch, type LogReading, recordStream } from './flow/read-logs.js';
import { createFollow, type Follow } from './follow/follow.js';
import { createLogLists, type LogLists } from './listing/log-lists.js';
import type { LogRange } from './listing/range.js';
import { LogFile, READER } from './log-file.js';
import type { FindLogsOptions, LogCall, RecordOf, UnlistedFields } from './log-options.js';

/** Days for which the service keeps each type of raw log; `undefined` for a type that its reply does not name. */
export type LogExpirations = Readonly<Partial<Record<LogType, number>>>;

/** The raw logs of one type. TUNE has deprecated RawLog without naming a replacement; see docs/raw-logs.md. */
export interface RawLogManager<Column extends string> extends LogLists<LogFile<Column>> {
  /**
   * Emits every record of a range, oldest file first and in the order of each file; with `ordered: false`, records of several
   * files are interleaved. Completes when the last file has been verified. `concurrency` files are in flight, with one
   * request each; when the consumer stops pulling, the downloads stop too. Unsubscribing closes them all at once.
   *
   * A broken download resumes where it broke; no record is repeated or lost. Errors: `RawLogCorruptError` for a damaged
   * archive or record, `RawLogChangedError`, `RawLogMissingError` for a day that is not listed, and the errors of downloads
   * and calls. An error comes after all records before it.
   *
   * @example
   * ```ts
   * for await (const { offer_id, payout_cents } of api.rawLogs.clicks.findAll('20160909', { fields: ['offer_id', 'payout_cents'] }))
   *   total += Number(payout_cents);
   * ```
   */
  findAll<const Field extends string = Column, const Lazy extends boolean = false>(
    range: LogRange,
    options?: FindLogsOptions<Field, Lazy> & UnlistedFields<Field, Column>,
  ): Stream<RecordOf<Field, Lazy>>;
  /**
   * Emits the same records in arrays as they are parsed, for bulk inserts. Each array has its `file`; the last one of a file,
   * possibly empty, is `complete`: everything in the file has been verified.
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
    options?: FindLogsOptions<Field, Lazy> & UnlistedFields<Field, Column>,
  ): Stream<LogBatch<RecordOf<Field, Lazy>, Column>>;
  /**
   * Emits each new file once, as the service lists it, and never completes; see `FollowOptions`. Store the file's records and
   * its `checkpoint` in one transaction to have every record in the database exactly once.
   *
   * @example
   * ```ts
   * for await (const { file, checkpoint } of api.rawLogs.clicks.follow({ since: '20160901', checkpoint: stored }))
   *   await inOneTransaction(file.batches(), checkpoint);
   * ```
   */
  readonly follow: Follow<LogFile<Column>>;
  /**
   * Emits once, then completes: the days for which the service keeps each type of log. TUNE documents the method, but not the
   * shape of its reply, and it has not been seen in a recorded reply.
   *
   * @experimental
   */
  getLogExpirations(): Observable<LogExpirations>;
}

/** `api.rawLogs`. Only click logs were recorded; the columns of conversions and impressions are those of each file's header. */
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

/**
 * Parses the reply of `getLogExpirations`. Its shape has not been seen on the wire: an object of type names with days, as
 * numbers or numeric strings, is accepted.
 *
 * @experimental
 */
const parseExpirations = (data: Decoded): LogExpirations => {
  if (!isDecodedObject(data)) throw new ProtocolError('RawLog.getLogExpirations gave no object of days per type');
  const values = new Map(entriesOf(data));
  const expirations = TYPES.flatMap((type) => {
    const days = daysOf(values.get(type));
    return days === undefined ? [] : [[type, days] as const];
  });
  return Object.fromEntries(expirations);
};

/** Creates the manager of one type of log. A file may lack `known` columns, which the catalog lists. */
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
    (error) => context.keeper.redactor.error(error),
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
  const findCall = (method: string): LogCall => ({ name: `rawLogs.${type}.${method}`, takes: 'find', known });
  const { report } = context;
  const follow = createFollow(
    lists,
    { networkId: context.options.networkId, type },
    {
      onFault: ({ message }) => report({ type: 'listing failed', log: type, reason: message }),
      onReport: (seen) => report({ type: `file ${seen.type}`, file: seen.filename }),
    },
  );
  const manager = {
    ...lists,
    follow,
    findAll: (range: LogRange, options?: FindLogsOptions) =>
      recordStream(findCall('findAll'), options, reading(range, options)),
    batches: (range: LogRange, options?: FindLogsOptions) =>
      batchStream(findCall('batches'), options, reading(range, options)),
    getLogExpirations: (): Observable<LogExpirations> => call('getLogExpirations', {}).pipe(map(parseExpirations)),
  };
  // The types of the generic methods derive the columns from the options, which an implementation cannot express.
  return namingMethods(manager) as unknown as RawLogManager<Column>;
};

const lazily = <T>(create: () => T): (() => T) => {
  let created: T | undefined;
  return () => (created ??= create());
};

/**
 * Creates `api.rawLogs`, the one part of a client that also opens links outside the API. `callForData` calls a method of
 * the service's `RawLog`.
 */
export const createRawLogs = (
  callForData: (method: string, params: Params) => Observable<Decoded>,
  { open, report, keeper, closed }: Pick<Transport, 'open' | 'report' | 'keeper' | 'closed'>,
  options: NormalizedOptions,
): RawLogs => {
  const context: RawLogContext = {
    callFor: (type) => (method, params) => callForData(method, { log_type: type, ...params }),
    open,
    report,
    keeper,
    closed,
    options,
    table: lazily(() => createRowTable(MAX_RECORD_BYTES + BLOCK)),
    archiveCache: createArchiveCache(options.keepLogBytes),
  };
  return {
    clicks: createManager<ClickColumn>(context, 'clicks', CLICK_COLUMNS),
    conversions: createManager<string>(context, 'conversions', []),
    impressions: createManager<string>(context, 'impressions', []),
  };
};
