import { textIn, type Row } from '../data/row.js';
import { conversionEvents } from './conversion-events.js';
import { conversionDimension, type DimensionValue } from './dimensions.js';
import { logEvents } from './log-events.js';
import { COMMISSION_MEASURES, DISTINCT, MANAGER_MEASURES, STATS_MEASURES } from './measures.js';
import { ONE } from './amount.js';
import { referralCommission, referrerOf } from './referrer.js';
import type { StatsKind } from './stats-report.js';

/** Clicks and impressions come from the raw logs, conversions and their money from the table of conversions. */
export const STATS: StatsKind = {
  measures: STATS_MEASURES,
  distinct: DISTINCT,
  *events(call, dimensions, { hourOffset, convert }, span) {
    yield* logEvents(call, dimensions, span, hourOffset);
    yield* conversionEvents(call.store.tables.Conversion.rows(), dimensions, convert);
  },
};

function* only(rows: Iterable<Row>, wanted: (row: Row) => boolean): Generator<Row> {
  for (const row of rows) if (wanted(row)) yield row;
}

/** Changes of the sums after the fact: conversions that are adjustments. Invented: what it lists was never seen. */
export const ADJUSTMENTS: StatsKind = {
  measures: STATS_MEASURES,
  distinct: DISTINCT,
  events: ({ store }, dimensions, { convert }) =>
    conversionEvents(
      only(store.tables.Conversion.rows(), (row) => textIn(row, 'is_adjustment') === '1'),
      dimensions,
      convert,
    ),
};

/** What referring affiliates earn by the conversions of those that they brought: `Stat.affiliate_id` is the referrer. */
export const REFERRALS: StatsKind = {
  measures: COMMISSION_MEASURES,
  distinct: {},
  events: ({ store }, dimensions, { convert }) => {
    const referrer = (row: Row) => referrerOf(store, textIn(row, 'affiliate_id'));
    const dimension = (row: Row, name: string): DimensionValue => {
      if (name === 'affiliate_id') return referrer(row) ?? '0';
      return conversionDimension(row, name === 'referred_affiliate_id' ? 'affiliate_id' : name);
    };
    const rows = only(store.tables.Conversion.rows(), (row) => referrer(row) !== undefined);
    return conversionEvents(rows, dimensions, convert, { commission: referralCommission, dimension });
  },
};

/** Invented: managers earn a flat amount for each conversion. */
export const MANAGER_COMMISSION: Readonly<Record<string, string>> = {
  ...{ commission_field: 'conversions', commission_type: 'flat', commission_rate: '1.00000' },
};

/** What the managers of affiliates earn. */
export const MANAGERS: StatsKind = {
  measures: MANAGER_MEASURES,
  distinct: {},
  events: ({ store }, dimensions, { convert }) =>
    conversionEvents(store.tables.Conversion.rows(), dimensions, convert, {
      commission: () => ONE,
      dimension: (row, name) => MANAGER_COMMISSION[name] ?? conversionDimension(row, name),
    }),
};
