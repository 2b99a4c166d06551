import { type Row, type TableName, textIn } from '../store/entity.js';
import type { Store } from '../store/store.js';
import type { Json } from '../wire/json.js';
import { rowsOrList } from './paging.js';

/** The ids of the offers in a category, ascending. */
export const categoryOfferIds = (store: Store, category: string): readonly string[] =>
  [...store.tables.Offer.keys()].map(String).filter((id) => store.offerCategories.has(id, category));

/** A category with the number of its offers: text or, for none, the number 0, as recorded. */
export const categoryRow = (store: Store, row: Row): Row => {
  const count = categoryOfferIds(store, textIn(row, 'id')).length;
  return { ...row, offer_count: count === 0 ? 0 : String(count) };
};

/** The code that an affiliate puts into a page to show a creative: its own text, or a link to the uploaded file. */
export const offerFileCode = (row: Row, affiliateId = ''): string => {
  const code = textIn(row, 'code');
  if (code !== '') return code;
  return `http://track.example.com/aff_f?offer_id=${textIn(row, 'offer_id')}&aff_id=${affiliateId}&file_id=${textIn(row, 'id')}`;
};

/** Reads what a row contains under one name of `contain[]`. */
export type Contain = (row: Row, store: Store) => Json;

const idOf = (row: Row): string => textIn(row, 'id');

const isPresent = (row: Row | undefined): row is Row => row !== undefined;

const rowsByKey = (rows: readonly Row[], key = 'id'): Json =>
  rowsOrList(new Map(rows.map((row) => [textIn(row, key), row] as const)));

const rowsByIds = (store: Store, table: TableName, ids: readonly string[]): readonly Row[] =>
  ids.map((id) => store.tables[table].get(id)).filter(isPresent);

/** The rows of `table` that refer to this one by `field`. */
const owning =
  (table: TableName, field: string): Contain =>
  (row, store) =>
    rowsByKey(store.tables[table].where(field, idOf(row)));

/** The tags that `relations` relate to this row. */
const tagged =
  (relations: TableName, field: string): Contain =>
  (row, store) => {
    const related = store.tables[relations].where(field, idOf(row));
    const tagIds = related.map((other) => textIn(other, 'tag_id'));
    return rowsByKey(rowsByIds(store, 'Tag', tagIds));
  };

const countries: Contain = (row, store) => {
  const codes = store.offerCountries.of(idOf(row));
  const rows = store.tables.Country.rows().filter((other) => codes.includes(textIn(other, 'code')));
  return rowsByKey(rows, 'code');
};

const categories: Contain = (row, store) => {
  const rows = rowsByIds(store, 'OfferCategory', store.offerCategories.of(idOf(row)));
  return rowsByKey(rows.map((category) => categoryRow(store, category)));
};

const thumbnail: Contain = (row, store) => {
  const files = store.tables.OfferFile.where('offer_id', idOf(row));
  return files.find((file) => file['type'] === 'offer thumbnail') ?? null;
};

/** The names that `contain[]` allows, by model, in addition to the rows that a column refers to. */
export const CONTAINS: Readonly<Record<string, Readonly<Record<string, Contain>>>> = {
  Advertiser: { AdvertiserTag: tagged('AdvertisersTags', 'advertiser_id') },
  Affiliate: {
    AffiliateTag: tagged('AffiliatesTags', 'affiliate_id'),
    AffiliateUser: owning('AffiliateUser', 'affiliate_id'),
  },
  Offer: {
    Country: countries,
    Goal: owning('Goal', 'offer_id'),
    OfferCategory: categories,
    OfferFile: owning('OfferFile', 'offer_id'),
    OfferTag: tagged('OffersTags', 'offer_id'),
    Thumbnail: thumbnail,
  },
  OfferFile: { CreativeCode: (row) => offerFileCode(row) },
};
