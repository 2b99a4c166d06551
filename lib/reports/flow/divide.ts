import { catchError, concat, defer, type Observable } from 'rxjs';
import { daysIn, type DayRange, halve } from '../dates/day-range.js';
import { RangeTooHeavy } from './range-too-heavy.js';

/** Asks for one range. Where it is `divisible` it ends in a {@link RangeTooHeavy} before it has emitted anything. */
export type AskRange<R> = (range: DayRange, divisible: boolean) => Observable<R>;

/**
 * Asks for ranges one after the other, in order or backwards, and for the halves of one that is too heavy, down to single
 * days. A length that was refused once is not tried again, so that a heavy year costs a few refusals, not one per week.
 */
export const divide = <R>(ranges: readonly DayRange[], descending: boolean, ask: AskRange<R>): Observable<R> =>
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
