import type { TableName } from '../data/entity.js';
import { textIn, type Row } from '../data/row.js';
import type { Store } from '../data/store.js';
import { own } from '../own.js';
import type { Json } from '../wire/json.js';

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
