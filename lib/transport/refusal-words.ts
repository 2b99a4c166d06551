import { type ApiErrorItem, AuthenticationError, type RateLimitFacts } from '../errors/api-errors.js';
import { errorOfText } from '../protocol/envelope.js';
import type { Pair } from '../protocol/params.js';

/*
 * The API has no error codes for a rate limit or for credentials it does not accept: only the words tell. Some were seen
 * in recorded replies; the others, marked `@experimental`, are known from documentation and other clients alone.
 */

/** Seen in recorded replies. */
const RECORDED = {
  rateLimit: /API usage exceeded rate limit/i,
  authentication: /Network id is not valid/i,
};

/** What is said of a thing, before or after it, on the same line. */
const about = (things: string, words: string): RegExp =>
  new RegExp(String.raw`\b(?:${things})\b.{0,80}\b(?:${words})\b|\b(?:${words})\b.{0,40}\b(?:${things})\b`, 'i');

const BAD = [
  ...['invalid', 'not valid', 'expired', 'revoked', 'disabled', 'inactive', 'deleted', 'unknown', 'not recogni[sz]ed'],
  ...['wrong', 'incorrect', 'bad', 'missing', 'rejected', 'does not exist', 'not found', 'not accepted', 'required'],
].join('|');

/**
 * Never seen in a reply.
 *
 * - `rateLimit`: from TUNE's documentation.
 * - `authentication`: words that other clients look for.
 * - `accessToken`: how the integrator API refuses an access token is not documented. "JWT is not valid or missing" is known
 *   from reports of users, with which status is not; the other words are those for a network token, which it is assumed to
 *   share.
 * - `key`: words about the key of the caller, in a reply whose status does not say that it is about credentials.
 * - `token`: words about a token, where the status or other words say so.
 * - `caller`: words about an address or a missing permission, which another token may not change.
 *
 * @experimental
 */
const UNVERIFIED = {
  rateLimit: /exceeded API rate limit/i,
  authentication: /is not authenticated|is not white-?listed|not authorized to/i,
  accessToken: /not authenticated|JWT is (?:not valid|missing)/i,
  key: about('network ?token|api[ _]?key|access[ _]token', 'invalid|not valid|expired|revoked'),
  token: new RegExp(
    [
      about(String.raw`(?:network ?)?token|api[ _]?key|credentials?`, BAD).source,
      String.raw`\bauthentication (?:failed|error|required)|\bunauthori[sz]ed\b(?! to\b)`,
    ].join('|'),
    'i',
  ),
  caller: /white-?list|\bIP\b|\baddress|permission|privilege|(?:not |un)(?:authori[sz]ed|allowed|permitted) to/i,
};

const AUTHENTICATION = [RECORDED.authentication, UNVERIFIED.authentication, UNVERIFIED.accessToken];

const CONFIGURED = /Configured:\s*(\d+)\s*\/\s*(\d+)s/i;
const USAGE = /Your usage:\s*(\d+)/i;

const textOf = ({ publicMessage, message }: ApiErrorItem): string => `${publicMessage ?? ''} ${message ?? ''}`;

const numberOf = (match: string | undefined, scale = 1): number | undefined =>
  match === undefined ? undefined : Number(match) * scale;

/** The limit as the service states it, or `undefined` when the errors are about something else. */
export const parseRateLimit = (items: readonly ApiErrorItem[]): RateLimitFacts | undefined => {
  const text = items.map(textOf).join('\n');
  if (!RECORDED.rateLimit.test(text) && !UNVERIFIED.rateLimit.test(text)) return undefined;
  const configured = CONFIGURED.exec(text);
  return {
    limit: numberOf(configured?.[1]),
    window: numberOf(configured?.[2], 1000),
    usage: numberOf(USAGE.exec(text)?.[1]),
  };
};

/**
 * Whether the errors are about the credentials or the caller's address, not about the call. A key that is a parameter or a
 * field of the call (`findAffiliateApiKey`) is not that of the caller.
 */
export const isAuthenticationRefusal = (items: readonly ApiErrorItem[], pairs: readonly Pair[]): boolean => {
  const hasKey = pairs.some(([name]) => /api_?key|token/i.test(name));
  return items.some((item) => {
    const text = textOf(item);
    if (AUTHENTICATION.some((words) => words.test(text))) return true;
    return !hasKey && item.attributeName === undefined && UNVERIFIED.key.test(text);
  });
};

/**
 * Whether a call failed because of its token, not because of its network, its address or its parameters. A status 403 without
 * words about the token may mean any of them.
 *
 * @experimental No refusal of an access token was ever seen.
 */
export const isTokenRefusal = (error: unknown): error is AuthenticationError => {
  if (!(error instanceof AuthenticationError)) return false;
  const { status, message } = error;
  if (status === 401 || UNVERIFIED.accessToken.test(message)) return true;
  return UNVERIFIED.token.test(message) && !UNVERIFIED.caller.test(message);
};

/**
 * The error in a body that is no reply of the API, since it may come from a gateway before it. Only words about an access
 * token are searched for: they make the difference between a call that fails and one that is repeated with a new token.
 *
 * @experimental No refusal of an access token was ever seen.
 */
export const parseTokenRefusal = (body: string): ApiErrorItem[] => {
  const words = /JWT is (?:not valid(?: or missing)?|missing)/i.exec(body.slice(0, GATEWAY_LENGTH))?.[0];
  return words === undefined ? [] : [errorOfText(words)];
};

/** The error of a gateway is short. A long body that holds the words is about something else. */
const GATEWAY_LENGTH = 1_000;
