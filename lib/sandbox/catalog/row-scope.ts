import { ownModel } from '../../catalog/method-of.js';
import type { Call } from '../call.js';
import type { Entity } from '../data/entity.js';
import { textIn, type Row } from '../data/row.js';
import { textOf } from '../wire/params.js';
import { idField } from './id-field.js';

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
