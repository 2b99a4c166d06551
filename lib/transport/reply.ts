import {
  type ApiErrorItem,
  AuthenticationError,
  HasOffersError,
  type HasOffersErrorContext,
  RateLimitError,
} from '../errors/api-errors.js';
import { HttpError, ProtocolError } from '../errors/network-errors.js';
import type { Decoded } from '../protocol/decoded.js';
import { type Envelope, isAuthenticationRefusal, parseEnvelope, parseRateLimit } from '../protocol/envelope.js';
import { parseOrdered } from '../protocol/ordered-json.js';
import type { HttpReply } from './http.js';
import type { Redactor } from './redactor.js';
import type { ApiRequest } from './request.js';
import { parseRetryAfter } from './retry.js';

/** A successful reply: what the envelope held, and what the reference client drops. */
export interface Reply {
  readonly data: Decoded;
  /** `X-Request-Id`, which TUNE's support asks for. */
  readonly requestId: string | undefined;
}

/** What a reply is read with. */
export interface Interpretation {
  readonly redactor: Redactor;
  readonly maxReplyDepth: number;
  /** Wall clock, ms since the epoch: `Retry-After` may be a date. */
  readonly now: () => number;
}

const EXCERPT = 200;

const first = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

const redactItem = (item: ApiErrorItem, { text }: Redactor): ApiErrorItem => ({
  ...item,
  message: item.message === undefined ? undefined : text(item.message),
  publicMessage: item.publicMessage === undefined ? undefined : text(item.publicMessage),
});

const refusal = (
  items: readonly ApiErrorItem[],
  status: number,
  retryAfter: number | undefined,
  context: HasOffersErrorContext,
): HasOffersError => {
  const facts = parseRateLimit(items);
  if (facts || status === 429) return new RateLimitError(items, { ...facts, retryAfter }, context);
  if (status === 401 || status === 403 || isAuthenticationRefusal(items))
    return new AuthenticationError(items, status, context);
  return new HasOffersError(items, context);
};

const spoken = (publicMessage: string): ApiErrorItem[] => [
  { code: undefined, message: undefined, publicMessage, attributeName: undefined },
];

/** Reads replies of the API: success as data, everything else as the error it is. Texts are redacted first. */
export const parseReply = (
  reply: HttpReply,
  request: ApiRequest,
  { redactor, maxReplyDepth, now }: Interpretation,
): Reply => {
  const what = `${request.target}.${request.method}`;
  const requestId = first(reply.headers['x-request-id']);
  const context = { target: request.target, method: request.method, requestId };
  const excerpt = redactor.text(reply.text.slice(0, EXCERPT * 5)).slice(0, EXCERPT);

  const open = (): Envelope => parseEnvelope(parseOrdered(reply.text, { maxDepth: maxReplyDepth }));
  const itemsOfFailure = (): readonly ApiErrorItem[] => {
    try {
      const envelope = open();
      return envelope.ok ? [] : envelope.items;
    } catch {
      // A status says enough where the body is no reply of the API.
      return [];
    }
  };

  const failed = (status: number): Error => {
    const retryAfter = parseRetryAfter(reply.headers['retry-after'], now());
    const wait = retryAfter === undefined ? '' : `; asked to wait ${retryAfter} ms`;
    const message = `${what}: HTTP ${status}${wait}`;
    if (![401, 403, 429].includes(status))
      return new HttpError(message, status, { retryAfter, excerpt: excerpt || undefined });
    const items = itemsOfFailure();
    return refusal(
      items.length > 0 ? items.map((item) => redactItem(item, redactor)) : spoken(message),
      status,
      retryAfter,
      context,
    );
  };

  const opened = (): Envelope => {
    try {
      return open();
    } catch (error) {
      throw new ProtocolError(`${what}: ${error instanceof Error ? error.message : 'unreadable'}`, { excerpt });
    }
  };

  if (reply.status < 200 || reply.status > 299) throw failed(reply.status);
  const envelope = opened();
  if (envelope.ok) return { data: envelope.data, requestId };
  throw refusal(
    envelope.items.map((item) => redactItem(item, redactor)),
    reply.status,
    undefined,
    context,
  );
};
