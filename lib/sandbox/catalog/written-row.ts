import { argument } from '../arguments.js';
import type { Call } from '../call.js';
import type { Entity } from '../data/entity.js';
import { textIn } from '../data/row.js';
import { textOf, type ParamMap } from '../wire/params.js';
import { idField } from './id-field.js';
import { keyColumn } from './key-column.js';
import { ownerColumn } from './row-scope.js';
import { viewerScope } from './viewer-scope.js';

/** The id of the row where a column has a text; `''` where there is none. */
const idWhere = (call: Call, entity: Entity, column: string, text: string): string => {
  for (const row of call.store.tableOf(entity).rows()) if (textIn(row, column) === text) return textIn(row, 'id');
  return '';
};

/** `creative_id` names an `AdCampaignCreative`, `rule_id` a `TargetRule`. */
const keyParameter = ({ params }: Call, { name }: Entity): string | undefined =>
  [...params.keys()].find((key) => key.endsWith('_id') && `_${idField(name)}`.endsWith(`_${key}`));

/** `Affiliate.setCustomReferralCommission(id)` names the affiliate, not the commission. */
const byId = (call: Call, entity: Entity): string => {
  const id = argument(call, 'id');
  const owner = call.method.startsWith('set') ? ownerColumn(call, entity) : undefined;
  return owner === undefined ? id : idWhere(call, entity, owner, id);
};

/** Rows of a fresh sandbox have no references: where none fits, the id stands for it. */
const byReference = (call: Call, entity: Entity): string | undefined => {
  const text = textOf(call.params, 'ref_id');
  return text === undefined ? undefined : idWhere(call, entity, 'ref_id', text) || text;
};

/** What a row without an id goes by, where the data says it. */
const byData = (call: Call, entity: Entity, data: ParamMap): string | undefined => {
  const column = keyColumn(entity) ?? '';
  const text = column === 'id' ? undefined : data.get(column);
  return typeof text === 'string' ? idWhere(call, entity, column, text) : undefined;
};

/** The id of the row that a write changes; `''` where it has to be added first. A call that names none means the first. */
export const writtenRow = (call: Call, entity: Entity, data: ParamMap): string => {
  if (call.params.has('id')) return byId(call, entity);
  const parameter = keyParameter(call, entity);
  if (parameter !== undefined) return argument(call, parameter);
  const [first = ''] = call.store.tableOf(entity).keys();
  const own = viewerScope(call, entity)['id'];
  return byReference(call, entity) ?? byData(call, entity, data) ?? own ?? String(first);
};
