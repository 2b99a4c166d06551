import type { Handler } from '../call.js';
import type { Row } from '../data/row.js';
import type { Json } from '../wire/json.js';
import { amountOf, amountText } from './amount.js';
import { conversionFields, isMoneyOfConversion } from './conversion-field.js';
import { filteredSpan } from './date-span.js';
import { conversionDimension } from './dimensions.js';
import { filteredFields, readReportFilters } from './report-filters.js';
import { checkReportSpan } from './report-limits.js';
import { reportReply, type ReportCell } from './report-reply.js';
import { readReportRequest, type ReportRequest } from './report-request.js';
import { checkField, type ReportScope } from './report-scope.js';
import { sortRecords } from './sort-records.js';

type ReaderOf = (field: string) => (row: Row) => Json;

const convertText = (value: Json, convert: (amount: bigint) => bigint): Json =>
  value === null ? null : amountText(convert(amountOf(value)));

const cellsWith = (readerOf: ReaderOf, request: ReportRequest) => {
  const { fields, currency, convert } = request;
  const columns = fields.map((field) => ({ field, read: readerOf(field) }));
  return (row: Row): readonly ReportCell[] =>
    columns.flatMap(({ field, read }): ReportCell[] => {
      const value = read(row);
      if (convert === undefined || !isMoneyOfConversion(field)) return [[field, value]];
      return [
        [field, value],
        [`${field}@${currency}`, convertText(value, convert)],
      ];
    });
};

const totalsOf = (rows: readonly Row[], cellsOf: (row: Row) => readonly ReportCell[]): readonly ReportCell[] => {
  const totals = new Map<string, bigint>();
  for (const row of rows)
    for (const [field, value] of cellsOf(row)) totals.set(field, (totals.get(field) ?? 0n) + amountOf(value));
  return [...totals].map(([field, total]) => [field, amountText(total)] as const);
};

/** The handler of a report with a row for each conversion of the table that `isIn` it, oldest ids first. */
export const conversionsReport =
  (scope: ReportScope, isIn: (row: Row) => boolean = () => true): Handler =>
  (call) => {
    const request = readReportRequest(call, scope.defaults);
    const { fields, filters, sort, hourOffset } = request;
    for (const field of [...fields, ...filteredFields(filters), ...sort.keys()]) checkField(scope, field);
    const readerOf = conversionFields(call.store, hourOffset);
    const wanted = readReportFilters(filters, readerOf);
    checkReportSpan(call, filteredSpan(filters));
    const { viewer } = scope;
    const seen = viewer?.id(call);
    const isSeen = (row: Row): boolean => viewer === undefined || conversionDimension(row, viewer.dimension) === seen;
    const rows = [...call.store.tables.Conversion.rows()].filter((row) => isIn(row) && isSeen(row) && wanted(row));
    const money = { ...request, fields: fields.filter(isMoneyOfConversion) };
    const totals = request.totals ? totalsOf(rows, cellsWith(readerOf, money)) : undefined;
    return reportReply(call, sortRecords(rows, sort, readerOf), cellsWith(readerOf, request), totals);
  };
