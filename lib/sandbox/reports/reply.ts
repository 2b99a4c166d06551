import type { Call } from '../handlers/call.js';
import type { ReportOptions } from '../options.js';
import { parsePaging, slicePage } from '../query/paging.js';
import type { Json, JsonObject } from '../wire/json.js';
import type { ParamMap } from '../wire/params.js';
import type { ReaderOf } from './filters.js';

/** A field and its value. */
export type ReportCell = readonly [field: string, value: Json];

/** Nests `Stat.clicks` and `Offer.name` as `{Stat: {clicks}, Offer: {name}}`. */
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
 * Creates the reply: only the rows or, with a limit or totals, a page with its wrapper. Totals cover all rows, not only
 * those of the page. What `current` counts was never seen; here it is the rows of the page.
 */
export const reportReply = <R>(
  call: Call,
  records: readonly R[],
  cellsOf: (record: R) => readonly ReportCell[],
  totals: readonly ReportCell[] | undefined,
): Json => {
  const paging = parsePaging(call.params, call.maxPageSize);
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

/** A value prepared for comparison, once per row. */
interface SortKey {
  readonly number: number;
  readonly text: string | undefined;
}

const keyOf = (value: Json): SortKey => {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  return { number: text === undefined || text.trim() === '' ? NaN : Number(text), text: text?.toLowerCase() };
};

/** Compares numbers as numbers, everything else as text without regard to case. `null` comes first. */
const compare = (left: SortKey, right: SortKey): number => {
  if (left.text === right.text) return 0;
  if (left.text === undefined || right.text === undefined) return left.text === undefined ? -1 : 1;
  const difference = left.number - right.number;
  if (!Number.isNaN(difference)) return difference;
  return left.text < right.text ? -1 : 1;
};

/** Sorts by several values in turn, each ascending or, with the sign -1, descending. The sort is stable. */
export const sortByValues = <R>(
  records: readonly R[],
  valuesOf: (record: R) => readonly Json[],
  signs: readonly (1 | -1)[] = [],
): readonly R[] => {
  const sortable = records.map((record) => ({ record, keys: valuesOf(record).map(keyOf) }));
  sortable.sort((left, right) => {
    for (let index = 0; index < left.keys.length; index++) {
      const [one, other] = [left.keys[index], right.keys[index]];
      const order = one === undefined || other === undefined ? 0 : compare(one, other);
      if (order !== 0) return order * (signs[index] ?? 1);
    }
    return 0;
  });
  return sortable.map(({ record }) => record);
};

/** Sorts by `sort[Stat.clicks]=desc` and the like. The sort is stable. */
export const sortRecords = <R>(records: readonly R[], sort: ParamMap, readerOf: ReaderOf<R>): readonly R[] => {
  if (sort.size === 0) return records;
  const readers = [...sort.keys()].map(readerOf);
  const signs = [...sort.values()].map((direction) => (direction === 'desc' ? -1 : 1));
  return sortByValues(records, (record) => readers.map((read) => read(record)), signs);
};
