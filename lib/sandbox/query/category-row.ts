import { textIn, type Row } from '../data/row.js';
import type { Store } from '../data/store.js';

/** The offers of a category, ascending. */
export const categoryOfferIds = (store: Store, category: string): readonly string[] =>
  [...store.tables.Offer.keys()].map(String).filter((id) => store.offerCategories.has(id, category));

/** A category with its offers counted. The service writes a count as text, but none as the number 0. */
export const categoryRow = (store: Store, row: Row): Row => {
  const count = categoryOfferIds(store, textIn(row, 'id')).length;
  return { ...row, offer_count: count === 0 ? 0 : String(count) };
};
