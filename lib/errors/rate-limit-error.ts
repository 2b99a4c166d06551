import type { ApiErrorItem } from './api-error-item.js';
import { HasOffersError, type HasOffersErrorContext } from './has-offers-error.js';

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
