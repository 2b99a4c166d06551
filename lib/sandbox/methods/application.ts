import { argumentId } from '../arguments.js';
import type { Handler, Handlers } from '../call.js';
import { ENTITIES } from '../entities/entities.js';
import { categoryOfferIds, categoryRow } from '../query/category-row.js';
import { findRows } from '../query/find-rows.js';
import { pageShape, rowsOrList } from '../query/paging.js';
import { selectFields } from '../query/select-fields.js';
import { listOf } from '../wire/params.js';
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
