import { ownModel } from '../../catalog/methods.js';
import type { Call } from '../handlers/call.js';
import { type Entity, type Row, textIn } from '../store/entity.js';
import { textOf } from '../wire/params.js';

/** The field that names a row of a model elsewhere: `ad_campaign_id` for `AdCampaign`. */
export const idField = (model: string): string => `${model.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()}_id`;

/** Columns and the texts that they have in the rows a call is about. */
export type Scope = Readonly<Record<string, string>>;

const NOT_COLUMNS = new Set(['id', 'limit', 'page', 'fields', 'sort', 'contain']);

const columnsIn = ({ params }: Call, { template }: Entity): Scope =>
  Object.fromEntries(
    [...params].filter(
      (pair): pair is [string, string] =>
        typeof pair[1] === 'string' && pair[1] !== '' && !NOT_COLUMNS.has(pair[0]) && Object.hasOwn(template, pair[0]),
    ),
  );

/** Of `Offer.getPayouts(id)` the id is the offer's, which its payouts name in `offer_id`. */
export const ownerColumn = ({ target }: Call, entity: Entity): string | undefined => {
  const owner = ownModel(target);
  const column = idField(owner);
  return owner !== entity.name && Object.hasOwn(entity.template, column) ? column : undefined;
};

/** Reads out of the parameters which rows a call is about: those that have the same in their columns. */
export const rowScope = (call: Call, entity: Entity): Scope => {
  const owner = ownerColumn(call, entity);
  const id = textOf(call.params, 'id') ?? '';
  return { ...(owner !== undefined && id !== '' ? { [owner]: id } : {}), ...columnsIn(call, entity) };
};

/** Whether a row has what the scope says. */
export const isInScope = (row: Row, scope: Scope): boolean =>
  Object.entries(scope).every(([column, text]) => textIn(row, column) === text);

const MODELS = { affiliate: 'Affiliate', advertiser: 'Advertiser' } as const;

/** What rows have that one affiliate or advertiser may see: its own row, and of what names affiliates only what names it. */
export const principalScope = ({ principal }: Call, entity: Entity): Scope => {
  if (principal.kind === 'network') return {};
  const model = MODELS[principal.kind];
  if (entity.name === model) return { id: principal.id };
  const column = idField(model);
  return Object.hasOwn(entity.template, column) ? { [column]: principal.id } : {};
};

/** The row of an id as the caller sees it; `undefined` where there is none, or none for him. Made-up rows are everybody's. */
export const seenRow = (call: Call, entity: Entity, id: string | number): Row | undefined => {
  const row = call.store.tableOf(entity).get(id);
  const scope = principalScope(call, entity);
  if (row === undefined || entity.isOpen) return row && { ...row, ...scope };
  return isInScope(row, scope) ? row : undefined;
};
