import { laterOf, shiftTime } from './wire-time.js';

/** What one walk over conversions reads: those from `from` on, up to but without `to`, where there is one. */
export interface WindowPlan {
  readonly from: string;
  readonly to: string | undefined;
  /** Where the next walk starts, once this one has read all. */
  readonly next: string;
}

const DAY = 24 * 60 * 60 * 1000;

/** How much is read at once on the way to the look-back window, ms. */
const spanOf = (lookback: number): number => Math.max(lookback, DAY);

/** Whether so much lies before the look-back window that it is to be read in pieces. */
export const isFarBehind = (from: string, newest: string, lookback: number): boolean =>
  shiftTime(from, spanOf(lookback)) <= shiftTime(newest, -lookback);

/**
 * Plans a walk. `newest` is a time known **before** the walk: what changes while it lasts, however long, lies behind that,
 * and the next walk starts `lookback` before it. What is older is read in pieces, from the oldest there is, so that only
 * one piece has to be remembered.
 */
export const planWindow = (
  from: string,
  newest: string | undefined,
  oldest: string | undefined,
  lookback: number,
): WindowPlan => {
  if (newest === undefined) return { from, to: undefined, next: from };
  const window = laterOf(from, shiftTime(newest, -lookback));
  const first = laterOf(from, oldest ?? from);
  const start = first < window ? first : window;
  const end = shiftTime(start, spanOf(lookback));
  return end <= window ? { from: start, to: end, next: end } : { from: start, to: undefined, next: window };
};
