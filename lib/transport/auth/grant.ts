import { AuthenticationError } from '../../errors/api-errors.js';
import { HttpError, ProtocolError } from '../../errors/network-errors.js';
import { type Decoded, getKey, isDecodedObject } from '../../protocol/ordered-json.js';
import { errorOfText } from '../../protocol/envelope.js';
import { parseOrdered } from '../../protocol/ordered-json.js';
import type { CallName } from '../events.js';
import type { HttpReply } from '../http.js';
import type { Redactor } from '../redactor.js';
import { excerptOf, requestIdOf } from '../reply.js';
import { parseRetryAfter } from '../retry.js';
import type { TokenGrant } from './integrator.js';

/** The name of the request for an access token, in events and errors. It is not a call of the API, which has no name for it. */
export const AUTHORIZE = { target: 'Integrator', method: 'authorize' } as const satisfies CallName;

const NAME = `${AUTHORIZE.target}.${AUTHORIZE.method}`;
const MAX_DEPTH = 8;
const MAX_VALUES = 1_000;
const REASON_LENGTH = 200;

/** The lifetime of a token in the documentation, seconds; used if the reply has none. */
const DOCUMENTED_LIFETIME = 86_400;

// The characters of a header value: a token with others would fail where it is sent, with an unrelated error.
const TOKEN = /^[\x21-\x7e]+$/;

/** @throws when the text is not JSON, or not an object. */
const fieldsOf = (text: string): ((name: string) => Decoded | undefined) => {
  const parsed = parseOrdered(text, { maxDepth: MAX_DEPTH, maxValues: MAX_VALUES });
  if (!isDecodedObject(parsed)) throw new TypeError('the reply is not an object');
  return (name) => getKey(parsed, name);
};

const secondsOf = (lifetime: Decoded | undefined): number => {
  if (lifetime === undefined || lifetime === null) return DOCUMENTED_LIFETIME;
  const seconds = typeof lifetime === 'string' && /^\d+$/.test(lifetime) ? Number(lifetime) : lifetime;
  if (typeof seconds === 'number' && seconds > 0) return seconds;
  throw new TypeError('expires_in should be a number of seconds greater than 0');
};

const grantOf = (text: string): TokenGrant => {
  const get = fieldsOf(text);
  const [token, type] = [get('access_token'), get('token_type') ?? 'Bearer'];
  if (typeof token !== 'string' || !TOKEN.test(token)) throw new TypeError('the reply has no access_token');
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') throw new TypeError('token_type should be Bearer');
  return { token, lifetime: secondsOf(get('expires_in')) * 1000 };
};

/** The reason of a refusal under one of its names in OAuth, or an empty string. Redacted before it is cut. */
const reasonOf = (text: string, redactor: Redactor): string => {
  try {
    const get = fieldsOf(text);
    const reason = get('error_description') ?? get('error') ?? get('message');
    return typeof reason === 'string' && reason !== '' ? `: ${redactor.text(reason).slice(0, REASON_LENGTH)}` : '';
  } catch {
    return '';
  }
};

const failureOf = ({ status, headers, text }: HttpReply, redactor: Redactor, excerpt: string): Error => {
  const retryAfter = parseRetryAfter(headers['retry-after'], Date.now());
  const wait = retryAfter === undefined ? '' : `; Retry-After asks for ${retryAfter} ms`;
  const message = `${NAME}: HTTP ${status}${wait}${reasonOf(text, redactor)}`;
  if (status !== 401 && status !== 403) return new HttpError(message, status, { retryAfter, excerpt });
  const requestId = requestIdOf(headers, redactor);
  return new AuthenticationError([errorOfText(message)], status, { ...AUTHORIZE, requestId });
};

/**
 * Parses the reply of the authorize endpoint. The caller redacts the errors that it throws.
 *
 * @experimental TUNE's documentation describes the request and the token, and OAuth the rest; no reply was ever seen.
 * @throws AuthenticationError for HTTP 401 and 403, HttpError for any other status but success, ProtocolError for a reply
 * without a token.
 */
export const parseGrant = (reply: HttpReply, redactor: Redactor): TokenGrant => {
  const excerpt = excerptOf(reply.text, redactor);
  if (reply.status < 200 || reply.status > 299) throw failureOf(reply, redactor, excerpt);
  try {
    return grantOf(reply.text);
  } catch (error) {
    throw new ProtocolError(`${NAME}: ${error instanceof Error ? error.message : 'unreadable'}`, { excerpt });
  }
};
