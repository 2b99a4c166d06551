import type { Row } from '../data/row.js';
import { own } from '../own.js';
import { cellOf } from '../raw-logs/cells.js';
import { COLUMNS } from '../raw-logs/columns.js';
import type { RawLogType } from '../raw-logs/log-type.js';
import type { RowFacts } from '../raw-logs/row-facts.js';
import type { Json } from '../wire/json.js';

/** The value of a dimension: what reports group and filter by. */
export type DimensionValue = string | null;

/** Where a log calls a dimension otherwise. */
const LOG_COLUMNS: Readonly<Record<string, string>> = {
  ...{ source: 'affiliate_source', offer_url_id: 'creative_url_id', affiliate_info: 'affiliate_sub1' },
  ...{ affiliate_info1: 'affiliate_sub1', affiliate_info2: 'affiliate_sub2', affiliate_info3: 'affiliate_sub3' },
  ...{ affiliate_info4: 'affiliate_sub4', affiliate_info5: 'affiliate_sub5' },
};

/** Where the table of conversions does. */
const TABLE_COLUMNS: Readonly<Record<string, string>> = {
  ...{ offer_url_id: 'creative_url_id', affiliate_info: 'affiliate_info1', conversion_status: 'status' },
};

/** What a time is cut down to: hours are enough for all but `Stat.datetime`. */
const HOUR_LENGTH = '2024-03-01 08'.length;

/** Ids of rows; the other two name what happened, and are no numbers. */
const isId = (name: string): boolean => name.endsWith('_id') && name !== 'ad_id' && name !== 'tune_event_id';

const valueOf = (name: string, value: Json | undefined): DimensionValue => {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  // Nothing is told in two ways by ids: logs leave them empty, tables name 0.
  return isId(name) && (text === null || text === '') ? '0' : text;
};

const NONE: Readonly<Record<'id' | 'text', DimensionValue>> = { id: '0', text: null };

/**
 * Reads a dimension of the rows of a log, by way of the cells that are written into the file: whatever a report says of a
 * click can be counted in the log. What the log has no column for is null, an id 0.
 */
export const logDimension = (type: RawLogType, name: string): ((row: RowFacts) => DimensionValue) => {
  if (name === 'datetime') return (row) => row.datetime;
  if (name === 'hour') return (row) => row.datetime.slice(0, HOUR_LENGTH);
  const column = own(LOG_COLUMNS, name) ?? name;
  if (!COLUMNS[type].includes(column)) return () => NONE[isId(name) ? 'id' : 'text'];
  const { of } = cellOf(column);
  return (row) => valueOf(name, of(row));
};

/** Whether a dimension comes from the long random texts of a row, which take a while to draw. */
export const needsTexts = (names: readonly string[]): boolean => names.includes('affiliate_info4');

/** Reads a dimension of a conversion. */
export const conversionDimension = (row: Row, name: string): DimensionValue => {
  if (name !== 'hour') return valueOf(name, row[own(TABLE_COLUMNS, name) ?? name]);
  return valueOf(name, row['datetime'])?.slice(0, HOUR_LENGTH) ?? null;
};
