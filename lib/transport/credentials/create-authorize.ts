import { catchError, defer, map, tap, throwError } from 'rxjs';
import type { Dispatcher } from 'undici';
import type { Pair } from '../../protocol/pair.js';
import type { HttpCall } from '../build-request.js';
import type { ClientEvent } from '../client-event.js';
import { exchange } from '../exchange.js';
import { mapError } from '../map-error.js';
import type { NormalizedOptions } from '../normalize-options.js';
import { createRedactor } from '../redactor.js';
import { retryCall } from '../retry-call.js';
import { AUTHORIZE } from './authorize-name.js';
import type { Authorize, CheckedIntegrator } from './integrator.js';
import { readGrant } from './read-grant.js';

/** Largest reply with a token that is accepted, bytes. */
const MAX_BYTES = 65_536;

type Way = Pick<NormalizedOptions, 'timeout' | 'retries' | 'retryDelay' | 'maxRetryDelay'>;

const request = ({ clientId, clientSecret, audience, authorizeEndpoint }: CheckedIntegrator): HttpCall => ({
  verb: 'POST',
  url: authorizeEndpoint,
  headers: { accept: 'application/json', 'accept-encoding': 'gzip', 'content-type': 'application/json' },
  body: JSON.stringify({ client_id: clientId, client_secret: clientSecret, audience }),
});

/**
 * Makes what asks for access tokens over the connections of one client. Passes no limiter, since it is no call of the API;
 * repeated like a read, since a token that got lost harms nobody.
 */
export const createAuthorize =
  (options: Way, dispatcher: Dispatcher, report: (event: ClientEvent) => void): Authorize =>
  (credentials) => {
    const redactor = createRedactor([credentials.clientSecret]);
    const call = request(credentials);
    const params: Pair[] = [
      ['client_id', credentials.clientId],
      ['audience', credentials.audience],
    ];
    const name = `${AUTHORIZE.target}.${AUTHORIZE.method}`;
    let attempts = 0;

    return defer(() => {
      const started = performance.now();
      report({ type: 'request', ...AUTHORIZE, attempt: ++attempts, verb: call.verb, params: redactor.pairs(params) });
      return exchange(call, undefined, { dispatcher, timeout: options.timeout, maxReplyBytes: MAX_BYTES }).pipe(
        catchError((error: unknown) => throwError(() => mapError(error, name, options.timeout, redactor.text))),
        tap(({ status, headers, text }) =>
          report({
            type: 'reply',
            ...AUTHORIZE,
            status,
            duration: Math.round(performance.now() - started),
            requestId: headers['x-request-id']?.toString(),
            body: () => redactor.text(text),
          }),
        ),
      );
    }).pipe(
      map((reply) => readGrant(reply, redactor)),
      retryCall({
        ...options,
        kind: 'read',
        refused: () => 0,
        onRetry: (attempt, delay, error) =>
          report({ type: 'retry', ...AUTHORIZE, attempt, delay, reason: error.message }),
      }),
    );
  };
