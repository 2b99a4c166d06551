import { ENTITIES } from '../entities/entities.js';
import { findKeys } from '../query/find-keys.js';
import { listReply, pageRows, wrapping } from '../query/find-rows.js';
import { type Row, textIn } from '../store/entity.js';
import { refuse, refuseInOurWords, refuseMissingRow } from '../wire/envelope.js';
import type { Json } from '../wire/json.js';
import { textOf } from '../wire/params.js';
import { argument, type Call, entityId, type Handler, type Handlers } from './call.js';
import { findById, genericHandlers, update, updateField } from './generic.js';

const { Conversion } = ENTITIES;

/** The parameters that may name a conversion in place of `id`, and the columns that they refer to. */
const ALIASES = [
  ['tune_event_id', 'tune_event_id'],
  ['transaction_id', 'ad_id'],
] as const;

interface Alias {
  readonly name: string;
  /** The id of the conversion; `undefined` when none has the name. */
  readonly id: string | undefined;
}

const aliasOf = ({ params, store }: Call): Alias | undefined => {
  for (const [parameter, column] of ALIASES) {
    const name = textOf(params, parameter);
    if (name === undefined || name === '') continue;
    const [row] = store.tables.Conversion.where(column, name);
    return { name, id: row && textIn(row, 'id') };
  }
  return undefined;
};

/** Lets a call without an id name its conversion by an alias; `onUnknown` answers for an alias that no conversion has. */
const withAliases =
  (handler: Handler, onUnknown: (name: string) => null): Handler =>
  (call) => {
    const alias = (textOf(call.params, 'id') ?? '') === '' ? aliasOf(call) : undefined;
    if (alias === undefined) return handler(call);
    if (alias.id === undefined) return onUnknown(alias.name);
    return handler({ ...call, params: new Map([...call.params, ['id', alias.id]]) });
  };

const refuseAlias = (name: string): never => {
  throw refuseMissingRow(name);
};

const updateStatus: Handler = (call) => {
  const id = entityId(call, Conversion);
  const status = argument(call, 'status');
  const allowed = Conversion.enums?.['status'] ?? [];
  if (!allowed.includes(status)) throw refuse(`Status must be one of: ${allowed.join(', ')}`);
  call.store.tables.Conversion.update(id, { status });
  return true;
};

/**
 * `findUpdatedConversions` finds the conversions that were changed in a range of time, `findAddedConversions` those that were
 * added in it. A conversion that was added and changed since is in both.
 *
 * @experimental The parameters of the real methods are not documented, and no call of them has been seen. The sandbox takes
 * `start_date` and `end_date`, both optional and inclusive, as `YYYY-MM-DD HH:MM:SS`; filters, sort, fields and paging work
 * as in `findAll`.
 */
const conversionChangeHandlers: Handlers = {
  findUpdatedConversions: (call) => findByDate(call, changedAt),
  findAddedConversions: (call) => findByDate(call, addedAt),
};

const RANGE = { from: 'start_date', to: 'end_date' } as const;

/** The date of the event that a row is looked for by; `undefined` when the event has not happened. */
type EventDate = (row: Row, call: Call) => string | undefined;

const changedAt: EventDate = (row, { store }) =>
  store.conversionChanges.isChanged(row) ? textIn(row, 'modified') : undefined;

const addedAt: EventDate = (row, { store }) => store.conversionChanges.addedAt(row);

const findByDate = async (call: Call, eventDate: EventDate): Promise<Json> => {
  const { store, params } = call;
  const isInRange = rangeOf(call);
  const found = await findKeys(Conversion, store, params);
  const keys = found.filter((key) => {
    const row = store.tables.Conversion.get(key);
    const date = row && eventDate(row, call);
    return date !== undefined && isInRange(date);
  });
  return listReply(pageRows(call, Conversion, keys, wrapping(Conversion, store, params)));
};

/** A test of dates; those of one format compare as text. */
const rangeOf = (call: Call): ((date: string) => boolean) => {
  const from = parseDate(call, RANGE.from);
  const to = parseDate(call, RANGE.to);
  return (date) => (from === undefined || date >= from) && (to === undefined || date <= to);
};

const parseDate = ({ params }: Call, name: string): string | undefined => {
  const text = textOf(params, name);
  if (text !== undefined && !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text))
    throw refuseInOurWords(`${name} is not valid.`);
  return text;
};

/** The methods of conversions. A call names one by its id, its `tune_event_id` or the id of its transaction. */
export const conversionHandlers: Handlers = {
  ...genericHandlers(Conversion),
  ...conversionChangeHandlers,
  findById: withAliases(findById(Conversion), () => null),
  update: withAliases(update(Conversion), refuseAlias),
  updateField: withAliases(updateField(Conversion), refuseAlias),
  updateStatus: withAliases(updateStatus, refuseAlias),
};
