import { toOneModel } from '../catalog/to-one-model.js';
import { type ToOneModel } from '../catalog/to-one-model.js';
import { ENTITIES } from '../entities/entities.js';
import { refuseField } from '../handlers/call.js';
import type { Entity, TableName } from '../store/entity.js';
import type { Store } from '../store/store.js';
import type { Table } from '../store/table.js';
import { type Json, own } from '../wire/json.js';

/** The row that is looked at. It is made only when more than its id is asked for. */
export interface RowView {
  readonly key: number;
  value(field: string): Json;
}

/** A record that is moved over the rows of a table, so that looking at a hundred thousand of them makes no garbage. */
export const createRowView = (table: Table) => {
  let key = 0;
  let row: ReturnType<Table['get']>;
  const load = () => (row ??= table.get(key));
  const record: RowView = {
    get key() {
      return key;
    },
    value: (field) => (field === 'id' ? key : (load()?.[field] ?? null)),
  };
  const moveTo = (next: number): RowView => {
    key = next;
    row = undefined;
    return record;
  };
  return { moveTo };
};

/** A row of another table that a field of this one names. */
export interface ToOne {
  readonly table: TableName;
  readonly key: string;
}

const to = (table: TableName, key: string): ToOne => ({ table, key });

const OFFER = to('Offer', 'offer_id');
const AFFILIATE = to('Affiliate', 'affiliate_id');
const ADVERTISER = to('Advertiser', 'advertiser_id');

const RELATIONS: Readonly<Record<string, Readonly<Record<string, ToOne>>>> = {
  AffiliateOffer: { Affiliate: AFFILIATE, Offer: OFFER },
  AffiliateUser: { Affiliate: AFFILIATE },
  Conversion: { Affiliate: AFFILIATE, Advertiser: ADVERTISER, Offer: OFFER, Goal: to('Goal', 'goal_id') },
  Goal: { Offer: OFFER, Advertiser: ADVERTISER },
  Offer: { Advertiser: ADVERTISER },
  OfferFile: { Offer: OFFER },
  OffersTags: { Tag: to('Tag', 'tag_id'), Offer: OFFER },
};

/** The relation called `model` of the rows of `table`, if it names one row. */
export const toOneRelation = (table: string, model: string): ToOne | undefined => own(own(RELATIONS, table), model);

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
