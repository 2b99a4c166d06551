import { catchError, concat, defer, type Observable } from 'rxjs';
import { AuthenticationError, HasOffersError, RateLimitError } from '../../errors/api-errors.js';
import { HttpError, MaxRetriesError } from '../../errors/network-errors.js';
import { type DayRange, daysIn, halve } from '../dates.js';

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

/** Asks for one range. Where it is `divisible` it ends in a {@link RangeTooHeavy} before it has emitted anything. */
export type AskRange<R> = (range: DayRange, divisible: boolean) => Observable<R>;

/**
 * Asks for ranges one after the other, in order or backwards, and for the halves of one that is too heavy, down to single
 * days. A length that was refused once is not tried again, so that a heavy year costs a few refusals, not one per week.
 */
export const splitByDate = <R>(ranges: readonly DayRange[], descending: boolean, ask: AskRange<R>): Observable<R> =>
  defer(() => {
    let refused = Infinity;
    const inTurn = (parts: readonly DayRange[]): Observable<R> =>
      concat(...(descending ? parts.toReversed() : parts).map(part));
    const part = (range: DayRange): Observable<R> =>
      defer(() => {
        const days = daysIn(range);
        if (days === 1) return ask(range, false);
        if (days >= refused) return inTurn(halve(range));
        return ask(range, true).pipe(
          catchError((error: unknown) => {
            if (!(error instanceof RangeTooHeavy)) throw error;
            refused = Math.min(refused, days);
            return inTurn(halve(range));
          }),
        );
      });
    return inTurn(ranges);
  });
