import { HasOffersError } from './has-offers-error.js';
import type { ApiErrorItem } from './api-error-item.js';
import { RxOffersError } from './rx-offers-error.js';

/** A failure worth repeating did not go away. `cause` is the last one. */
export class MaxRetriesError extends RxOffersError {
  override readonly name = 'MaxRetriesError';
  /** Requests made in all, the first one included. */
  readonly attempts: number;

  constructor(attempts: number, cause: Error) {
    super(`Max retries exceeded after ${attempts} attempts: ${cause.message}`, { cause });
    this.attempts = attempts;
  }

  /** The API's own items, when the last failure was a reply of the API; else empty. */
  get errors(): readonly ApiErrorItem[] {
    return this.cause instanceof HasOffersError ? this.cause.errors : [];
  }
}
