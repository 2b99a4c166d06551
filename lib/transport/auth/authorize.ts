import { catchError, defer, map, tap, throwError } from 'rxjs';
import type { Dispatcher } from 'undici';
import type { Pair } from '../../protocol/params.js';
import type { ClientEvent } from '../events.js';
import { exchange, type HttpCall } from '../http.js';
import { mapError } from '../map-error.js';
import type { NormalizedOptions } from '../normalize-options.js';
import type { SecretKeeper } from '../redactor.js';
import { requestIdOf } from '../reply.js';
import { retryCall } from '../retry.js';
import type { RetryQuota } from '../retry.js';
import { AUTHORIZE, parseGrant } from './grant.js';
import type { Authorize, CheckedIntegrator } from './integrator.js';

/** Largest accepted reply, bytes. */
const MAX_BYTES = 65_536;

type AuthorizeOptions = Pick<NormalizedOptions, 'timeout' | 'retries' | 'retryDelay' | 'maxRetryDelay'>;

const authorizeRequest = ({ clientId, clientSecret, audience, authorizeEndpoint }: CheckedIntegrator): HttpCall => ({
  verb: 'POST',
  url: authorizeEndpoint,
  headers: { accept: 'application/json', 'accept-encoding': 'gzip', 'content-type': 'application/json' },
  body: JSON.stringify({ client_id: clientId, client_secret: clientSecret, audience }),
});

/**
 * Creates the function that requests access tokens over the connections of one client. It is not a call of the API, so it
 * bypasses the limiter. It is retried like a read, since a token that gets lost does no harm.
 */
export const createAuthorize =
  (
    options: AuthorizeOptions,
    dispatcher: Dispatcher,
    report: (event: ClientEvent) => void,
    quota: RetryQuota,
    keeper: SecretKeeper,
  ): Authorize =>
  (credentials) => {
    const limits = { ...options.timeout, minRate: 0 };
    const redactor = keeper.redactorOf([credentials.clientSecret]);
    const call = authorizeRequest(credentials);
    const params: Pair[] = [
      ['client_id', credentials.clientId],
      ['audience', credentials.audience],
    ];
    const name = `${AUTHORIZE.target}.${AUTHORIZE.method}`;
    let attempts = 0;

    return defer(() => {
      const started = performance.now();
      report({ type: 'request', ...AUTHORIZE, attempt: ++attempts, verb: call.verb, params: redactor.pairs(params) });
      return exchange(call, undefined, { dispatcher, limits, maxReplyBytes: MAX_BYTES }).pipe(
        catchError((error: unknown) => throwError(() => mapError(error, name, options.timeout, redactor.text))),
        tap(({ status, headers, text }) =>
          report({
            type: 'reply',
            ...AUTHORIZE,
            status,
            duration: Math.round(performance.now() - started),
            requestId: requestIdOf(headers, redactor),
            body: () => redactor.text(text),
          }),
        ),
      );
    }).pipe(
      map((reply) => parseGrant(reply, redactor)),
      catchError((error: unknown) => throwError(() => redactor.error(error))),
      retryCall({
        ...options,
        kind: 'read',
        onRateLimited: () => 0,
        quota,
        onWithheld: (attempt, error) =>
          report({ type: 'retry withheld', ...AUTHORIZE, attempt, reason: error.message }),
        onRetry: (attempt, delay, error) =>
          report({ type: 'retry', ...AUTHORIZE, attempt, delay, reason: error.message }),
      }),
    );
  };
