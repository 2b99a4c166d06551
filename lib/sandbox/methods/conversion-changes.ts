import { refuse } from '../api-failure.js';
import type { Call, Handler, Handlers } from '../call.js';
import { textIn, type Row } from '../data/row.js';
import { ENTITIES } from '../entities/entities.js';
import { findKeys } from '../query/find-keys.js';
import { pageRows } from '../query/page-rows.js';
import { pageShape, rowsOrList } from '../query/paging.js';
import { wrapping } from '../query/wrap-row.js';
import { textOf } from '../wire/params.js';

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
