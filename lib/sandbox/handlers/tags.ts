import { ENTITIES } from '../entities/entities.js';
import { findRows } from '../query/find-rows.js';
import { rowsOrList } from '../query/paging.js';
import { type Row, type TableName, textIn } from '../store/entity.js';
import { refuseMissingArgument, refuseMissingRow } from '../wire/envelope.js';
import { listOf } from '../wire/params.js';
import { argument, argumentId, type Call, type Handler, type Handlers } from './call.js';
import { genericHandlers } from './generic.js';

/** The models that can be tagged, and the tables that relate tags to them. */
const RELATIONS = {
  Advertiser: 'AdvertisersTags',
  Affiliate: 'AffiliatesTags',
  Offer: 'OffersTags',
} as const satisfies Partial<Record<TableName, TableName>>;

type Tagged = keyof typeof RELATIONS;

const keyOf = (model: Tagged): string => `${model.toLowerCase()}_id`;

const relationsOf = ({ store }: Call, model: Tagged, id: string): readonly Row[] =>
  store.tables[RELATIONS[model]].where(keyOf(model), id);

/** Adds a relation if there is none yet. The reply is the bare row, its keys in another order than in lists, as recorded. */
const relate = (call: Call, model: Tagged, tagId: string, id: string): Row => {
  const known = relationsOf(call, model, id).find((row) => textIn(row, 'tag_id') === tagId);
  const row = known ?? call.store.tables[RELATIONS[model]].insert({ tag_id: tagId, [keyOf(model)]: id });
  return { id: textIn(row, 'id'), [keyOf(model)]: id, tag_id: tagId };
};

const removeRelations = (call: Call, model: Tagged, relations: readonly Row[]): void => {
  for (const row of relations) call.store.tables[RELATIONS[model]].remove(textIn(row, 'id'));
};

const addTo =
  (model: Tagged): Handler =>
  (call) =>
    relate(call, model, argumentId(call, 'tag_id', 'Tag'), argumentId(call, keyOf(model), model));

const setFor =
  (model: Tagged): Handler =>
  (call) => {
    const tags = listOf(call.params, 'tag_ids');
    if (tags.length === 0) throw refuseMissingArgument('tag_ids');
    const unknown = tags.find((tag) => !call.store.tables.Tag.has(tag));
    if (unknown !== undefined) throw refuseMissingRow(unknown);
    const id = argumentId(call, keyOf(model), model);
    removeRelations(call, model, relationsOf(call, model, id));
    for (const tag of tags) relate(call, model, tag, id);
    return true;
  };

const removeFrom =
  (model: Tagged): Handler =>
  (call) => {
    const tag = argument(call, 'tag_id');
    const relations = relationsOf(call, model, argument(call, keyOf(model)));
    const wanted = relations.filter((row) => textIn(row, 'tag_id') === tag);
    removeRelations(call, model, wanted);
    return true;
  };

const removeByRelationalId =
  (model: Tagged): Handler =>
  (call) =>
    call.store.tables[RELATIONS[model]].remove(argument(call, 'id'));

/** Lists relations in a wrapper without counts, as recorded: a client cannot tell the last page by a number. */
const findAllRelations =
  (model: Tagged): Handler =>
  async (call) => {
    const { rows, paging } = await findRows(call, ENTITIES[RELATIONS[model]]);
    return { page: paging?.page ?? 1, current: 0, data: rowsOrList(rows) };
  };

/** The methods that relate tags to one model. */
const relationHandlers = (model: Tagged): Handlers => ({
  [`findAll${model}TagRelations`]: findAllRelations(model),
  [`addTo${model}`]: addTo(model),
  [`setFor${model}`]: setFor(model),
  [`removeFrom${model}`]: removeFrom(model),
  [`removeFrom${model}ByRelationalId`]: removeByRelationalId(model),
});

/** The methods of tags. A tag has no status: `delete` removes its row. */
export const tagHandlers: Handlers = {
  ...genericHandlers(ENTITIES.Tag),
  delete: (call) => call.store.tables.Tag.remove(argumentId(call, 'id', 'Tag')),
  ...relationHandlers('Offer'),
  ...relationHandlers('Affiliate'),
  ...relationHandlers('Advertiser'),
};
