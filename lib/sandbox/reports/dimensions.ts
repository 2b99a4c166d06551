import type { RawLogType } from '../raw-logs/log-entry.js';
import { COLUMNS } from '../raw-logs/options.js';
import type { OwnRow } from '../raw-logs/own-rows.js';
import type { RowFacts } from '../raw-logs/row-facts.js';
import { cellOf } from '../raw-logs/row-writer.js';
import { type Row, type TableName } from '../store/entity.js';
import type { Store } from '../store/store.js';
import { type Json, own } from '../wire/json.js';
import { shiftTime, TIME_PARTS } from './dates.js';

/** A model other than `Stat`: the dimension that contains its id, and how to find its row. */
interface Relation {
  readonly dimension: string;
  readonly find?: (store: Store, id: string) => Row | undefined;
}

const inTable =
  (table: TableName) =>
  (store: Store, id: string): Row | undefined =>
    store.tables[table].get(id);

const countryOf = (store: Store, code: string): Row | undefined => store.tables.Country.where('code', code)[0];

/** The first category of an offer. An offer in several of them must count once, or a report would not add up. */
const categoryOf = (store: Store, offerId: string): Row | undefined => {
  const [id] = store.offerCategories.of(offerId);
  return id === undefined ? undefined : store.tables.OfferCategory.get(id);
};

const RELATIONS: Readonly<Record<string, Relation>> = {
  Advertiser: { dimension: 'advertiser_id', find: inTable('Advertiser') },
  Affiliate: { dimension: 'affiliate_id', find: inTable('Affiliate') },
  Browser: { dimension: 'browser_id' },
  Category: { dimension: 'offer_id', find: categoryOf },
  Country: { dimension: 'country_code', find: countryOf },
  Goal: { dimension: 'goal_id', find: inTable('Goal') },
  Offer: { dimension: 'offer_id', find: inTable('Offer') },
  OfferFile: { dimension: 'offer_file_id', find: inTable('OfferFile') },
  OfferUrl: { dimension: 'offer_url_id' },
  ReferredAffiliate: { dimension: 'referred_affiliate_id', find: inTable('Affiliate') },
};

const memoize = <T>(read: (text: string) => T): ((text: string) => T) => {
  const values = new Map<string, T>();
  return (text) => {
    const value = values.get(text) ?? read(text);
    values.set(text, value);
    return value;
  };
};

/** Reads a column of the related row by its id; `null` where there is no such row or column. */
const relatedColumn = (store: Store, { find }: Relation, column: string): ((id: string) => Json) => {
  if (find === undefined) return (id) => (column === 'id' ? id : null);
  return memoize((id) => own(find(store, id), column) ?? null);
};

/** The value of a dimension: reports group and filter events by it. */
export type DimensionValue = string | null;

/** A field of a report that is read from one dimension. */
interface DimensionField {
  /** The dimension; `undefined` for a field that the sandbox does not know. */
  readonly dimension: string | undefined;
  readonly read: (value: DimensionValue) => Json;
}

const nullable =
  (read: (text: string) => Json): DimensionField['read'] =>
  (value) =>
    value === null ? null : read(value);

/** `Stat` fields whose dimension has another name. */
const SYNONYMS: Readonly<Record<string, string>> = { status: 'conversion_status' };

const UNKNOWN: DimensionField = { dimension: undefined, read: () => null };

/** Finds the fields of one report by their names. Times are moved by `hourOffset`. Does not check whether a field is allowed. */
export const dimensionFields = (store: Store, hourOffset: number): ((field: string) => DimensionField) => {
  const shifted = memoize((time) => shiftTime(time, hourOffset));

  const timeField = (name: string): DimensionField | undefined => {
    const part = own(TIME_PARTS, name);
    if (part === undefined) return undefined;
    const read = memoize((time) => part(shifted(time)));
    return { dimension: name === 'datetime' ? 'datetime' : 'hour', read: nullable(read) };
  };

  return (field) => {
    const [model = '', column = ''] = field.split('.');
    if (model === 'Stat')
      return timeField(column) ?? { dimension: own(SYNONYMS, column) ?? column, read: (value) => value };
    const relation = own(RELATIONS, model);
    if (relation === undefined) return UNKNOWN;
    return { dimension: relation.dimension, read: nullable(relatedColumn(store, relation, column)) };
  };
};

/** Dimensions with another name in the raw logs. */
const LOG_COLUMNS: Readonly<Record<string, string>> = {
  ...{ source: 'affiliate_source', offer_url_id: 'creative_url_id', affiliate_info: 'affiliate_sub1' },
  ...{ affiliate_info1: 'affiliate_sub1', affiliate_info2: 'affiliate_sub2', affiliate_info3: 'affiliate_sub3' },
  ...{ affiliate_info4: 'affiliate_sub4', affiliate_info5: 'affiliate_sub5' },
};

/** Dimensions with another name in the table of conversions. */
const TABLE_COLUMNS: Readonly<Record<string, string>> = {
  ...{ offer_url_id: 'creative_url_id', affiliate_info: 'affiliate_info1', conversion_status: 'status' },
};

/** Times are cut to the hour, which is enough for all fields but `Stat.datetime`. */
const HOUR_LENGTH = '2024-03-01 08'.length;

/** Whether a dimension is the id of a row. The two exceptions are texts that identify an event. */
const isId = (name: string): boolean => name.endsWith('_id') && name !== 'ad_id' && name !== 'tune_event_id';

const valueOf = (name: string, value: Json | undefined): DimensionValue => {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  // A missing id is empty in the logs and 0 in the tables. Both count as 0.
  return isId(name) && (text === null || text === '') ? '0' : text;
};

const NONE: Readonly<Record<'id' | 'text', DimensionValue>> = { id: '0', text: null };

/**
 * Reads a dimension of the rows of a log from the cells of its file, so that every number of a report can be counted in
 * the log. A dimension without a column is null, or 0 for an id.
 */
export const logDimension = (type: RawLogType, name: string): ((row: RowFacts) => DimensionValue) => {
  if (name === 'datetime') return (row) => row.datetime;
  if (name === 'hour') return (row) => row.datetime.slice(0, HOUR_LENGTH);
  const column = own(LOG_COLUMNS, name) ?? name;
  if (!COLUMNS[type].includes(column)) return () => NONE[isId(name) ? 'id' : 'text'];
  const { of } = cellOf(column);
  return (row) => valueOf(name, of(row));
};

/** Reads a dimension of a row of a log that was given, from its cells. */
export const ownLogDimension = (row: OwnRow, name: string): DimensionValue => {
  if (name === 'hour') return (row['datetime'] ?? '').padEnd(HOUR_LENGTH, ' 00').slice(0, HOUR_LENGTH);
  return valueOf(name, row[own(LOG_COLUMNS, name) ?? name] ?? (isId(name) ? '0' : ''));
};

/** Whether a dimension needs the long random texts of a row, which are slow to create. */
export const needsTexts = (names: readonly string[]): boolean => names.includes('affiliate_info4');

/** Reads a dimension of a conversion. */
export const conversionDimension = (row: Row, name: string): DimensionValue => {
  if (name !== 'hour') return valueOf(name, row[own(TABLE_COLUMNS, name) ?? name]);
  return valueOf(name, row['datetime'])?.slice(0, HOUR_LENGTH) ?? null;
};
