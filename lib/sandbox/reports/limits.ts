import { type ApiFailure, type Call, refuse } from '../handlers/call.js';
import { dirNameOf } from '../raw-logs/log-entry.js';
import { type DateSpan, daysOf } from './dates.js';

/** Invented: what the service says of a range that is too long was never seen. */
export const TOO_LONG = (days: number): string => `The date range of the report is too long: at most ${days} days`;

export const refuseLongRange = (days: number): ApiFailure => refuse(TOO_LONG(days));

/** How the reports of a sandbox answer; none of it is needed. */
export interface ReportOptions {
  /** The most days a report may span; a longer one is refused. @default no limit */
  readonly maxDays?: number | undefined;
  /** A report that spans more days than this gets HTTP 504 with an empty body. @default no limit */
  readonly heavyDays?: number | undefined;
  /** Whether rows come as a list or as an object by their index; the service was seen to do both. @default 'list' */
  readonly rows?: 'list' | 'object' | undefined;
}

const checkDays = (name: 'maxDays' | 'heavyDays', days: number | undefined): void => {
  if (days !== undefined && !(days >= 1)) throw new RangeError(`reports.${name} should be days, 1 or more`);
};

/** @throws RangeError for a value that makes no sense. */
export const checkReportOptions = ({ maxDays, heavyDays, rows }: ReportOptions): void => {
  checkDays('maxDays', maxDays);
  checkDays('heavyDays', heavyDays);
  if (rows !== undefined && rows !== 'list' && rows !== 'object')
    throw new RangeError("reports.rows should be 'list' or 'object'");
};

/** Thrown by a handler whose answer is an HTTP status with an empty body, as a gateway gives it, and no envelope. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

const dateOf = (instant: number): string => dirNameOf(instant).replace(/(....)(..)(..)/, '$1-$2-$3');

/** The days that the sandbox has clicks, impressions or conversions of. */
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
 * Refuses a report that spans more days than the sandbox allows. An end that no filter sets is that of the data.
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
