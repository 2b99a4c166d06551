import type { Call } from '../handlers/call.js';
import type { LogEntry } from '../raw-logs/log-entry.js';
import { dateTime, type Row, textIn } from '../store/entity.js';
import type { Store } from '../store/store.js';
import type { DateSpan } from './dates.js';
import { conversionDimension, type DimensionValue } from './dimensions.js';
import type { ReportEvent } from './log-counts.js';
import { amountOf, type Counts, divide, type Money, NO_COUNTS, NO_MONEY, ONE } from './sums.js';

/** @experimental Invented: the share of a payout that goes to the affiliate's referrer. */
const REFERRAL_SHARE = '0.05';

/** @experimental Invented: an affiliate without a referrer in its row, whose id is 3n, was referred by the affiliate n. */
const REFERRED = 3;

/** The id of the affiliate that referred an affiliate; `undefined` without a referrer, or for an unknown affiliate. */
export const referrerOf = (store: Store, affiliateId: string): string | undefined => {
  const row = store.tables.Affiliate.get(affiliateId);
  if (row === undefined) return undefined;
  const named = textIn(row, 'referral_id');
  if (named !== '' && named !== '0') return named;
  const id = Number(affiliateId);
  return id % REFERRED === 0 ? String(id / REFERRED) : undefined;
};

/** The amount that a conversion earns for the referrer of its affiliate. */
export const referralCommission = (row: Row): bigint => divide(amountOf(row['payout']) * amountOf(REFERRAL_SHARE), ONE);

/** How a report sees a conversion where this differs from its row in the table. */
interface ConversionView {
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

/** Turns rows of the table of conversions into events. */
export function* conversionEvents(
  rows: Iterable<Row>,
  dimensions: readonly string[],
  convert: ((amount: bigint) => bigint) | undefined,
  view: ConversionView = {},
): Generator<ReportEvent> {
  const { dimension = conversionDimension } = view;
  for (const row of rows) {
    const money = moneyOf(row, view);
    // Each row is converted on its own, so that the parts of a report add up to the whole in every currency.
    const converted = convert === undefined ? NO_MONEY : inCurrency(money, convert);
    yield { values: dimensions.map((name) => dimension(row, name)), counts: COUNTS, money, converted };
  }
}

const HOUR = 3_600_000;

/** The longest time from the start of a file to its last row. */
const LAST_ROW = HOUR - 1000;

const dateOf = (instant: number): string => dateTime(instant).slice(0, 10);

/** Whether a file, which covers one hour, may have rows in a span. */
const mayBeIn = ({ startTime }: LogEntry, { from = '', to = '9' }: DateSpan, hourOffset: number): boolean => {
  const start = startTime.getTime() + hourOffset * HOUR;
  return dateOf(start) <= to && dateOf(start + LAST_ROW) >= from;
};

/** The clicks and impressions of the raw logs. Skips files outside the span. */
export function* logEvents(
  { rawLogs }: Call,
  dimensions: readonly string[],
  span: DateSpan,
  hourOffset: number,
): Generator<ReportEvent> {
  for (const type of ['clicks', 'impressions'] as const)
    for (const entry of rawLogs.entries(type))
      if (mayBeIn(entry, span, hourOffset)) yield* rawLogs.counts(entry, dimensions);
}
