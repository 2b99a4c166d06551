import { type ApiFailure, type Call, refuse } from '../handlers/call.js';
import { dirNameOf } from '../raw-logs/log-entry.js';
import { type DateSpan, daysOf } from './dates.js';

/** @experimental Invented: how the service refuses a range that is too long was never seen. */
const refuseLongRange = (days: number): ApiFailure =>
  refuse(`The date range of the report is too long: at most ${days} days`);

/** Options of the reports of a sandbox. All of them are optional. */
export interface ReportOptions {
  /** The longest span of a report, in days. A longer one is refused. @default no limit */
  readonly maxDays?: number | undefined;
  /** A report with a longer span, in days, gets HTTP 504 with an empty body. @default no limit */
  readonly heavyDays?: number | undefined;
  /** Whether rows come as a list or as an object keyed by their index. Recorded replies have both forms. @default 'list' */
  readonly rows?: 'list' | 'object' | undefined;
}

const checkDays = (label: string, days: number | undefined): void => {
  if (days !== undefined && !(days >= 1))
    throw new RangeError(`${label} should be a number of at least 1, not ${days}`);
};

/** Checks the options; `caller` begins the error message. @throws RangeError for an invalid value */
export const checkReportOptions = ({ maxDays, heavyDays, rows }: ReportOptions, caller = 'Sandbox'): void => {
  checkDays(`${caller}: reports.maxDays`, maxDays);
  checkDays(`${caller}: reports.heavyDays`, heavyDays);
  if (rows !== undefined && rows !== 'list' && rows !== 'object')
    throw new RangeError(`${caller}: reports.rows should be 'list' or 'object', not '${String(rows)}'`);
};

/** Thrown by a handler to answer like a gateway: with an HTTP status and an empty body instead of an envelope. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

const dateOf = (instant: number): string => dirNameOf(instant).replace(/(....)(..)(..)/, '$1-$2-$3');

/** The days for which the sandbox has clicks, impressions or conversions. */
const dataSpan = ({ rawLogs, store }: Call): DateSpan => {
  const logged = (['clicks', 'impressions'] as const).flatMap((type) => {
    const entries = rawLogs.entries(type);
    return [entries.at(0), entries.at(-1)].flatMap((entry) => (entry ? [dateOf(entry.startTime.getTime())] : []));
  });
  let [from, to] = [logged.toSorted().at(0), logged.toSorted().at(-1)];
  for (const { datetime } of store.tables.Conversion.rows()) {
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
