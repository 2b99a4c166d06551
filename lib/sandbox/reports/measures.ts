import { amountText, divide, ONE, type Sums } from './sums.js';

/** A field that is computed from the sums of a group. */
export interface Measure {
  readonly read: (sums: Sums) => string;
  /** Whether it is money: with a requested currency `CUR`, `field@CUR` follows it. */
  readonly money?: true;
  /** Whether the values of all groups add up to a total. */
  readonly additive?: true;
}

type Amount = (sums: Sums) => bigint;

const clicks: Amount = (sums) => BigInt(sums.clicks);
const impressions: Amount = (sums) => BigInt(sums.impressions);
const conversions: Amount = (sums) => BigInt(sums.conversions);
const uniqueClicks: Amount = (sums) => BigInt(sums.unique_clicks);
const allEvents: Amount = (sums) => BigInt(sums.clicks + sums.impressions + sums.conversions);
const payout: Amount = (sums) => sums.payout;
const revenue: Amount = (sums) => sums.revenue;

const count = (amount: Amount): Measure => ({ read: (sums) => String(amount(sums)), additive: true });

const money = (amount: Amount): Measure => ({
  read: (sums) => amountText(amount(sums)),
  money: true,
  additive: true,
});

/** Money per click, impression or conversion; 0 where there is none. */
const costOf = (amount: Amount, things: Amount, times = 1n): Measure => ({
  read: (sums) => amountText(divide(amount(sums) * times, things(sums))),
  money: true,
});

/** A percentage. */
const rate = (part: Amount, whole: Amount): Measure => ({
  read: (sums) => amountText(divide(part(sums) * 100n * ONE, whole(sums))),
});

/**
 * The computed fields of statistics. Clicks are all rows of the raw logs. Payouts and revenues are those of all
 * conversions, whatever their status.
 *
 * @experimental Only the names were seen. Invented are the difference between clicks and gross clicks, the meaning of
 * `count`, the bases of the ratios, and the `0.00000` of a division by zero.
 */
export const STATS_MEASURES: Readonly<Record<string, Measure>> = {
  'Stat.clicks': count(clicks),
  'Stat.gross_clicks': count(clicks),
  'Stat.unique_clicks': count(uniqueClicks),
  'Stat.impressions': count(impressions),
  'Stat.conversions': count(conversions),
  'Stat.count': count(allEvents),
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

/** The earnings of referrers. */
export const COMMISSION_MEASURES: Readonly<Record<string, Measure>> = {
  'Stat.amount': money((sums) => sums.commission),
  'Stat.payout': money(payout),
  'Stat.conversions': count(conversions),
  'Stat.count': count(conversions),
};

/** The earnings of managers, an amount for each conversion. */
export const MANAGER_MEASURES: Readonly<Record<string, Measure>> = {
  'Stat.commission_amount': money((sums) => sums.commission),
  'Stat.commission_base': count(conversions),
};

/** Fields that count the distinct values of a dimension. The id 0 does not count. */
export const DISTINCT: Readonly<Record<string, string>> = {
  'Stat.affiliate_count': 'affiliate_id',
  'Stat.offer_count': 'offer_id',
};
