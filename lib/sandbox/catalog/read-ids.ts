import { ownModel } from '../../catalog/method-of.js';
import { findKeys } from '../query/find-keys.js';
import { readPaging, slicePage } from '../query/paging.js';
import type { Json } from '../wire/json.js';
import type { CatalogCall } from './catalog-call.js';
import { entityOf } from './entity-of.js';
import { GENERATED_ROWS } from './generated-rows.js';
import { isInScope, rowScope } from './row-scope.js';

/** Whose ids they are: the catalog seldom says, the method's name often does. */
const modelOf = ({ call, facts }: CatalogCall): string =>
  (facts.model || /(Offer|Affiliate|Advertiser)Ids/.exec(call.method)?.[1]) ?? ownModel(call.target);

/** Ids as text, ascending. What the sandbox keeps no account of, such as featured offers, is the first few. */
export const readIds = (catalogCall: CatalogCall): Json => {
  const { call } = catalogCall;
  const entity = entityOf(modelOf(catalogCall));
  const table = call.store.tableOf(entity);
  const scope = rowScope(call, entity);
  const isWhole = call.method === 'findAllIds' || Object.keys(scope).length > 0;
  const keys = findKeys(entity, call.store, call.params)
    .filter((key) => isInScope(table.get(key) ?? {}, scope))
    .toSorted((left, right) => left - right);
  const wanted = isWhole ? keys : keys.slice(0, GENERATED_ROWS);
  return slicePage(wanted, readPaging(call.params, call.maxPageSize)).map(String);
};
