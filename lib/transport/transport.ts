import {
  defer,
  finalize,
  map,
  merge,
  type Observable,
  Subject,
  take,
  takeUntil,
  tap,
  throwError,
  throwIfEmpty,
} from 'rxjs';
import type { RateLimitError } from '../errors/api-errors.js';
import { ConnectionError, TimeoutError } from '../errors/network-errors.js';
import { type Authenticator, type AuthParams, createAuthenticator } from './auth/authenticator.js';
import { createAuthorize } from './auth/authorize.js';
import type { ClientEvent, WaitReason } from './events.js';
import { createDispatchers } from './dispatchers.js';
import { type DownloadRequest, type DownloadResponse, openDownload } from './http.js';
import { createLimiter, createUnlimited, type Limiter, withPermit } from './limiter.js';
import { logEvent } from './logger.js';
import { longTimer } from './long-timer.js';
import type { NormalizedOptions } from './normalize-options.js';
import type { Reply } from './reply.js';
import { createSecretKeeper, type SecretKeeper } from './redactor.js';
import { type ApiRequest, checkReserved, createSender, type Sender } from './request.js';
import { createRetryQuota, retryCall, type RetryPolicy, type RetryQuota } from './retry.js';
import { createSemaphore, type Semaphore } from './semaphore.js';
import { createUploads, isRepeatable } from './upload.js';

/** Sends the calls of one client to the service, and opens its downloads. */
export interface Transport {
  /**
   * Cold: waits for an access token, a free place among the calls in flight and the limiter; sends the call; repeats it
   * where that is safe. Emits the reply and completes. Unsubscribing cancels whatever it is doing.
   */
  send(request: ApiRequest): Observable<Reply>;
  /** Opens one GET outside the API, without token or limiter and in its own pool. The caller reads or destroys the body. */
  open(request: DownloadRequest): Promise<DownloadResponse>;
  /** Emits an event that is not about a call, redacted, and logs it. */
  report(event: ClientEvent): void;
  /** The secrets that calls were sent with. */
  readonly keeper: SecretKeeper;
  /** Aborted when the client is closed, with the error that pending work should end with. */
  readonly closed: AbortSignal;
  readonly limiter: Limiter;
  readonly events$: Observable<ClientEvent>;
  close(): Promise<void>;
}

/** The stages that a call passes. */
interface SendOnceParts {
  readonly authenticator: Authenticator;
  readonly semaphore: Semaphore;
  readonly limiter: Limiter;
  readonly send: Sender;
  readonly report: (event: ClientEvent) => void;
}

/** Counts the requests of one call. */
interface Attempts {
  /** Number of the latest, from 1; 0 before the first. */
  latest: number;
  /** Whether the latest may have reached the service, and the answer has not. */
  pending: boolean;
}

/** Whether a call can be sent again: all but uploads of a stream, which can be read once. */
const canRepeat = ({ upload }: ApiRequest): boolean => upload === undefined || isRepeatable(upload);

/** Sends a call once, and once more if its access token is refused. */
type SendOnce = (request: ApiRequest, attempts: Attempts) => Observable<Reply>;

/** The stages in order: access token, place among the calls in flight, limiter, send. */
const createSendOnce =
  ({ authenticator, semaphore, limiter, send, report }: SendOnceParts): SendOnce =>
  (request, attempts) => {
    const { target, method } = request;
    const reportWait = (reason: WaitReason) => () => report({ type: 'waiting', target, method, reason });
    const answered = (): void => void (attempts.pending = false);
    const sendNext = (params: AuthParams) => {
      attempts.pending = true;
      return send(request, ++attempts.latest, params).pipe(tap({ error: answered, complete: answered }));
    };
    // The token comes first: a call that waits for one must not occupy a place or a permit.
    return authenticator.authenticate(
      (params) =>
        semaphore.run(
          () => withPermit(limiter, () => sendNext(params()), reportWait('rate limit')),
          reportWait('concurrency'),
        ),
      {
        onWait: reportWait('access token'),
        repeatable: canRepeat(request),
        onRefused: ({ message: reason }) =>
          report({ type: 'retry', target, method, attempt: attempts.latest, delay: 0, reason }),
      },
    );
  };

/** Ends a call that takes longer than `limit` ms in total; 0 means no limit. */
const totalTimeout =
  (limit: number, name: string) =>
  (source: Observable<Reply>): Observable<Reply> =>
    limit === 0
      ? source
      : merge(
          source,
          longTimer(limit).pipe(
            map(() => {
              throw new TimeoutError(`${name}: no reply within ${limit} ms in total`, 'total', limit);
            }),
          ),
        ).pipe(take(1));

