import type { Call } from '../handlers/call.js';
import { dayName } from '../store/era.js';
import { type ApiFailure, HttpRefusal, refuse, refuseField, refuseMissingArgument } from '../wire/envelope.js';
import { own } from '../wire/json.js';
import { listOf, mapOf, type ParamMap, textOf } from '../wire/params.js';
import { type DateSpan, daysOf } from './dates.js';
import { amountOf, divide, ONE } from './sums.js';

/** The parsed parameters of a report. `data_start` and `data_end` are ignored, as they do not filter. */
export interface ReportRequest {
  readonly fields: readonly string[];
  readonly groups: readonly string[];
  readonly filters: ParamMap;
  readonly sort: ParamMap;
  readonly hourOffset: number;
  readonly totals: boolean;
  /** A second currency for money, in addition to the network's. */
  readonly currency: string | undefined;
  readonly convert: ((amount: bigint) => bigint) | undefined;
}

const hoursIn = (params: ParamMap): number => {
  const text = textOf(params, 'hour_offset') ?? '0';
  if (!/^[+-]?\d{1,4}$/.test(text)) throw refuse('hour_offset is not valid.');
  return Number(text);
};

const isOn = (text: string | undefined): boolean => text === '1' || text === 'true';

/** Parses the parameters of a report. `defaults` are the fields of a report that does not require any. */
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

/** The affiliate or advertiser whose events a report contains. */
export interface ReportPrincipal {
  readonly dimension: 'affiliate_id' | 'advertiser_id';
  /** The id of the caller. */
  readonly id: (call: Call) => string;
}

/** The fields and the events that a report may show. */
export interface ReportScope {
  /** The allowed fields. @default any `Model.field`, since the catalog has no list */
  readonly fields?: ReadonlySet<string>;
  /** The fields of a report that does not require any. */
  readonly defaults?: readonly string[];
  /** Restricts the report to the events of one principal. */
  readonly principal?: ReportPrincipal | undefined;
}

const FIELD = /^[A-Z]\w*\.\w+$/;

/** @throws ApiFailure for a field outside the scope */
export const checkField = ({ fields }: ReportScope, field: string): void => {
  if (!(fields === undefined ? FIELD.test(field) : fields.has(field))) throw refuseField(field);
};

/** @experimental Invented: the price of 1 USD, the currency of the network. The rates are fixed, so that sums can be checked. */
const CURRENCY_RATES: Readonly<Record<string, string>> = {
  ...{ USD: '1', EUR: '0.92', GBP: '0.79', CZK: '23.15', PLN: '3.98', JPY: '149.5', VND: '24650' },
};

/** @experimental Invented: the refusal of a currency without a rate. */
const refuseCurrency = (currency: string): ApiFailure => refuse(`Currency '${currency}' is not supported.`);

/** Converts amounts from the currency of the network. @throws ApiFailure for a currency without a rate */
const conversionTo = (currency: string): ((amount: bigint) => bigint) => {
  const text = own(CURRENCY_RATES, currency);
  if (text === undefined) throw refuseCurrency(currency);
  const rate = amountOf(text);
  return (amount) => divide(amount * rate, ONE);
};

/** @experimental Invented: how the service refuses a range that is too long was never seen. */
const refuseLongRange = (days: number): ApiFailure =>
  refuse(`The date range of the report is too long: at most ${days} days`);

const dateOf = (instant: number): string => dayName(instant).replace(/(....)(..)(..)/, '$1-$2-$3');

/** The days for which the sandbox has clicks, impressions or conversions. */
const dataSpan = ({ rawLogs, store }: Call): DateSpan => {
  const logged = (['clicks', 'impressions'] as const).flatMap((type) => {
    const entries = rawLogs.entries(type);
    return [entries.at(0), entries.at(-1)].flatMap((entry) => (entry ? [dateOf(entry.startTime.getTime())] : []));
  });
  let [from, to] = [logged.toSorted().at(0), logged.toSorted().at(-1)];
  for (const { datetime } of store.tables.Conversion.scan()) {
    if (typeof datetime !== 'string') continue;
    const date = datetime.slice(0, 10);
    if (from === undefined || date < from) from = date;
    if (to === undefined || date > to) to = date;
  }
  return { from, to };
};

/**
 * Refuses a report that spans more days than the sandbox allows. Where no filter sets an end, that of the data counts.
 * @throws ApiFailure past `maxDays`, HttpRefusal past `heavyDays`
 */
export const checkReportSpan = (call: Call, span: DateSpan): void => {
  const { maxDays = Infinity, heavyDays = Infinity } = call.reports;
  if (maxDays === Infinity && heavyDays === Infinity) return;
  const isOpen = span.from === undefined || span.to === undefined;
  const data = isOpen ? dataSpan(call) : {};
  const days = daysOf({ from: span.from ?? data.from, to: span.to ?? data.to }) ?? 0;
  if (days > maxDays) throw refuseLongRange(maxDays);
  if (days > heavyDays) throw new HttpRefusal(504);
};
