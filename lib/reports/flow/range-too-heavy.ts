import { AuthenticationError } from '../../errors/authentication-error.js';
import { HasOffersError } from '../../errors/has-offers-error.js';
import { HttpError } from '../../errors/http-error.js';
import { MaxRetriesError } from '../../errors/max-retries-error.js';
import { RateLimitError } from '../../errors/rate-limit-error.js';

/**
 * What the service says of a range that is too long. **Unverified**: guessed, no such refusal was ever seen; a wrong guess
 * costs requests for shorter ranges that are refused too, and the refusal of the shortest one is reported.
 */
const RANGE_REFUSAL =
  /\b(?:range|interval|period|span|days|dates?)\b.*\b(?:too (?:long|large|big|wide|many)|exceed\w*|longer than|more than|at most|maximum|limited to)\b|\b(?:too (?:long|large|big|wide|many)|exceed\w*|maximum|at most)\b.*\b(?:range|interval|period|span|days)\b/i;

/** Inside the library: a range was refused that can be cut. Never reaches a caller. */
export class RangeTooHeavy extends Error {
  override readonly name = 'RangeTooHeavy';

  constructor(override readonly cause: Error) {
    super(cause.message, { cause });
  }
}

/** The failure that says a range is too heavy (HTTP 504) or too long; `undefined` for any other failure. */
export const heavyFailure = (error: unknown): Error | undefined => {
  if (error instanceof MaxRetriesError) return heavyFailure(error.cause);
  if (error instanceof HttpError) return error.status === 504 ? error : undefined;
  if (!(error instanceof HasOffersError) || error instanceof RateLimitError || error instanceof AuthenticationError)
    return undefined;
  return RANGE_REFUSAL.test(error.message) ? error : undefined;
};
