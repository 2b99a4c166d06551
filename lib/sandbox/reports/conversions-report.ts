import type { Handler } from '../handlers/call.js';
import { type Row, textIn } from '../store/entity.js';
import type { Store } from '../store/store.js';
import { type Json, own } from '../wire/json.js';
import { filteredSpan, instantOf, shiftTime, TIME_PARTS } from './dates.js';
import { conversionDimension, dimensionFields } from './dimensions.js';
import { filteredFields, parseReportFilters, type ReaderOf } from './filters.js';
import { type ReportCell, reportReply, sortRecords } from './reply.js';
import { checkField, checkReportSpan, parseReportRequest, type ReportRequest, type ReportScope } from './request.js';
import { amountOf, amountText, ONE } from './sums.js';

type Read = (row: Row) => Json;

const has = (row: Row, status: string): boolean => textIn(row, 'status') === status;

const text =
  (column: string): Read =>
  (row) =>
    textIn(row, column) || null;

/** An amount of the table, or `null`. */
const amount =
  (column: string): Read =>
  (row) =>
    row[column] === null || row[column] === undefined ? null : amountText(amountOf(row[column]));

/** An amount of the conversions that pass a test, 0 for the others. */
const amountIf =
  (column: string, test: (row: Row) => boolean): Read =>
  (row) =>
    amountText(test(row) ? amountOf(row[column]) : 0n);

const isApproved = (row: Row): boolean => has(row, 'approved');
const isPending = (row: Row): boolean => has(row, 'pending');
const isNotRejected = (row: Row): boolean => !has(row, 'rejected');

const rate =
  (test: (row: Row) => boolean): Read =>
  (row) =>
    amountText(test(row) ? 100n * ONE : 0n);

/**
 * The money of a conversion.
 *
 * @experimental Invented: which amounts are net, and that a pending amount is 0 after its approval.
 */
const MONEY: Readonly<Record<string, Read>> = {
  'Stat.payout': amount('payout'),
  'Stat.revenue': amount('revenue'),
  'Stat.sale_amount': amount('sale_amount'),
  'Stat.conversion_payout': amount('payout'),
  'Stat.approved_payout': amountIf('payout', isApproved),
  'Stat.pending_payout': amountIf('payout', isPending),
  'Stat.pending_revenue': amountIf('revenue', isPending),
  'Stat.pending_sale_amount': amountIf('sale_amount', isPending),
  'Stat.net_payout': amountIf('payout', isNotRejected),
  'Stat.net_revenue': amountIf('revenue', isNotRejected),
  'Stat.net_sale_amount': amountIf('sale_amount', isNotRejected),
};

/**
 * Seconds from the click to the conversion.
 *
 * @experimental Invented: the format of the service was never seen.
 */
const delay: Read = (row) => {
  const ms = instantOf(textIn(row, 'datetime')) - instantOf(textIn(row, 'session_datetime'));
  return Number.isNaN(ms) ? null : String(ms / 1000);
};

const OTHERS: Readonly<Record<string, Read>> = {
  'Stat.conversion_id': text('id'),
  'Stat.count_approved': (row) => (isApproved(row) ? '1' : '0'),
  'Stat.approved_rate': rate(isApproved),
  'Stat.rejected_rate': rate((row) => has(row, 'rejected')),
  'Stat.datetime_diff': delay,
};

/** Whether a field is money. Such a field has a total, and a second value in the requested currency. */
const isMoney = (field: string): boolean => own(MONEY, field) !== undefined;

/** Finds the reader of a field. Fields that the sandbox does not know are null. */
const conversionFields = (store: Store, hourOffset: number): ((field: string) => Read) => {
  const find = dimensionFields(store, hourOffset);

  const sessionTime = (field: string): Read | undefined => {
    const part = own(TIME_PARTS, /^Stat\.session_(date|datetime)$/.exec(field)?.[1] ?? '');
    if (part === undefined) return undefined;
    return (row) => {
      const time = textIn(row, 'session_datetime');
      return time === '' ? null : part(shiftTime(time, hourOffset));
    };
  };

  return (field) => {
    const known = own(MONEY, field) ?? own(OTHERS, field) ?? sessionTime(field);
    if (known !== undefined) return known;
    const { dimension, read } = find(field);
    return dimension === undefined ? () => null : (row) => read(conversionDimension(row, dimension));
  };
};

const convertText = (value: Json, convert: (amount: bigint) => bigint): Json =>
  value === null ? null : amountText(convert(amountOf(value)));

const cellsWith = (readerOf: ReaderOf<Row>, request: ReportRequest) => {
  const { fields, currency, convert } = request;
  const columns = fields.map((field) => ({ field, read: readerOf(field) }));
  return (row: Row): readonly ReportCell[] =>
    columns.flatMap(({ field, read }): ReportCell[] => {
      const value = read(row);
      if (convert === undefined || !isMoney(field)) return [[field, value]];
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

/** Creates the handler of a report with one row per conversion, lowest ids first. `isIn` chooses the conversions. */
export const conversionsReport =
  (scope: ReportScope, isIn: (row: Row) => boolean = () => true): Handler =>
  (call) => {
    const request = parseReportRequest(call, scope.defaults);
    const { fields, filters, sort, hourOffset } = request;
    for (const field of [...fields, ...filteredFields(filters), ...sort.keys()]) checkField(scope, field);
    const readerOf = conversionFields(call.store, hourOffset);
    const wanted = parseReportFilters(filters, readerOf);
    checkReportSpan(call, filteredSpan(filters));
    const { principal } = scope;
    const principalId = principal?.id(call);
    const isVisible = (row: Row): boolean =>
      principal === undefined || conversionDimension(row, principal.dimension) === principalId;
    const rows = [...call.store.tables.Conversion.scan()].filter((row) => isIn(row) && isVisible(row) && wanted(row));
    const money = { ...request, fields: fields.filter(isMoney) };
    const totals = request.totals ? totalsOf(rows, cellsWith(readerOf, money)) : undefined;
    return reportReply(call, sortRecords(rows, sort, readerOf), cellsWith(readerOf, request), totals);
  };
