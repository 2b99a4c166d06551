import { COLUMNS, type RawLogType } from '../raw-logs/options.js';
import type { RowFacts } from '../raw-logs/row-facts.js';
import { cellOf } from '../raw-logs/row-writer.js';
import { type Row, type TableName, textIn } from '../store/entity.js';
import type { Store } from '../store/store.js';
import { type Json, own } from '../wire/json.js';
import { shiftTime, TIME_PARTS } from './dates.js';

/** A model beside `Stat`: the dimension that holds its id, and how its row is found. */
export interface Relation {
  readonly dimension: string;
  readonly find?: (store: Store, id: string) => Row | undefined;
}

const inTable =
  (table: TableName) =>
  (store: Store, id: string): Row | undefined =>
    store.tables[table].get(id);

const countryOf = (store: Store, code: string): Row | undefined =>
  [...store.tables.Country.rows()].find((row) => textIn(row, 'code') === code);

/** An offer may be in several categories; a report that split its clicks among them would no longer add up. */
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

/** The relation of a model; `undefined` for one that nothing in the sandbox has an id of. */
export const relationOf = (model: string): Relation | undefined => own(RELATIONS, model);

/** Reads a column of the related row by its id; each row is looked up once. What is not there is null. */
export const relatedColumn = (store: Store, { find }: Relation, column: string): ((id: string) => Json) => {
  if (find === undefined) return (id) => (column === 'id' ? id : null);
  const known = new Map<string, Json>();
  return (id) => {
    const value = known.get(id) ?? own(find(store, id), column) ?? null;
    known.set(id, value);
    return value;
  };
};

/** A field of a report that is read from one dimension. */
export interface DimensionField {
  /** The dimension it is read from; none for what the sandbox knows nothing of. */
  readonly dimension: string | undefined;
  readonly read: (value: DimensionValue) => Json;
}

/** Finds the field of a name. */
export type FieldFinder = (field: string) => DimensionField;

const once = <T>(make: (text: string) => T): ((text: string) => T) => {
  const known = new Map<string, T>();
  return (text) => {
    const value = known.get(text) ?? make(text);
    known.set(text, value);
    return value;
  };
};

const nullable =
  (read: (text: string) => Json): DimensionField['read'] =>
  (value) =>
    value === null ? null : read(value);

/** Where a `Stat` field goes by another name. */
const SYNONYMS: Readonly<Record<string, string>> = { status: 'conversion_status' };

const UNKNOWN: DimensionField = { dimension: undefined, read: () => null };

/** Fields of one report: times are moved by `hourOffset`. Whether a field may be asked for is decided elsewhere. */
export const dimensionFields = (store: Store, hourOffset: number): FieldFinder => {
  const shifted = once((time) => shiftTime(time, hourOffset));

  const timeField = (name: string): DimensionField | undefined => {
    const part = own(TIME_PARTS, name);
    if (part === undefined) return undefined;
    const read = once((time) => part(shifted(time)));
    return { dimension: name === 'datetime' ? 'datetime' : 'hour', read: nullable(read) };
  };

  return (field) => {
    const [model = '', column = ''] = field.split('.');
    if (model === 'Stat')
      return timeField(column) ?? { dimension: own(SYNONYMS, column) ?? column, read: (value) => value };
    const relation = relationOf(model);
    if (relation === undefined) return UNKNOWN;
    return { dimension: relation.dimension, read: nullable(relatedColumn(store, relation, column)) };
  };
};

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
