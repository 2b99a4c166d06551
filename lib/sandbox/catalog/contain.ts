import type { Contain } from '../query/contains.js';
import { rowsOrList } from '../query/paging.js';
import { containedRow, selectFields } from '../query/select-fields.js';
import { type Entity, type Row, textIn } from '../store/entity.js';
import type { Store } from '../store/store.js';
import { entityOf } from './generated-entity.js';
import { idField } from './scope.js';
import { statRow } from './stats.js';
import { containedModel, toOneModel, type ToOneModel } from './to-one-model.js';

const rowView = (entity: Entity): ((row: Row) => Row) => {
  const select = selectFields(entity, []);
  return (row) => containedRow(entity.name, select(row));
};

/** The row whose id a column of this one contains. */
const toOne =
  ({ other, column }: ToOneModel): Contain =>
  (row, store) => {
    const found = store.tableOf(other).get(textIn(row, column));
    return found ? rowView(other)(found) : null;
  };

/** Rows that name this one. Where no generated row does, the first of them is adapted to it. */
const ownedRows = (other: Entity, owner: string, row: Row, store: Store): readonly Row[] => {
  const rows = [...store.tableOf(other).rows()];
  const matching = rows.filter((candidate) => textIn(candidate, owner) === textIn(row, 'id'));
  const [first] = rows;
  if (matching.length > 0 || !other.isOpen || first === undefined) return matching;
  return [{ ...first, [owner]: textIn(row, 'id') }];
};

const toMany =
  (other: Entity, owner: string): Contain =>
  (row, store) => {
    const found = ownedRows(other, owner, row, store);
    const rows = found.map((ownedRow) => [textIn(ownedRow, 'id'), rowView(other)(ownedRow)] as const);
    // A model without an id has one row per owner.
    return Object.hasOwn(other.template, 'id') ? rowsOrList(new Map(rows)) : (rows[0]?.[1] ?? null);
  };

/** An arbitrary row, but always the same one. */
const arbitraryRow =
  (other: Entity): Contain =>
  (row, store) => {
    const rows = [...store.tableOf(other).rows()];
    const found = rows[Number(textIn(row, 'id')) % Math.max(1, rows.length)];
    return found ? rowView(other)(found) : null;
  };

/** Finds what rows contain under a name, from the catalog's models and the names of their fields. */
export const catalogContain = (entity: Entity, name: string): Contain | undefined => {
  if (name === 'Stat') return (row) => statRow(Number(textIn(row, 'id')));
  const model = containedModel(entity.name, name);
  if (model === undefined) return undefined;
  const named = toOneModel(entity, name);
  if (named !== undefined) return toOne(named);
  const other = entityOf(model);
  const owner = idField(entity.name);
  return Object.hasOwn(other.template, owner) ? toMany(other, owner) : arbitraryRow(other);
};
