import type { ApiErrorItem } from './api-error-item.js';
import { HasOffersError, type HasOffersErrorContext } from './has-offers-error.js';

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
