import type { Observable } from 'rxjs';
import type { ApiRequest } from './api-request.js';
import type { ClientEvent } from './client-event.js';
import type { DownloadRequest, DownloadResponse } from './download.js';
import type { Limiter } from './limiter.js';
import type { Reply } from './reply.js';

/** What carries calls to the service and downloads to the caller. */
export interface Transport {
  /** Cold: waits for the limiter and a free place, sends, reads the whole reply, repeats where that is safe; emits once. */
  send(request: ApiRequest): Observable<Reply>;
  /** Opens one GET outside the API (no token, no limiter, a pool of its own); the caller reads or destroys the body. */
  open(request: DownloadRequest): Promise<DownloadResponse>;
  /** Tells listeners and the logger what happens outside of calls. */
  report(event: ClientEvent): void;
  /** Aborted when the client is closed, with the error for whoever waits for something of it. */
  readonly closed: AbortSignal;
  readonly limiter: Limiter;
  readonly events$: Observable<ClientEvent>;
  close(): Promise<void>;
}
