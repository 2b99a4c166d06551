/**
 * The columns whose values over several ranges add up to the value over all of them. **Unverified**: judged by their names.
 * Ratios (`ctr`, `cpc`, `epc`, …) do not, nor do counts of different things (`affiliate_count`, `offer_count`), and of
 * `Stat.count` nobody says what it counts.
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