/** What retries depend on. */
interface RetryParts {
  readonly options: NormalizedOptions;
  readonly limiter: Limiter;
  readonly report: (event: ClientEvent) => void;
}

/** The events of one client, which are logged too. */
const createEvents = ({ logger, verbosity }: NormalizedOptions, keeper: SecretKeeper) => {
  const events = new Subject<ClientEvent>();
  const emit = (event: ClientEvent): void => {
    if (logger) logEvent(logger, verbosity, event);
    events.next(event);
  };
  /** Emits an event that takes time to make: redacting it does. */
  const emitIfHeard = (make: () => ClientEvent): void => {
    if (logger || events.observed) emit(make());
  };
  // Names of files and other texts of replies may hold a secret; the events of calls are redacted where they arise.
  return { events, emit, emitIfHeard, report: (event: ClientEvent): void => emit(keeper.redactor.value(event)) };
};

/** Creates the function that says how a call is retried. All calls of a client share one quota. */
const createRetryPolicy = ({ options, limiter, report }: RetryParts, quota: RetryQuota) => {
  const onRateLimited = (error: RateLimitError): number => {
    const delay = limiter.onRateLimited(error);
    if (delay <= options.maxRateLimitDelay) report({ type: 'paused', delay, facts: error });
    return delay;
  };
  return (request: ApiRequest): RetryPolicy => {
    const { target, method, kind, divisible } = request;
    return {
      ...options,
      ...{ kind, divisible, quota, onRateLimited },
      retries: canRepeat(request) ? options.retries : 0,
      onRetry: (attempt, delay, { message: reason }) =>
        report({ type: 'retry', target, method, attempt, delay, reason }),
      onWithheld: (attempt, { message: reason }) => report({ type: 'retry withheld', target, method, attempt, reason }),
    };
  };
};

const closedError = (unsent: boolean): Error => new ConnectionError('The client is closed', { code: 'CLOSED', unsent });

const closedUnsent = (): Error => closedError(true);

/** Creates the transport of one client. */
export const createTransport = (options: NormalizedOptions): Transport => {
  const { rateLimit, maxRateLimitDelay } = options;
  const dispatchers = createDispatchers(options);
  // A download may take any time, as long as it gets on.
  const downloadLimits = { ...options.timeout, attempt: 0, minRate: options.minTransferRate };
  const limiter =
    options.limiter ?? (rateLimit ? createLimiter(rateLimit, { longestPause: maxRateLimitDelay }) : createUnlimited());
  const semaphore = createSemaphore(options.concurrency);
  const quota = createRetryQuota(options.retryQuota);
  const keeper = createSecretKeeper();
  const closed = new Subject<void>();
  const closing = new AbortController();

  const { emit, emitIfHeard, report, events } = createEvents(options, keeper);
  const uploads = createUploads();
  const send = createSender(options, dispatchers.api, { report: emitIfHeard, keeper, uploads });
  const authorize = createAuthorize(options, dispatchers.api, emit, quota, keeper);
  // Other clients may share a renewal: they see that this one was closed, and renew it over their own connections.
  const authenticator = createAuthenticator(options.credentials, (integrator) =>
    authorize(integrator).pipe(takeUntil(closed), throwIfEmpty(closedUnsent)),
  );
  const retryPolicy = createRetryPolicy({ options, limiter, report: emit }, quota);
  const sendOnce = createSendOnce({ authenticator, semaphore, limiter, send, report: emit });

  const call = (request: ApiRequest): Observable<Reply> => {
    const { target, method } = request;
    const attempts: Attempts = { latest: 0, pending: false };
    checkReserved(request);
    if (request.upload) uploads.expect(request.upload);
    return defer(() => sendOnce(request, attempts)).pipe(
      retryCall(retryPolicy(request)),
      totalTimeout(options.timeout.total, `${target}.${method}`),
      takeUntil(closed),
      throwIfEmpty(() => closedError(!attempts.pending)),
      finalize(() => {
        if (request.upload) uploads.discard(request.upload);
      }),
    );
  };

  return {
    send: (request) => defer(() => (closing.signal.aborted ? throwError(closedUnsent) : call(request))),
    open: (request) =>
      closing.signal.aborted
        ? Promise.reject(closedUnsent())
        : openDownload(request, dispatchers.downloads, downloadLimits),
    report,
    keeper,
    closed: closing.signal,
    limiter,
    events$: events.asObservable(),
    close: async () => {
      closing.abort(closedError(false));
      closed.next();
      events.complete();
      await dispatchers.close();
    },
  };
};
