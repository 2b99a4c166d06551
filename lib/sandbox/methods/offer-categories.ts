import { argumentId } from '../arguments.js';
import type { Handlers } from '../call.js';
import { categoryRow } from '../query/category-row.js';

/** The categories an offer is in. */
export const offerCategoryHandlers: Handlers = {
  addCategory: (call) => {
    const category = argumentId(call, 'category_id', 'OfferCategory');
    call.store.offerCategories.add(argumentId(call, 'id', 'Offer'), category);
    return true;
  },

  getCategories: (call) => {
    const { store } = call;
    const ids = store.offerCategories.of(argumentId(call, 'id', 'Offer')).toSorted((a, b) => Number(a) - Number(b));
    return ids.flatMap((id) => {
      const row = store.tables.OfferCategory.get(id);
      return row ? [{ OfferCategory: categoryRow(store, row) }] : [];
    });
  },
};
