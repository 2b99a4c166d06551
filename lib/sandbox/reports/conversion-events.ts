import type { Row } from '../data/row.js';
import { amountOf } from './amount.js';
import { conversionDimension, type DimensionValue } from './dimensions.js';
import type { ReportEvent } from './report-event.js';
import { NO_COUNTS, NO_MONEY, type Counts, type Money } from './sums.js';

/** What a conversion counts for besides its own amounts, and where a report sees it otherwise than the table. */
export interface ConversionView {
  readonly commission?: (row: Row) => bigint;
  readonly dimension?: (row: Row, name: string) => DimensionValue;
}

const moneyOf = (row: Row, { commission }: ConversionView): Money => ({
  payout: amountOf(row['payout']),
  revenue: amountOf(row['revenue']),
  sale_amount: amountOf(row['sale_amount']),
  commission: commission?.(row) ?? 0n,
});

const inCurrency = (money: Money, convert: (amount: bigint) => bigint): Money => ({
  payout: convert(money.payout),
  revenue: convert(money.revenue),
  sale_amount: convert(money.sale_amount),
  commission: convert(money.commission),
});

const COUNTS: Counts = { ...NO_COUNTS, conversions: 1 };

/** Rows of the table of conversions as events. */
export function* conversionEvents(
  rows: Iterable<Row>,
  dimensions: readonly string[],
  convert: ((amount: bigint) => bigint) | undefined,
  view: ConversionView = {},
): Generator<ReportEvent> {
  const { dimension = conversionDimension } = view;
  for (const row of rows) {
    const money = moneyOf(row, view);
    // Each is converted by itself, so that the parts of a report add up to the whole in every currency.
    const converted = convert === undefined ? NO_MONEY : inCurrency(money, convert);
    yield { values: dimensions.map((name) => dimension(row, name)), counts: COUNTS, money, converted };
  }
}
