import { ENTITIES } from '../entities/entities.js';
import { categoryOfferIds, categoryRow } from '../query/contains.js';
import { pageShape, rowsOrList } from '../query/paging.js';
import { findRows } from '../query/find-rows.js';
import { selectFields } from '../query/select-fields.js';
import { listOf } from '../wire/params.js';
import { argumentId, type Handler, type Handlers } from './call.js';
import { update } from './write.js';

const { OfferCategory } = ENTITIES;

const findAllOfferCategories: Handler = (call) => {
  const select = selectFields(OfferCategory, listOf(call.params, 'fields'));
  const wrap = (row: Parameters<typeof select>[0]) => ({ OfferCategory: select(categoryRow(call.store, row)) });
  const { rows, count, paging } = findRows(call, OfferCategory, wrap);
  return paging ? pageShape(rows, count, paging) : rowsOrList(rows);
};

const updateOfferCategory: Handler = (call) => {
  update(OfferCategory)(call);
  return true;
};

/** What belongs to the whole network. */
export const applicationHandlers: Handlers = {
  findAllOfferCategories,
  findAllOfferCategoryOfferIds: (call) => categoryOfferIds(call.store, argumentId(call, 'id', 'OfferCategory')),
  updateOfferCategory,
};

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
