import { ENTITIES } from '../entities/entities.js';
import { rowsOrList } from '../query/paging.js';
import { findRows } from '../query/find-rows.js';
import { type Row, type TableName, textIn } from '../store/entity.js';
import { listOf } from '../wire/params.js';
import {
  argument,
  argumentId,
  type Call,
  type Handler,
  type Handlers,
  refuseMissingArgument,
  refuseMissingRow,
} from './call.js';
import { genericHandlers } from './generic.js';

/** What can be tagged. */
export type Tagged = 'Advertiser' | 'Affiliate' | 'Offer';

const RELATIONS = {
  Advertiser: 'AdvertisersTags',
  Affiliate: 'AffiliatesTags',
  Offer: 'OffersTags',
} as const satisfies Record<Tagged, TableName>;

const keyOf = (model: Tagged): string => `${model.toLowerCase()}_id`;

const tiesOf = ({ store }: Call, model: Tagged, id: string): readonly Row[] =>
  [...store.tables[RELATIONS[model]].rows()].filter((tie) => textIn(tie, keyOf(model)) === id);

const tie = (call: Call, model: Tagged, tagId: string, id: string): Row => {
  const known = tiesOf(call, model, id).find((other) => textIn(other, 'tag_id') === tagId);
  const row = known ?? call.store.tables[RELATIONS[model]].insert({ tag_id: tagId, [keyOf(model)]: id });
  // As recorded: the bare row, its keys in another order than in lists.
  return { id: textIn(row, 'id'), [keyOf(model)]: id, tag_id: tagId };
};

const add =
  (model: Tagged): Handler =>
  (call) =>
    tie(call, model, argumentId(call, 'tag_id', 'Tag'), argumentId(call, keyOf(model), model));

const untie = (call: Call, model: Tagged, ties: readonly Row[]): void => {
  for (const other of ties) call.store.tables[RELATIONS[model]].remove(textIn(other, 'id'));
};

const set =
  (model: Tagged): Handler =>
  (call) => {
    const tags = listOf(call.params, 'tag_ids');
    if (tags.length === 0) throw refuseMissingArgument('tag_ids');
    const unknown = tags.find((tag) => !call.store.tables.Tag.has(tag));
    if (unknown !== undefined) throw refuseMissingRow(unknown);
    const id = argumentId(call, keyOf(model), model);
    untie(call, model, tiesOf(call, model, id));
    for (const tag of tags) tie(call, model, tag, id);
    return true;
  };

const remove =
  (model: Tagged): Handler =>
  (call) => {
    const tag = argument(call, 'tag_id');
    const ties = tiesOf(call, model, argument(call, keyOf(model)));
    untie(
      call,
      model,
      ties.filter((other) => textIn(other, 'tag_id') === tag),
    );
    return true;
  };

const removeById =
  (model: Tagged): Handler =>
  (call) =>
    call.store.tables[RELATIONS[model]].remove(argument(call, 'id'));

/** The wrapper without counts: whoever pages has to stop by himself. */
const findAll =
  (model: Tagged): Handler =>
  (call) => {
    const entity = ENTITIES[RELATIONS[model]];
    const { rows, paging } = findRows(call, entity);
    return { page: paging?.page ?? 1, current: 0, data: rowsOrList(rows) };
  };

/** The methods that tie tags to one kind of thing. */
export const tagRelationHandlers = (model: Tagged): Handlers => ({
  [`findAll${model}TagRelations`]: findAll(model),
  [`addTo${model}`]: add(model),
  [`setFor${model}`]: set(model),
  [`removeFrom${model}`]: remove(model),
  [`removeFrom${model}ByRelationalId`]: removeById(model),
});

/** Tags, and what they are tied to. A tag has no status: `delete` takes the row away. */
export const tagHandlers: Handlers = {
  ...genericHandlers(ENTITIES.Tag),
  delete: (call) => call.store.tables.Tag.remove(argumentId(call, 'id', 'Tag')),
  ...tagRelationHandlers('Offer'),
  ...tagRelationHandlers('Affiliate'),
  ...tagRelationHandlers('Advertiser'),
};
