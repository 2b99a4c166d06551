import { defer, type Observable, Subject, takeUntil, throwError, throwIfEmpty, timeout } from 'rxjs';
import { ConnectionError, TimeoutError } from '../errors/network-errors.js';
import { createAuthorize } from './auth/authorize.js';
import { type Authenticator, createAuthenticator } from './auth/credentials.js';
import type { ClientEvent, WaitReason } from './events.js';
import { createDispatchers, type DownloadRequest, type DownloadResponse, openDownload } from './http.js';
import { createLimiter, createUnlimited, type Limiter, withPermit } from './limiter.js';
import { logEvent } from './logger.js';
import type { NormalizedOptions } from './normalize-options.js';
import type { Reply } from './reply.js';
import type { ApiRequest } from './request.js';
import { retryCall } from './retry.js';
import { createSemaphore, type Semaphore } from './semaphore.js';
import { createSender, type Sender } from './sender.js';

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

/** What a call passes on its way out. */
export interface SendOnceParts {
  readonly access: Authenticator;
  readonly gate: Semaphore;
  readonly limiter: Limiter;
  readonly send: Sender;
  readonly report: (event: ClientEvent) => void;
}

/** Sends a call once; once more where its access token was refused. `next` numbers the requests that go out. */
export type SendOnce = (request: ApiRequest, next: () => number) => Observable<Reply>;

/** Makes the attempts of one client: an access token, then a place among the calls in flight, then the limiter's leave. */
export const createSendOnce =
  ({ access, gate, limiter, send, report }: SendOnceParts): SendOnce =>
  (request, next) => {
    const { target, method } = request;
    const waits = (reason: WaitReason) => () => report({ type: 'waiting', target, method, reason });
    let number = 0;
    // The token before the place and the permit: who waits for it holds up nobody.
    return access.authenticate(
      (proof) =>
        gate.pass(
          () => withPermit(limiter, () => send(request, (number = next()), proof()), waits('rate limit')),
          waits('concurrency'),
        ),
      {
        waits: waits('access token'),
        refused: ({ message: reason }) => report({ type: 'retry', target, method, attempt: number, delay: 0, reason }),
      },
    );
  };

/** Ends a call that takes longer than `limit` ms in all; 0 is no limit. */
const within =
  (limit: number, what: string) =>
  (source: Observable<Reply>): Observable<Reply> =>
    limit === 0
      ? source
      : source.pipe(
          timeout({
            first: limit,
            with: () =>
              throwError(() => new TimeoutError(`${what}: no reply within ${limit} ms in all`, 'total', limit)),
          }),
        );

const closedError = (): Error => new ConnectionError('The client is closed', { code: 'CLOSED', unsent: false });

/** Puts the parts together: what lets in → a place among the calls in flight → the limiter → send and read → again, where that is safe. */
export const createTransport = (options: NormalizedOptions): Transport => {
  const { rateLimit, logger, verbosity } = options;
  const dispatchers = createDispatchers(options);
  const limiter = options.limiter ?? (rateLimit ? createLimiter(rateLimit) : createUnlimited());
  const gate = createSemaphore(options.concurrency);
  const events = new Subject<ClientEvent>();
  const closed = new Subject<void>();
  const closing = new AbortController();

  const report = (event: ClientEvent): void => {
    if (logger) logEvent(logger, verbosity, event);
    events.next(event);
  };
  const send = createSender(options, dispatchers.api, report);
  const authorize = createAuthorize(options, dispatchers.api, report);
  // A renewal may be for other clients too: they hear that this one was closed, and ask for themselves.
  const access = createAuthenticator(options.credentials, (integrator) =>
    authorize(integrator).pipe(takeUntil(closed), throwIfEmpty(closedError)),
  );

  const attempt = createSendOnce({ access, gate, limiter, send, report });

  const call = (request: ApiRequest): Observable<Reply> => {
    const { target, method, kind } = request;
    let attempts = 0;
    return defer(() => attempt(request, () => ++attempts)).pipe(
      retryCall({
        ...options,
        kind,
        divisible: request.divisible,
        refused: (error) => {
          const delay = limiter.onRateLimited(error);
          report({ type: 'paused', delay, facts: error });
          return delay;
        },
        onRetry: (failed, delay, error) =>
          report({ type: 'retry', target, method, attempt: failed, delay, reason: error.message }),
      }),
      within(options.timeout.total, `${target}.${method}`),
      takeUntil(closed),
      throwIfEmpty(closedError),
    );
  };

  return {
    send: (request) => defer(() => (closing.signal.aborted ? throwError(closedError) : call(request))),
    open: (request) =>
      closing.signal.aborted
        ? Promise.reject(closedError())
        : openDownload(request, dispatchers.downloads, options.timeout),
    report,
    closed: closing.signal,
    limiter,
    events$: events.asObservable(),
    close: async () => {
      closing.abort(closedError());
      closed.next();
      events.complete();
      await dispatchers.close();
    },
  };
};
