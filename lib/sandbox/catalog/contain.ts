import type { Contain } from '../query/contains.js';
import { rowsOrList } from '../query/paging.js';
import { containedRow } from '../query/select-fields.js';
import { selectFields } from '../query/select-fields.js';
import { type Entity, type Row, textIn } from '../store/entity.js';
import type { Store } from '../store/store.js';
import { entityOf } from './generated-entity.js';
import { idField } from './scope.js';
import { statRow } from './stats.js';
import { containedModel, toOneModel, type ToOneModel } from './to-one-model.js';

const shown = (entity: Entity): ((row: Row) => Row) => {
  const select = selectFields(entity, []);
  return (row) => containedRow(entity.name, select(row));
};

const named =
  ({ other, column }: ToOneModel): Contain =>
  (row, store) => {
    const found = store.tableOf(other).get(textIn(row, column));
    return found ? shown(other)(found) : null;
  };

/** Rows that name this one; where the other rows are made up and none does, the first of them is made to. */
const owned = (other: Entity, owner: string, row: Row, store: Store): readonly Row[] => {
  const rows = [...store.tableOf(other).rows()];
  const fitting = rows.filter((candidate) => textIn(candidate, owner) === textIn(row, 'id'));
  const [first] = rows;
  if (fitting.length > 0 || !other.isOpen || first === undefined) return fitting;
  return [{ ...first, [owner]: textIn(row, 'id') }];
};

const owning =
  (other: Entity, owner: string): Contain =>
  (row, store) => {
    const rows = owned(other, owner, row, store).map((found) => [textIn(found, 'id'), shown(other)(found)] as const);
    // What has no id of its own is there once for each owner.
    return Object.hasOwn(other.template, 'id') ? rowsOrList(new Map(rows)) : (rows[0]?.[1] ?? null);
  };

/** Any row, but always the same one. */
const some =
  (other: Entity): Contain =>
  (row, store) => {
    const rows = [...store.tableOf(other).rows()];
    const found = rows[Number(textIn(row, 'id')) % Math.max(1, rows.length)];
    return found ? shown(other)(found) : null;
  };

/** What rows of a kind contain under a name, by the catalog's models and the names of their fields. */
export const catalogContain = (entity: Entity, name: string): Contain | undefined => {
  if (name === 'Stat') return (row) => statRow(Number(textIn(row, 'id')));
  const model = containedModel(entity.name, name);
  if (model === undefined) return undefined;
  const toOne = toOneModel(entity, name);
  if (toOne !== undefined) return named(toOne);
  const other = entityOf(model);
  const owner = idField(entity.name);
  return Object.hasOwn(other.template, owner) ? owning(other, owner) : some(other);
};
