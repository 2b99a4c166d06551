import { refuse, refuseMissingArgument } from '../api-failure.js';
import type { Call } from '../call.js';
import { listOf, mapOf, textOf, type ParamMap } from '../wire/params.js';
import { conversionTo } from './currency-rates.js';

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
export const readReportRequest = ({ params }: Call, defaults: readonly string[] = []): ReportRequest => {
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
