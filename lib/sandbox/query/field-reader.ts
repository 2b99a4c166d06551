import { type ToOneModel, toOneModel } from '../catalog/contain.js';
import { ENTITIES } from '../entities/entities.js';
import type { Column } from '../store/columns.js';
import type { Entity, TableName } from '../store/entity.js';
import type { Store } from '../store/store.js';
import { refuseField } from '../wire/envelope.js';
import { type Json, own } from '../wire/json.js';

/** Reads one field of the rows of a table, by their keys. */
export interface FieldReader {
  /** The columns that it reads, to be made before a scan. */
  readonly columns: readonly Column[];
  read(key: number): Json;
}

/**
 * Creates a reader for `id`, `Offer.id` or `Advertiser.company` in the rows of `entity`.
 *
 * @throws ApiFailure when there is no such field
 */
export const fieldReader = (entity: Entity, store: Store, path: string): FieldReader => {
  const [model, field = model ?? ''] = path.split('.');
  const isOwn = !path.includes('.') || model === entity.name;
  if (isOwn && field === 'id') return { columns: [], read: (key) => key };
  const reader =
    isOwn && Object.hasOwn(entity.template, field)
      ? ownReader(store.tableOf(entity).column(field))
      : relatedReader(entity, store, model ?? '', field);
  if (reader === undefined) throw refuseField(path);
  return reader;
};

const ownReader = (column: Column): FieldReader => ({
  columns: [column],
  read: (key) => column.valueAt(key) ?? null,
});

const relatedReader = (entity: Entity, store: Store, model: string, field: string): FieldReader | undefined => {
  const relation = relationOf(entity, model);
  if (relation === undefined || !Object.hasOwn(relation.other.template, field)) return undefined;
  const reference = store.tableOf(entity).column(relation.column);
  const column = store.tableOf(relation.other).column(field);
  return {
    columns: [reference, column],
    read: (key) => {
      const id = reference.valueAt(key);
      return typeof id === 'string' ? (column.valueAt(Number(id)) ?? null) : null;
    },
  };
};

const relationOf = (entity: Entity, model: string): ToOneModel | undefined => {
  const relation = toOneRelation(entity.name, model);
  return relation ? { other: ENTITIES[relation.table], column: relation.key } : toOneModel(entity, model);
};

/** A relation to the one row of `table` whose id the column `key` holds. */
export interface ToOne {
  readonly table: TableName;
  readonly key: string;
}

const OFFER: ToOne = { table: 'Offer', key: 'offer_id' };
const AFFILIATE: ToOne = { table: 'Affiliate', key: 'affiliate_id' };
const ADVERTISER: ToOne = { table: 'Advertiser', key: 'advertiser_id' };
const GOAL: ToOne = { table: 'Goal', key: 'goal_id' };
const TAG: ToOne = { table: 'Tag', key: 'tag_id' };

const RELATIONS: Readonly<Record<string, Readonly<Record<string, ToOne>>>> = {
  AffiliateOffer: { Affiliate: AFFILIATE, Offer: OFFER },
  AffiliateUser: { Affiliate: AFFILIATE },
  Conversion: { Affiliate: AFFILIATE, Advertiser: ADVERTISER, Offer: OFFER, Goal: GOAL },
  Goal: { Offer: OFFER, Advertiser: ADVERTISER },
  Offer: { Advertiser: ADVERTISER },
  OfferFile: { Offer: OFFER },
  OffersTags: { Tag: TAG, Offer: OFFER },
};

/** The relation of `table` to one row of `model`, if there is one. */
export const toOneRelation = (table: string, model: string): ToOne | undefined => own(own(RELATIONS, table), model);
