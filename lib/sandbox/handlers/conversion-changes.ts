import { ENTITIES } from '../entities/entities.js';
import { findKeys } from '../query/find-keys.js';
import { listReply, pageRows } from '../query/find-rows.js';
import { wrapping } from '../query/wrap-row.js';
import { type Row, textIn } from '../store/entity.js';
import { textOf } from '../wire/params.js';
import { type Call, type Handler, type Handlers, refuseInOurWords } from './call.js';

/**
 * `findUpdatedConversions` finds the conversions that were changed in a range of time, `findAddedConversions` those that were
 * added in it. A conversion that was added and changed since is in both.
 *
 * @experimental The parameters of the real methods are not documented, and no call of them has been seen. The sandbox takes
 * `start_date` and `end_date`, both optional and inclusive, as `YYYY-MM-DD HH:MM:SS`; filters, sort, fields and paging work
 * as in `findAll`.
 */
export const conversionChangeHandlers: Handlers = {
  findUpdatedConversions: (call) => findByDate(call, changedAt),
  findAddedConversions: (call) => findByDate(call, addedAt),
};

const RANGE = { from: 'start_date', to: 'end_date' } as const;

/** The date of the event that a row is looked for by; `undefined` when the event has not happened. */
type EventDate = (row: Row, call: Call) => string | undefined;

const changedAt: EventDate = (row, { store }) =>
  store.conversionChanges.isChanged(row) ? textIn(row, 'modified') : undefined;

const addedAt: EventDate = (row, { store }) => store.conversionChanges.addedAt(row);

const findByDate = (call: Call, eventDate: EventDate): ReturnType<Handler> => {
  const { store, params } = call;
  const isInRange = rangeOf(call);
  const keys = findKeys(ENTITIES.Conversion, store, params).filter((key) => {
    const row = store.tables.Conversion.get(key);
    const date = row && eventDate(row, call);
    return date !== undefined && isInRange(date);
  });
  return listReply(pageRows(call, ENTITIES.Conversion, keys, wrapping(ENTITIES.Conversion, store, params)));
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
