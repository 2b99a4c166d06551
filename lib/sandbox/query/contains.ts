import { type Row, type TableName, textIn } from '../store/entity.js';
import type { Store } from '../store/store.js';
import type { Json } from '../wire/json.js';
import { rowsOrList } from './paging.js';

/** The offers of a category, ascending. */
export const categoryOfferIds = (store: Store, category: string): readonly string[] =>
  [...store.tables.Offer.keys()].map(String).filter((id) => store.offerCategories.has(id, category));

/** A category with its offers counted. The service writes a count as text, but none as the number 0. */
export const categoryRow = (store: Store, row: Row): Row => {
  const count = categoryOfferIds(store, textIn(row, 'id')).length;
  return { ...row, offer_count: count === 0 ? 0 : String(count) };
};

/** What an affiliate pastes into a page to show a creative; a text of its own comes as it is. */
export const offerFileCode = (row: Row, affiliateId = ''): string => {
  const code = textIn(row, 'code');
  if (code !== '') return code;
  return `http://track.example.com/aff_f?offer_id=${textIn(row, 'offer_id')}&aff_id=${affiliateId}&file_id=${textIn(row, 'id')}`;
};

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
