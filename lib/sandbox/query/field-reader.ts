import { refuseField } from '../api-failure.js';
import { toOneModel, type ToOneModel } from '../catalog/to-one-model.js';
import type { Entity } from '../data/entity.js';
import type { Store } from '../data/store.js';
import { ENTITIES } from '../entities/entities.js';
import type { Json } from '../wire/json.js';
import type { RowView } from './row-view.js';
import { toOneRelation } from './to-one.js';

/** Reads one field of the record that is looked at. */
export type FieldReader = (record: RowView) => Json;

const relationOf = (entity: Entity, model: string): ToOneModel | undefined => {
  const relation = toOneRelation(entity.name, model);
  return relation ? { other: ENTITIES[relation.table], column: relation.key } : toOneModel(entity, model);
};

const relatedReader = (entity: Entity, store: Store, model: string, field: string): FieldReader | undefined => {
  const relation = relationOf(entity, model);
  if (relation === undefined || !Object.hasOwn(relation.other.template, field)) return undefined;
  const table = store.tableOf(relation.other);
  return (record) => {
    const id = record.value(relation.column);
    return typeof id === 'string' ? (table.get(id)?.[field] ?? null) : null;
  };
};

/** Finds what `id`, `Offer.id` or `Advertiser.company` mean among the rows of `entity`; an unknown field is refused. */
export const fieldReader = (entity: Entity, store: Store, path: string): FieldReader => {
  const [model, field = model ?? ''] = path.split('.');
  const own = !path.includes('.') || model === entity.name;
  // Asked once, not for each row: in Node 20 one of some hundred thousand comparisons of names was seen to go wrong.
  if (own && field === 'id') return (record) => record.key;
  const reader =
    own && Object.hasOwn(entity.template, field)
      ? (record: RowView) => record.value(field)
      : relatedReader(entity, store, model ?? '', field);
  if (reader === undefined) throw refuseField(path);
  return reader;
};
