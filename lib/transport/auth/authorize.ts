import { catchError, defer, map, tap, throwError } from 'rxjs';
import type { Dispatcher } from 'undici';
import { AuthenticationError } from '../../errors/api-errors.js';
import { HttpError, ProtocolError } from '../../errors/network-errors.js';
import { type Decoded, getKey, isDecodedObject } from '../../protocol/decoded.js';
import { parseOrdered } from '../../protocol/ordered-json.js';
import type { Pair } from '../../protocol/params.js';
import type { CallName, ClientEvent } from '../events.js';
import { exchange, type HttpReply } from '../http.js';
import { mapError } from '../map-error.js';
import type { NormalizedOptions } from '../normalize-options.js';
import { createRedactor, type Redactor } from '../redactor.js';
import type { HttpCall } from '../request.js';
import { parseRetryAfter, retryCall } from '../retry.js';
import type { Authorize, CheckedIntegrator, TokenGrant } from './integrator.js';

/** What events and errors call the request for an access token: it is no call of the API, and has no name there. */
export const AUTHORIZE = { target: 'Integrator', method: 'authorize' } as const satisfies CallName;

const WHAT = `${AUTHORIZE.target}.${AUTHORIZE.method}`;
const MAX_DEPTH = 8;
const EXCERPT = 200;
/** The life of a token in the documentation, seconds: for a reply that does not say. */
const DOCUMENTED_LIFE = 86_400;
// What a header may hold: a token with anything else would be refused where it is sent, with an error of its own.
const TOKEN = /^[\x21-\x7e]+$/;

const fields = (text: string): ((name: string) => Decoded | undefined) => {
  const parsed = parseOrdered(text, { maxDepth: MAX_DEPTH });
  if (!isDecodedObject(parsed)) throw new TypeError('The reply is no object');
  return (name) => getKey(parsed, name);
};

const secondsOf = (life: Decoded | undefined): number => {
  if (life === undefined || life === null) return DOCUMENTED_LIFE;
  const seconds = typeof life === 'string' && /^\d+$/.test(life) ? Number(life) : life;
  if (typeof seconds === 'number' && seconds > 0) return seconds;
  throw new TypeError('expires_in should be seconds, more than 0');
};

const grantOf = (text: string): TokenGrant => {
  const get = fields(text);
  const [token, type] = [get('access_token'), get('token_type') ?? 'Bearer'];
  if (typeof token !== 'string' || !TOKEN.test(token)) throw new TypeError('There is no access_token in the reply');
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') throw new TypeError('token_type should be Bearer');
  return { token, lifetime: secondsOf(get('expires_in')) * 1000 };
};

/** The reason as OAuth names it, where the body has one. */
const reasonOf = (text: string): string => {
  try {
    const get = fields(text);
    const reason = get('error_description') ?? get('error') ?? get('message');
    return typeof reason === 'string' && reason !== '' ? `: ${reason.slice(0, EXCERPT)}` : '';
  } catch {
    return '';
  }
};

const failure = ({ status, headers, text }: HttpReply, redactor: Redactor, excerpt: string): Error => {
  const retryAfter = parseRetryAfter(headers['retry-after'], Date.now());
  const wait = retryAfter === undefined ? '' : `; asked to wait ${retryAfter} ms`;
  const message = redactor.text(`${WHAT}: HTTP ${status}${wait}${reasonOf(text)}`);
  if (status !== 401 && status !== 403) return new HttpError(message, status, { retryAfter, excerpt });
  const item = { code: undefined, message: undefined, publicMessage: message, attributeName: undefined };
  return new AuthenticationError([item], status, { ...AUTHORIZE, requestId: headers['x-request-id']?.toString() });
};

/**
 * Reads the reply of the authorize endpoint.
 *
 * @throws AuthenticationError for 401 and 403, HttpError for any other status that is no success, ProtocolError for a
 * reply without a token.
 */
export const parseGrant = (reply: HttpReply, redactor: Redactor): TokenGrant => {
  // What is cut might hold half a secret: first redacted, then cut.
  const excerpt = redactor.text(reply.text.slice(0, EXCERPT * 5)).slice(0, EXCERPT);
  if (reply.status < 200 || reply.status > 299) throw failure(reply, redactor, excerpt);
  try {
    return grantOf(reply.text);
  } catch (error) {
    throw new ProtocolError(`${WHAT}: ${error instanceof Error ? error.message : 'unreadable'}`, { excerpt });
  }
};

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
      map((reply) => parseGrant(reply, redactor)),
      retryCall({
        ...options,
        kind: 'read',
        refused: () => 0,
        onRetry: (attempt, delay, error) =>
          report({ type: 'retry', ...AUTHORIZE, attempt, delay, reason: error.message }),
      }),
    );
  };
