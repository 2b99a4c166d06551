/**
 * Assumptions about the reports of the service that no recorded reply confirms, all in one place: correct them here.
 *
 * @module
 */
import { AuthenticationError, HasOffersError, RateLimitError } from '../errors/api-errors.js';
import { HttpError, MaxRetriesError } from '../errors/network-errors.js';

/**
 * The words in which the service refuses a range that is too long.
 *
 * @experimental A guess: no such refusal was ever seen. A wrong guess costs requests for shorter ranges that are refused
 * too; the stream then ends with the refusal of the shortest one.
 */
const RANGE_REFUSAL =
  /\b(?:range|interval|period|span|days|dates?)\b.*\b(?:too (?:long|large|big|wide|many)|exceed\w*|longer than|more than|at most|maximum|limited to)\b|\b(?:too (?:long|large|big|wide|many)|exceed\w*|maximum|at most)\b.*\b(?:range|interval|period|span|days)\b/i;

/**
 * Returns the failure if it says that a range is too heavy (HTTP 504) or too long; `undefined` for any other failure.
 *
 * @experimental That a heavy report ends in HTTP 504 was never seen either: it is what a gateway sends when a reply takes too long.
 */
export const heavyFailure = (error: unknown): Error | undefined => {
  if (error instanceof MaxRetriesError) return heavyFailure(error.cause);
  if (error instanceof HttpError) return error.status === 504 ? error : undefined;
  if (!(error instanceof HasOffersError) || error instanceof RateLimitError || error instanceof AuthenticationError)
    return undefined;
  return RANGE_REFUSAL.test(error.message) ? error : undefined;
};

/**
 * The columns whose values over several ranges add up to the value over all of them.
 *
 * @experimental Judged by their names. Ratios (`ctr`, `cpc`, `epc`, …) do not add up, nor do counts of distinct things
 * (`affiliate_count`, `offer_count`). `Stat.count` is left out: the documentation does not say what it counts.
 */
export const ADDITIVE_COLUMNS: ReadonlySet<string> = new Set([
  'Stat.amount',
  'Stat.approved_payout',
  'Stat.clicks',
  'Stat.commission_amount',
  'Stat.conversion_payout',
  'Stat.conversions',
  'Stat.count_approved',
  'Stat.gross_clicks',
  'Stat.impressions',
  'Stat.net_payout',
  'Stat.net_revenue',
  'Stat.net_sale_amount',
  'Stat.payout',
  'Stat.pending_payout',
  'Stat.pending_revenue',
  'Stat.pending_sale_amount',
  'Stat.profit',
  'Stat.revenue',
  'Stat.sale_amount',
  'Stat.unique_clicks',
]);

/**
 * The key of a reply that holds the totals.
 *
 * @experimental From TUNE's documentation of the parameter `totals`; no recorded reply has any.
 */
export const TOTALS_KEY = 'totals';

/**
 * The parameter under which alternative conditions go.
 *
 * @experimental From TUNE's documentation, for equality only; operators are assumed to go below it in the same form. Lists,
 * operators and conditions next to it were seen in a call for conversions that the tests of a public client contain.
 */
export const OR_FILTERS = 'filters[OR]';
