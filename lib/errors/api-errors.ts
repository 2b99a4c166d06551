import { RxOffersError } from './base.js';

/** One entry of the `errors` that a reply carries. Absent parts are `undefined`; every text is already redacted. */
export interface ApiErrorItem {
  /** `err_code` on the wire; 3 was seen for a failed validation. */
  readonly code: string | number | undefined;
  /** `err_msg`: what is wrong with the attribute. */
  readonly message: string | undefined;
  /** `publicMessage`: what could not be done. */
  readonly publicMessage: string | undefined;
  /** `attribute_name`: the field that was refused. */
  readonly attributeName: string | undefined;
}

const formatItem = ({ code, message, publicMessage }: ApiErrorItem): string => {
  const text = [publicMessage, message].filter((part) => part !== undefined && part !== '').join(' ');
  if (text === '') return code === undefined ? '' : `Error code: ${code}.`;
  if (code === undefined || message === undefined) return text;
  // The recorded texts end in a full stop only sometimes; the reference adds one after a lone err_msg.
  return `Error code: ${code}. ${publicMessage === undefined ? `${message.replace(/\.$/, '')}.` : text}`;
};

/**
 * The message of a {@link HasOffersError}, one line per item, as the reference client words it
 * (`behaviours.md` 139–142): `Error code: 3. Could not update affiliate. Status must be one of: …`.
 * Total: whatever the items lack, a text comes out.
 */
export const formatApiErrors = (items: readonly ApiErrorItem[]): string =>
  items
    .map(formatItem)
    .filter((line) => line !== '')
    .join('\n') || 'The API refused the call without saying why';

/** Where an error of the API comes from. */
export interface HasOffersErrorContext {
  readonly target?: string | undefined;
  readonly method?: string | undefined;
  /** The `X-Request-Id` of the reply, which TUNE's support asks for. */
  readonly requestId?: string | undefined;
  readonly cause?: unknown;
}

/** The API answered, and said no. The message is the API's own, one line per item of {@link errors}. */
export class HasOffersError extends RxOffersError {
  override readonly name: string = 'HasOffersError';
  readonly errors: readonly ApiErrorItem[];
  readonly target: string | undefined;
  readonly method: string | undefined;
  readonly requestId: string | undefined;

  constructor(errors: readonly ApiErrorItem[], context: HasOffersErrorContext = {}) {
    super(formatApiErrors(errors), 'cause' in context ? { cause: context.cause } : undefined);
    this.errors = errors;
    this.target = context.target;
    this.method = context.method;
    this.requestId = context.requestId;
  }
}

/** The token, the network id or the caller's address was refused (HTTP 401, 403, or the API's own words). */
export class AuthenticationError extends HasOffersError {
  override readonly name = 'AuthenticationError';
  /** The HTTP status: 401 or 403, or 200 when the refusal came in an envelope. */
  readonly status: number;

  constructor(errors: readonly ApiErrorItem[], status: number, context: HasOffersErrorContext = {}) {
    super(errors, context);
    this.status = status;
  }
}

/** What the service said of its limit: `Configured: 50/10s window; Your usage: 51.` */
export interface RateLimitFacts {
  /** Calls allowed per window. */
  readonly limit?: number | undefined;
  /** Length of the window, ms. */
  readonly window?: number | undefined;
  /** Calls counted in the window. */
  readonly usage?: number | undefined;
  /** How long to wait, ms: from `Retry-After`, where there was one. */
  readonly retryAfter?: number | undefined;
}

/** The service counted too many calls. Refused before it was carried out, so a write may be repeated too. */
export class RateLimitError extends HasOffersError {
  override readonly name = 'RateLimitError';
  readonly limit: number | undefined;
  readonly window: number | undefined;
  readonly usage: number | undefined;
  readonly retryAfter: number | undefined;

  constructor(errors: readonly ApiErrorItem[], facts: RateLimitFacts, context: HasOffersErrorContext = {}) {
    super(errors, context);
    this.limit = facts.limit;
    this.window = facts.window;
    this.usage = facts.usage;
    this.retryAfter = facts.retryAfter;
  }
}
