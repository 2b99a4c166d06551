import { RxOffersError } from './base.js';

/** One entry of the `errors` of a reply. Absent parts are `undefined`; secrets are already redacted. */
export interface ApiErrorItem {
  /** `err_code` on the wire; recorded replies have 3 for a failed validation. */
  readonly code: string | number | undefined;
  /** `err_msg`: what is wrong with the attribute. */
  readonly message: string | undefined;
  /** `publicMessage`: what could not be done. */
  readonly publicMessage: string | undefined;
  /** `attribute_name`: the field the message is about. */
  readonly attributeName: string | undefined;
}

const formatItem = ({ code, message, publicMessage }: ApiErrorItem): string => {
  const text = [publicMessage, message].filter((part) => part !== undefined && part !== '').join(' ');
  if (text === '') return code === undefined ? '' : `Error code: ${code}.`;
  if (code === undefined || message === undefined) return text;
  // Recorded texts do not always end in a full stop; pyoffers adds one after a lone err_msg.
  return `Error code: ${code}. ${publicMessage === undefined ? `${message.replace(/\.$/, '')}.` : text}`;
};

/**
 * The message of a {@link HasOffersError}, one line per item, worded as in pyoffers:
 * `Error code: 3. Could not update affiliate. Status must be one of: …`. Never empty, whatever the items lack.
 */
export const formatApiErrors = (items: readonly ApiErrorItem[]): string =>
  items
    .map(formatItem)
    .filter((line) => line !== '')
    .join('\n') || 'The API refused the call without giving a reason';

/** The call that an error of the API belongs to. */
export interface HasOffersErrorContext {
  readonly target?: string | undefined;
  readonly method?: string | undefined;
  /** The `X-Request-Id` of the reply, which TUNE's support asks for. */
  readonly requestId?: string | undefined;
  readonly cause?: unknown;
}

/** The API refused the call. The message is the API's own, one line per item of {@link errors}. */
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

/**
 * The API did not accept the token, the network id or the caller's IP address: HTTP 401 or 403, or an error of the API
 * that says so.
 */
export class AuthenticationError extends HasOffersError {
  override readonly name = 'AuthenticationError';
  /** The HTTP status: 401 or 403, or any other, such as 200, when the words of the reply say it. */
  readonly status: number;

  constructor(errors: readonly ApiErrorItem[], status: number, context: HasOffersErrorContext = {}) {
    super(errors, context);
    this.status = status;
  }
}

/** The limit as the service states it: `Configured: 50/10s window; Your usage: 51.` */
export interface RateLimitFacts {
  /** Calls allowed per window. */
  readonly limit?: number | undefined;
  /** Length of the window, ms. */
  readonly window?: number | undefined;
  /** Calls counted in the window. */
  readonly usage?: number | undefined;
  /** How long to wait, ms, from `Retry-After`; `undefined` without that header. */
  readonly retryAfter?: number | undefined;
}

/** The call exceeded the rate limit. The service does not carry out such a call, so even a write is safe to repeat. */
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
