import type { Call } from '../call.js';
import { EPOCH, DAY, dateTime } from '../data/dates.js';
import { nestRow, type ReportCell } from '../reports/report-reply.js';
import { pageShape, readPaging, slicePage } from '../query/paging.js';
import type { Json, JsonObject } from '../wire/json.js';
import { listOf } from '../wire/params.js';
import type { CatalogCall } from './catalog-call.js';
import { entityOf } from './entity-of.js';
import { GENERATED_ROWS } from './generated-rows.js';
import { statRow } from './stat-row.js';

const DEFAULT = ['Stat.clicks', 'Stat.conversions', 'Stat.payout'];

const statValue = (field: string, index: number): Json => {
  if (field === 'date') return dateTime(EPOCH - index * DAY).slice(0, 10);
  return statRow(index)[field] ?? String(index);
};

const cellOf = (call: Call, path: string, index: number): ReportCell => {
  const [model = 'Stat', field] = path.split('.');
  if (field === undefined) return [`Stat.${path}`, statValue(path, index)];
  const value = model === 'Stat' ? statValue(field, index) : call.store.tableOf(entityOf(model)).get(index)?.[field];
  return [path, value ?? null];
};

const statAt = (call: Call, index: number): JsonObject => {
  const asked = listOf(call.params, 'fields');
  return nestRow((asked.length > 0 ? asked : DEFAULT).map((path) => cellOf(call, path, index)));
};

/** Rows of a report that the sandbox does not compute: they have the fields asked for, and sums that mean nothing. */
export const statRows = ({ call }: CatalogCall): Json => {
  const paging = readPaging(call.params, call.maxPageSize);
  const indexes = Array.from({ length: GENERATED_ROWS }, (_, index) => index + 1);
  const rows = slicePage(indexes, paging).map((index) => statAt(call, index));
  if (paging === undefined) return rows;
  return { ...(pageShape(new Map(), indexes.length, paging) as JsonObject), data: rows };
};

/** The one row of an overview. */
export const statOverview = ({ call }: CatalogCall): Json => statAt(call, 1);
