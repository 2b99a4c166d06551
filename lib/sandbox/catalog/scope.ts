import { type MethodRow, ownModel } from '../../catalog/methods.js';
import type { Call } from '../handlers/call.js';
import { type Entity, type Row, textIn } from '../store/entity.js';
import { textOf } from '../wire/params.js';

/** A call without a handler of its own, and what the catalog knows about its method. */
export interface CatalogCall {
  readonly call: Call;
  readonly facts: MethodRow;
}

/** The field in which other models reference a model: `ad_campaign_id` for `AdCampaign`. */
export const idField = (model: string): string => `${model.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()}_id`;

/** The columns, with their values as text, that the rows of a call have in common. */
type Scope = Readonly<Record<string, string>>;

const NOT_COLUMNS = new Set(['id', 'limit', 'page', 'fields', 'sort', 'contain']);

const columnsIn = ({ params }: Call, { template }: Entity): Scope =>
  Object.fromEntries(
    [...params].filter(
      (pair): pair is [string, string] =>
        typeof pair[1] === 'string' && pair[1] !== '' && !NOT_COLUMNS.has(pair[0]) && Object.hasOwn(template, pair[0]),
    ),
  );

/** The column that references the owner of a row. The id in `Offer.getPayouts(id)` is the offer's, in the column `offer_id`. */
export const ownerColumn = ({ target }: Call, entity: Entity): string | undefined => {
  const owner = ownModel(target);
  const column = idField(owner);
  return owner !== entity.name && Object.hasOwn(entity.template, column) ? column : undefined;
};

/** The scope that the parameters of a call describe: those that are columns, and the id of the owner. */
export const rowScope = (call: Call, entity: Entity): Scope => {
  const owner = ownerColumn(call, entity);
  const id = textOf(call.params, 'id') ?? '';
  return { ...(owner !== undefined && id !== '' ? { [owner]: id } : {}), ...columnsIn(call, entity) };
};

/** Whether a row has the values of a scope. */
export const isInScope = (row: Row, scope: Scope): boolean =>
  Object.entries(scope).every(([column, text]) => textIn(row, column) === text);

const MODELS = { affiliate: 'Affiliate', advertiser: 'Advertiser' } as const;

/** The scope of the rows that an affiliate or advertiser may see: its own row, and the rows that reference it. */
export const principalScope = ({ principal }: Call, entity: Entity): Scope => {
  if (principal.kind === 'network') return {};
  const model = MODELS[principal.kind];
  if (entity.name === model) return { id: principal.id };
  const column = idField(model);
  return Object.hasOwn(entity.template, column) ? { [column]: principal.id } : {};
};

/**
 * The row of an id as the caller sees it; `undefined` for a row that does not exist or belongs to another principal.
 * Generated rows are adapted to the caller.
 */
export const seenRow = (call: Call, entity: Entity, id: string | number): Row | undefined => {
  const row = call.store.tableOf(entity).get(id);
  const scope = principalScope(call, entity);
  if (row === undefined || entity.isOpen) return row && { ...row, ...scope };
  return isInScope(row, scope) ? row : undefined;
};
