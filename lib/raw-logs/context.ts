import type { Observable } from 'rxjs';
import type { Decoded } from '../protocol/ordered-json.js';
import type { Params } from '../protocol/params.js';
import type { ClientEvent } from '../transport/events.js';
import type { DownloadRequest, DownloadResponse } from '../transport/http.js';
import type { NormalizedOptions } from '../transport/normalize-options.js';
import type { SecretKeeper } from '../transport/redactor.js';
import type { RowTable } from './csv/row-table.js';
import type { ArchiveCache } from './flow/archive-cache.js';

/** The kinds of raw log that the service keeps. */
export type LogType = 'clicks' | 'conversions' | 'impressions';

/** The parts of a client that raw logs use; one context per client. */
export interface RawLogContext {
  /** Returns the function that calls `RawLog` for one type of log. */
  readonly callFor: (type: LogType) => RawLogCall;
  readonly open: (request: DownloadRequest) => Promise<DownloadResponse>;
  readonly options: Pick<
    NormalizedOptions,
    'networkId' | 'endpoint' | 'retries' | 'retryDelay' | 'maxRetryDelay' | 'timeout'
  >;
  readonly report: (event: ClientEvent) => void;
  /** The secrets of the client's calls, which a listing or the storage may echo. */
  readonly keeper: Pick<SecretKeeper, 'redactor' | 'secrets'>;
  /** Aborts when the client is closed; every download then ends with its reason. */
  readonly closed: AbortSignal;
  /** Returns the table in which CSV is scanned; created on first use. */
  readonly table: () => RowTable;
  /** Archives in memory, for files that are read again. */
  readonly archiveCache: ArchiveCache;
}

/**
 * Calls a method of the service's `RawLog`. The function was created for one type of log and adds its `log_type`. Cold;
 * emits the reply's `data` once.
 */
export type RawLogCall = (method: string, params: Params) => Observable<Decoded>;
