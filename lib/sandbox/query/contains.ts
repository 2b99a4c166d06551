import type { TableName } from '../data/entity.js';
import { textIn, type Row } from '../data/row.js';
import type { Store } from '../data/store.js';
import type { Json } from '../wire/json.js';
import { categoryRow } from './category-row.js';
import { offerFileCode } from './creative-code.js';
import { rowsOrList } from './paging.js';

/** What a row contains under one name. */
export type Contain = (row: Row, store: Store) => Json;

const idOf = (row: Row): string => textIn(row, 'id');

const present = (row: Row | undefined): row is Row => row !== undefined;

const keyed = (rows: readonly Row[], key = 'id'): Json =>
  rowsOrList(new Map(rows.map((row) => [textIn(row, key), row] as const)));

const byIds = (store: Store, table: TableName, ids: readonly string[]): readonly Row[] =>
  ids.map((id) => store.tables[table].get(id)).filter(present);

/** Rows of `table` that name this one in `field`. */
const owning =
  (table: TableName, field: string): Contain =>
  (row, store) =>
    keyed([...store.tables[table].rows()].filter((other) => other[field] === row['id']));

/** Tags, through the rows that tie them to this one. */
const tagged =
  (relations: TableName, field: string): Contain =>
  (row, store) => {
    const ties = [...store.tables[relations].rows()].filter((tie) => tie[field] === row['id']);
    return keyed(
      byIds(
        store,
        'Tag',
        ties.map((tie) => textIn(tie, 'tag_id')),
      ),
    );
  };

const countries: Contain = (row, store) => {
  const codes = store.offerCountries.of(idOf(row));
  return keyed(
    [...store.tables.Country.rows()].filter((other) => codes.includes(textIn(other, 'code'))),
    'code',
  );
};

const categories: Contain = (row, store) => {
  const rows = byIds(store, 'OfferCategory', store.offerCategories.of(idOf(row)));
  return keyed(rows.map((category) => categoryRow(store, category)));
};

const thumbnail: Contain = (row, store) => {
  for (const file of store.tables.OfferFile.rows())
    if (file['offer_id'] === row['id'] && file['type'] === 'offer thumbnail') return file;
  return null;
};

/** What may be asked for with `contain[]` and is no single row that a field names. */
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
