import { defer, type Observable, Subject, takeUntil, throwError, throwIfEmpty, timeout } from 'rxjs';
import { ConnectionError } from '../errors/connection-error.js';
import { TimeoutError } from '../errors/timeout-error.js';
import type { ApiRequest } from './api-request.js';
import type { ClientEvent } from './client-event.js';
import { createAttempt } from './create-attempt.js';
import { createAccess } from './credentials/create-access.js';
import { createAuthorize } from './credentials/create-authorize.js';
import { createDispatchers } from './dispatchers.js';
import { createGate } from './gate.js';
import { createLimiter, createUnlimited } from './limiter.js';
import { logEvent } from './logger.js';
import type { NormalizedOptions } from './normalize-options.js';
import { openDownload } from './open-download.js';
import type { Reply } from './reply.js';
import { retryCall } from './retry-call.js';
import { createSender } from './sender.js';
import type { Transport } from './transport.js';

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
  const gate = createGate(options.concurrency);
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
  const access = createAccess(options.credentials, (integrator) =>
    authorize(integrator).pipe(takeUntil(closed), throwIfEmpty(closedError)),
  );

  const attempt = createAttempt({ access, gate, limiter, send, report });

  const call = (request: ApiRequest): Observable<Reply> => {
    const { target, method, kind } = request;
    let attempts = 0;
    return defer(() => attempt(request, () => ++attempts)).pipe(
      retryCall({
        ...options,
        kind,
        divisible: request.divisible,
        refused: (error) => {
          const delay = limiter.refused(error);
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
