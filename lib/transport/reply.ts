import {
  type ApiErrorItem,
  AuthenticationError,
  formatApiErrors,
  HasOffersError,
  type HasOffersErrorContext,
  RateLimitError,
} from '../errors/api-errors.js';
import { HttpError, ProtocolError } from '../errors/network-errors.js';
import type { Decoded } from '../protocol/ordered-json.js';
import { type Envelope, errorOfText, parseEnvelope } from '../protocol/envelope.js';
import { parseOrdered } from '../protocol/ordered-json.js';
import type { HttpReply } from './http.js';
import type { Redactor } from './redactor.js';
import { isAuthenticationRefusal, parseRateLimit, parseTokenRefusal } from './refusal-words.js';
import type { ApiRequest } from './request.js';
import { parseRetryAfter } from './retry.js';

/** A successful reply of the API. */
export interface Reply {
  readonly data: Decoded;
}

interface ParseOptions {
  readonly redactor: Redactor;
  readonly maxReplyDepth: number;
  readonly maxReplyValues: number;
}

const EXCERPT_LENGTH = 200;

/** Longer than any secret that begins in an excerpt, also where each of its characters is escaped twice. */
const REDACTED_LENGTH = 65_536;

/** The beginning of a text, redacted before it is cut: a cut secret would not be recognised. */
export const excerptOf = (text: string, redactor: Redactor): string =>
  redactor.text(text.slice(0, REDACTED_LENGTH)).slice(0, EXCERPT_LENGTH);

/** `X-Request-Id`, redacted. */
export const requestIdOf = (headers: HttpReply['headers'], redactor: Redactor): string | undefined => {
  const id = headers['x-request-id']?.toString();
  return id === undefined ? undefined : redactor.text(id);
};

/** What the kind of an error depends on besides its words. */
interface RefusedCall {
  readonly status: number;
  readonly retryAfter?: number | undefined;
  readonly pairs: ApiRequest['pairs'];
}

const errorOfItems = (
  items: readonly ApiErrorItem[],
  { status, retryAfter, pairs }: RefusedCall,
  context: HasOffersErrorContext,
): HasOffersError => {
  const facts = parseRateLimit(items);
  if (facts || status === 429) return new RateLimitError(items, { ...facts, retryAfter }, context);
  if (status === 401 || status === 403 || isAuthenticationRefusal(items, pairs))
    return new AuthenticationError(items, status, context);
  return new HasOffersError(items, context);
};

/** The errors of a refused call; the message of the whole reply too, where no error has a public one. */
const wordsOf = ({ items, errorMessage }: Envelope & { readonly ok: false }): readonly ApiErrorItem[] => {
  const isKnown = items.some(
    ({ publicMessage, message }) => publicMessage !== undefined || message?.includes(errorMessage ?? ''),
  );
  return errorMessage === undefined || isKnown ? items : [...items, errorOfText(errorMessage)];
};

/** The errors in the body of a reply whose status says that it failed; few if the body is not a reply of the API. */
const itemsOf = (text: string, parse: (text: string) => Envelope): readonly ApiErrorItem[] => {
  try {
    const envelope = parse(text);
    return envelope.ok ? [] : wordsOf(envelope);
  } catch {
    return parseTokenRefusal(text);
  }
};

/**
 * Parses a reply of the API. The caller redacts the errors that it throws: of their texts only excerpts, which are cut, and
 * the id of the request are redacted here.
 *
 * @throws HasOffersError when the API refuses the call, HttpError for a status other than success, ProtocolError for a
 * body that is not a reply of the API.
 */
export const parseReply = (
  { status, headers, text }: HttpReply,
  { target, method, pairs, accept }: ApiRequest,
  { redactor, maxReplyDepth: maxDepth, maxReplyValues: maxValues }: ParseOptions,
): Reply => {
  const name = `${target}.${method}`;
  const contextOf = (): HasOffersErrorContext => ({ target, method, requestId: requestIdOf(headers, redactor) });
  const parse = (body: string): Envelope => parseEnvelope(parseOrdered(body, { maxDepth, maxValues }));

  const httpFailure = (): Error => {
    const retryAfter = parseRetryAfter(headers['retry-after'], Date.now());
    const wait = retryAfter === undefined ? '' : `; Retry-After asks for ${retryAfter} ms`;
    const message = `${name}: HTTP ${status}${wait}`;
    const items = itemsOf(text, parse);
    const isRefusal =
      [401, 403, 429].includes(status) || parseRateLimit(items) || isAuthenticationRefusal(items, pairs);
    if (!isRefusal) {
      const words = items.length === 0 ? '' : `: ${formatApiErrors(items)}`;
      const details = { retryAfter, excerpt: excerptOf(text, redactor) || undefined, errors: items };
      return new HttpError(message + words, status, details);
    }
    return errorOfItems(items.length > 0 ? items : [errorOfText(message)], { status, retryAfter, pairs }, contextOf());
  };

  const envelopeOf = (): Envelope => {
    try {
      return parse(text);
    } catch (error) {
      const items = parseTokenRefusal(text);
      if (items.length > 0) throw errorOfItems(items, { status, pairs }, contextOf());
      const reason = error instanceof Error ? error.message : 'unreadable';
      const passing = error instanceof ProtocolError && error.passing;
      throw new ProtocolError(`${name}: ${reason}`, { excerpt: excerptOf(text, redactor), passing });
    }
  };

  if (status < 200 || status > 299) throw httpFailure();
  const envelope = envelopeOf();
  if (envelope.ok) {
    accept?.(envelope.data);
    return { data: envelope.data };
  }
  throw errorOfItems(wordsOf(envelope), { status, pairs }, contextOf());
};
