import type { Observable } from 'rxjs';
import type { Decoded } from '../protocol/decoded.js';
import type { Params } from '../protocol/params.js';
import type { ClientEvent } from '../transport/events.js';
import type { DownloadRequest, DownloadResponse } from '../transport/http.js';
import type { NormalizedOptions } from '../transport/normalize-options.js';
import type { RowTable } from './csv/row-table.js';
import type { ArchiveCache } from './flow/archive-cache.js';

/** The kinds of raw log that the service keeps. */
export type LogType = 'clicks' | 'conversions' | 'impressions';

/** What raw logs need of their client; one for each client. */
export interface RawLogContext {
  /** The service's `RawLog`, for one type of log. */
  readonly callFor: (type: LogType) => RawLogCall;
  readonly open: (request: DownloadRequest) => Promise<DownloadResponse>;
  readonly options: Pick<NormalizedOptions, 'retries' | 'retryDelay' | 'maxRetryDelay' | 'timeout'>;
  readonly report: (event: ClientEvent) => void;
  /** Ends every download, with its reason, when the client is closed. */
  readonly closed: AbortSignal;
  /** Where CSV is scanned; made when it is first asked for. */
  readonly table: () => RowTable;
  /** Compressed files kept for a second reading. */
  readonly kept: ArchiveCache;
}

/**
 * Calls a method of the service's `RawLog` for one type of log, whose `log_type` is added by whoever makes the function.
 * Cold; emits the reply's `data` once.
 */
export type RawLogCall = (method: string, params: Params) => Observable<Decoded>;
