import type { Call } from '../call.js';
import { readPaging, slicePage } from '../query/paging.js';
import type { Json, JsonObject } from '../wire/json.js';
import type { ReportOptions } from './report-options.js';

/** A field and its value. */
export type ReportCell = readonly [field: string, value: Json];

/** `Stat.clicks` and `Offer.name` as `{Stat: {clicks}, Offer: {name}}`. */
export const nestRow = (cells: readonly ReportCell[]): JsonObject => {
  const models = new Map<string, [string, Json][]>();
  for (const [field, value] of cells) {
    const dot = field.indexOf('.');
    const model = field.slice(0, dot);
    const columns = models.get(model) ?? [];
    models.set(model, columns);
    columns.push([field.slice(dot + 1), value]);
  }
  return Object.fromEntries([...models].map(([model, columns]) => [model, Object.fromEntries(columns)]));
};

const rowsAs = (rows: readonly JsonObject[], form: ReportOptions['rows']): Json =>
  form === 'object' && rows.length > 0 ? new Map(rows.map((row, index) => [String(index), row])) : rows;

/**
 * Puts the reply together: the rows alone, or with a limit or totals the page wrapper. Totals are of all rows, not of the
 * page. What `current` counts was never seen: here it is the rows of the page.
 */
export const reportReply = <R>(
  call: Call,
  records: readonly R[],
  cellsOf: (record: R) => readonly ReportCell[],
  totals: readonly ReportCell[] | undefined,
): Json => {
  const paging = readPaging(call.params, call.maxPageSize);
  const rows = slicePage(records, paging).map((record) => nestRow(cellsOf(record)));
  const data = rowsAs(rows, call.reports.rows);
  if (paging === undefined && totals === undefined) return data;
  const size = paging?.limit ?? Math.max(1, records.length);
  return {
    page: paging?.page ?? 1,
    current: rows.length,
    count: records.length,
    pageCount: Math.ceil(records.length / size),
    data,
    ...(totals === undefined ? {} : { totals: nestRow(totals) }),
  };
};
