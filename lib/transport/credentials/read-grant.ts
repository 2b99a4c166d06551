import { AuthenticationError } from '../../errors/authentication-error.js';
import { HttpError } from '../../errors/http-error.js';
import { ProtocolError } from '../../errors/protocol-error.js';
import type { Decoded } from '../../protocol/decoded.js';
import { getKey, isDecodedObject } from '../../protocol/entries-of.js';
import { parseOrdered } from '../../protocol/parse-ordered.js';
import type { HttpReply } from '../exchange.js';
import type { Redactor } from '../redactor.js';
import { parseRetryAfter } from '../retry-timing.js';
import { AUTHORIZE } from './authorize-name.js';
import type { TokenGrant } from './integrator.js';

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
export const readGrant = (reply: HttpReply, redactor: Redactor): TokenGrant => {
  // What is cut might hold half a secret: first redacted, then cut.
  const excerpt = redactor.text(reply.text.slice(0, EXCERPT * 5)).slice(0, EXCERPT);
  if (reply.status < 200 || reply.status > 299) throw failure(reply, redactor, excerpt);
  try {
    return grantOf(reply.text);
  } catch (error) {
    throw new ProtocolError(`${WHAT}: ${error instanceof Error ? error.message : 'unreadable'}`, { excerpt });
  }
};
