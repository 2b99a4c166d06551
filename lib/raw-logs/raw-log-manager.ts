import type { Observable } from 'rxjs';
import type { ClickColumn } from '../catalog/log-columns.js';
import type { Stream } from '../streams/stream.js';
import type { LogBatch } from './flow/log-batch.js';
import type { Follow } from './follow/create-follow.js';
import type { LogLists } from './listing/create-log-lists.js';
import type { LogRange } from './listing/log-range.js';
import type { LogFile } from './log-file.js';
import type { FindLogsOptions, RecordOf } from './log-options.js';
import type { LogType } from './log-type.js';

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
