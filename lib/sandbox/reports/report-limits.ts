import type { Call } from '../call.js';
import { dirNameOf } from '../raw-logs/day.js';
import { daysOf, type DateSpan } from './date-span.js';
import { HttpRefusal } from './http-refusal.js';
import { refuseLongRange } from './refusals.js';

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
