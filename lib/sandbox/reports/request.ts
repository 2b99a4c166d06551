import { type ApiFailure, type Call, refuse, refuseField, refuseMissingArgument } from '../handlers/call.js';
import { own } from '../wire/json.js';
import { listOf, mapOf, type ParamMap, textOf } from '../wire/params.js';
import { amountOf, divide, ONE } from './sums.js';

/** What the parameters of a report say. `data_start` and `data_end` say nothing: they do not filter. */
export interface ReportRequest {
  readonly fields: readonly string[];
  readonly groups: readonly string[];
  readonly filters: ParamMap;
  readonly sort: ParamMap;
  readonly hourOffset: number;
  readonly totals: boolean;
  /** The currency that money is given in beside the network's own. */
  readonly currency: string | undefined;
  readonly convert: ((amount: bigint) => bigint) | undefined;
}

const hoursIn = (params: ParamMap): number => {
  const text = textOf(params, 'hour_offset') ?? '0';
  if (!/^[+-]?\d{1,4}$/.test(text)) throw refuse('hour_offset is not valid.');
  return Number(text);
};

const isOn = (text: string | undefined): boolean => text === '1' || text === 'true';

/** Reads the parameters of a report. `defaults` are the fields of one that needs none to be named. */
export const parseReportRequest = ({ params }: Call, defaults: readonly string[] = []): ReportRequest => {
  const named = listOf(params, 'fields').filter((field) => field !== '');
  const fields = named.length > 0 ? named : defaults;
  if (fields.length === 0) throw refuseMissingArgument('fields');
  const currency = textOf(params, 'currency') || undefined;
  return {
    fields: [...new Set(fields)],
    groups: listOf(params, 'groups'),
    filters: mapOf(params, 'filters'),
    sort: mapOf(params, 'sort'),
    hourOffset: hoursIn(params),
    totals: isOn(textOf(params, 'totals')),
    currency,
    convert: currency === undefined ? undefined : conversionTo(currency),
  };
};

/** Whose events a report is about. */
export interface ReportPrincipal {
  readonly dimension: 'affiliate_id' | 'advertiser_id';
  /** Who calls. */
  readonly id: (call: Call) => string;
}

/** What a report may show. */
export interface ReportScope {
  /** The fields that may be asked for; any `Model.field` where the catalog knows no list. */
  readonly fields?: ReadonlySet<string>;
  /** The fields of a report that needs none to be named. */
  readonly defaults?: readonly string[];
  /** Only the events of this one; all of them without. */
  readonly principal?: ReportPrincipal | undefined;
}

const NAME = /^[A-Z]\w*\.\w+$/;

/** @throws ApiFailure for a field that may not be used here */
export const checkField = ({ fields }: ReportScope, field: string): void => {
  if (!(fields === undefined ? NAME.test(field) : fields.has(field))) throw refuseField(field);
};

/** Invented: units of each currency for one of the network's, which is USD. They never change, so that sums can be checked. */
export const CURRENCY_RATES: Readonly<Record<string, string>> = {
  ...{ USD: '1', EUR: '0.92', GBP: '0.79', CZK: '23.15', PLN: '3.98', JPY: '149.5', VND: '24650' },
};

/** Turns amounts of the network's currency into another. @throws ApiFailure for one without a rate */
export const conversionTo = (currency: string): ((amount: bigint) => bigint) => {
  const text = own(CURRENCY_RATES, currency);
  if (text === undefined) throw refuseCurrency(currency);
  const rate = amountOf(text);
  return (amount) => divide(amount * rate, ONE);
};

/** Invented: a currency without a rate. */
export const NO_CURRENCY = (currency: string): string => `Currency '${currency}' is not supported.`;
export const refuseCurrency = (currency: string): ApiFailure => refuse(NO_CURRENCY(currency));
