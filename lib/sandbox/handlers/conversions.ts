import { ENTITIES } from '../entities/entities.js';
import { textIn } from '../store/entity.js';
import { textOf } from '../wire/params.js';
import { argument, type Call, entityId, type Handler, type Handlers, refuse, refuseMissingRow } from './call.js';
import { conversionChangeHandlers } from './conversion-changes.js';
import { findById, genericHandlers } from './generic.js';
import { update, updateField } from './write.js';

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
    for (const row of store.tables.Conversion.rows()) if (row[column] === name) return { name, id: textIn(row, 'id') };
    return { name, id: undefined };
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

/** The methods of conversions. A call names one by its id, its `tune_event_id` or the id of its transaction. */
export const conversionHandlers: Handlers = {
  ...genericHandlers(Conversion),
  ...conversionChangeHandlers,
  findById: withAliases(findById(Conversion), () => null),
  update: withAliases(update(Conversion), refuseAlias),
  updateField: withAliases(updateField(Conversion), refuseAlias),
  updateStatus: withAliases(updateStatus, refuseAlias),
};
