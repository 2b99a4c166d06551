import { ENTITIES } from '../entities/entities.js';
import { findKeys } from '../query/find-keys.js';
import { pageShape, rowsOrList } from '../query/paging.js';
import { pageRows } from '../query/find-rows.js';
import { wrapping } from '../query/wrap-row.js';
import { type Row, textIn } from '../store/entity.js';
import { textOf } from '../wire/params.js';
import { argument, type Call, entityId, type Handler, type Handlers, refuse, refuseMissingRow } from './call.js';
import { findById, genericHandlers } from './generic.js';
import { update, updateField } from './write.js';

const { Conversion } = ENTITIES;

/** What names a conversion where no id does: the parameter, and the column that holds it. */
const OTHER_NAMES = [
  ['tune_event_id', 'tune_event_id'],
  ['transaction_id', 'ad_id'],
] as const;

const idByName = ({ params, store }: Call): { readonly name: string; readonly id: string | undefined } | undefined => {
  for (const [parameter, column] of OTHER_NAMES) {
    const name = textOf(params, parameter);
    if (name === undefined || name === '') continue;
    for (const row of store.tables.Conversion.rows()) if (row[column] === name) return { name, id: textIn(row, 'id') };
    return { name, id: undefined };
  }
  return undefined;
};

/** Lets a conversion be named by what it is called, too. */
const named =
  (handler: Handler, unknown: (name: string) => null): Handler =>
  (call) => {
    const found = (textOf(call.params, 'id') ?? '') === '' ? idByName(call) : undefined;
    if (found === undefined) return handler(call);
    if (found.id === undefined) return unknown(found.name);
    return handler({ ...call, params: new Map([...call.params, ['id', found.id]]) });
  };

const refuseName = (name: string): never => {
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
 * The parameters of `findUpdatedConversions` and `findAddedConversions`: both ends included, `YYYY-MM-DD HH:MM:SS`, both
 * optional. Unverified: no source that was seen names the parameters of the real methods.
 */
const RANGE = { from: 'start_date', to: 'end_date' } as const;

const instant = ({ params }: Call, name: string): string | undefined => {
  const text = textOf(params, name);
  if (text !== undefined && !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) throw refuse(`${name} is not valid.`);
  return text;
};

/** Dates of one form sort as texts. */
const inRange = (call: Call): ((date: string) => boolean) => {
  const from = instant(call, RANGE.from);
  const to = instant(call, RANGE.to);
  return (date) => (from === undefined || date >= from) && (to === undefined || date <= to);
};

type Dating = (row: Row, call: Call) => string | undefined;

const find =
  (dateOf: Dating): Handler =>
  (call) => {
    const { store, params } = call;
    const isWanted = inRange(call);
    const keys = findKeys(ENTITIES.Conversion, store, params).filter((key) => {
      const row = store.tables.Conversion.get(key);
      const date = row && dateOf(row, call);
      return date !== undefined && isWanted(date);
    });
    const wrap = wrapping(ENTITIES.Conversion, store, params);
    const { rows, count, paging } = pageRows(call, ENTITIES.Conversion, keys, wrap);
    return paging ? pageShape(rows, count, paging) : rowsOrList(rows);
  };

const changedAt: Dating = (row, { store }) =>
  store.conversionChanges.isChanged(row) ? textIn(row, 'modified') : undefined;

/** Conversions that were changed since the sandbox was started, or came, between two dates. A row that came and was changed since is in both. */
export const conversionChangeHandlers: Handlers = {
  findUpdatedConversions: find(changedAt),
  findAddedConversions: find((row, { store }) => store.conversionChanges.addedAt(row)),
};

/** Conversions: they go by their id, their `tune_event_id` or, as before, by the id of their transaction. */
export const conversionHandlers: Handlers = {
  ...genericHandlers(Conversion),
  ...conversionChangeHandlers,
  findById: named(findById(Conversion), () => null),
  update: named(update(Conversion), refuseName),
  updateField: named(updateField(Conversion), refuseName),
  updateStatus: named(updateStatus, refuseName),
};
