import { amountText, divide, ONE } from './sums.js';
import type { Sums } from './sums.js';

/** A field that is computed over the events of a group. */
export interface Measure {
  readonly read: (sums: Sums) => string;
  /** Whether `field@CUR` goes with it. */
  readonly money?: true;
  /** Whether the values of the groups add up to that of all: then it has a total. */
  readonly additive?: true;
}

type Amount = (sums: Sums) => bigint;

const clicks: Amount = (sums) => BigInt(sums.clicks);
const impressions: Amount = (sums) => BigInt(sums.impressions);
const conversions: Amount = (sums) => BigInt(sums.conversions);
const uniqueClicks: Amount = (sums) => BigInt(sums.unique_clicks);
const happened: Amount = (sums) => BigInt(sums.clicks + sums.impressions + sums.conversions);
const payout: Amount = (sums) => sums.payout;
const revenue: Amount = (sums) => sums.revenue;

const count = (amount: Amount): Measure => ({ read: (sums) => String(amount(sums)), additive: true });

const money = (amount: Amount): Measure => ({
  read: (sums) => amountText(amount(sums)),
  money: true,
  additive: true,
});

/** Money per so many things; nothing per nothing. */
const costOf = (amount: Amount, things: Amount, times = 1n): Measure => ({
  read: (sums) => amountText(divide(amount(sums) * times, things(sums))),
  money: true,
});

/** So many of a hundred. */
const rate = (part: Amount, whole: Amount): Measure => ({
  read: (sums) => amountText(divide(part(sums) * 100n * ONE, whole(sums))),
});

/**
 * What statistics are computed of. Clicks are the rows of the raw logs, all of them; payouts and revenues are those of the
 * conversions, whatever their status. Invented, since only the names were seen: which of clicks and gross clicks is which,
 * what `count` counts, the bases of the ratios, and that nothing divided by nothing is `0.00000`.
 */
export const STATS_MEASURES: Readonly<Record<string, Measure>> = {
  'Stat.clicks': count(clicks),
  'Stat.gross_clicks': count(clicks),
  'Stat.unique_clicks': count(uniqueClicks),
  'Stat.impressions': count(impressions),
  'Stat.conversions': count(conversions),
  'Stat.count': count(happened),
  'Stat.payout': money(payout),
  'Stat.revenue': money(revenue),
  'Stat.profit': money((sums) => sums.revenue - sums.payout),
  'Stat.sale_amount': money((sums) => sums.sale_amount),
  'Stat.cpa': costOf(payout, conversions),
  'Stat.cpc': costOf(payout, clicks),
  'Stat.cpm': costOf(payout, impressions, 1000n),
  'Stat.epc': costOf(payout, clicks),
  'Stat.erpc': costOf(revenue, clicks),
  'Stat.rpa': costOf(revenue, conversions),
  'Stat.rpc': costOf(revenue, clicks),
  'Stat.rpm': costOf(revenue, impressions, 1000n),
  'Stat.ctr': rate(clicks, impressions),
  'Stat.gross_ctr': rate(clicks, impressions),
  'Stat.unique_ctr': rate(uniqueClicks, impressions),
  'Stat.ltr': rate(conversions, clicks),
};

/** What referring affiliates earn. */
export const COMMISSION_MEASURES: Readonly<Record<string, Measure>> = {
  'Stat.amount': money((sums) => sums.commission),
  'Stat.payout': money(payout),
  'Stat.conversions': count(conversions),
  'Stat.count': count(conversions),
};

/** What managers earn: so much for each conversion. */
export const MANAGER_MEASURES: Readonly<Record<string, Measure>> = {
  'Stat.commission_amount': money((sums) => sums.commission),
  'Stat.commission_base': count(conversions),
};

/** Fields that count the different values of a dimension; 0 is nobody. */
export const DISTINCT: Readonly<Record<string, string>> = {
  'Stat.affiliate_count': 'affiliate_id',
  'Stat.offer_count': 'offer_id',
};
