import { refuse, refuseMissingRow } from '../api-failure.js';
import { argument, entityId } from '../arguments.js';
import type { Call, Handler, Handlers } from '../call.js';
import { textIn } from '../data/row.js';
import { ENTITIES } from '../entities/entities.js';
import { textOf } from '../wire/params.js';
import { conversionChangeHandlers } from './conversion-changes.js';
import { findById } from './find.js';
import { genericHandlers } from './generic.js';
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

/** Conversions: they go by their id, their `tune_event_id` or, as before, by the id of their transaction. */
export const conversionHandlers: Handlers = {
  ...genericHandlers(Conversion),
  ...conversionChangeHandlers,
  findById: named(findById(Conversion), () => null),
  update: named(update(Conversion), refuseName),
  updateField: named(updateField(Conversion), refuseName),
  updateStatus: named(updateStatus, refuseName),
};
