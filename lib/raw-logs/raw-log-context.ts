import type { ClientEvent } from '../transport/client-event.js';
import type { DownloadRequest, DownloadResponse } from '../transport/download.js';
import type { NormalizedOptions } from '../transport/normalize-options.js';
import type { RowTable } from './csv/row-table.js';
import type { KeptFiles } from './flow/kept-files.js';
import type { RawLogCall } from './listing/raw-log-call.js';
import type { LogType } from './log-type.js';

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
  readonly kept: KeptFiles;
}
