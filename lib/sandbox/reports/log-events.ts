import type { Call } from '../call.js';
import type { LogEntry } from '../raw-logs/log-entry.js';
import { dateTime } from '../data/dates.js';
import type { DateSpan } from './date-span.js';
import type { ReportEvent } from './report-event.js';

const HOUR = 3_600_000;

/** When the last row of a file may lie, after its first. */
const LAST = HOUR - 1000;

const dateOf = (instant: number): string => dateTime(instant).slice(0, 10);

/** Whether rows of a file, which lie in the hour from its start on, may be in a span. */
const mayBeIn = ({ startTime }: LogEntry, { from = '', to = '9' }: DateSpan, hourOffset: number): boolean => {
  const start = startTime.getTime() + hourOffset * HOUR;
  return dateOf(start) <= to && dateOf(start + LAST) >= from;
};

/** The clicks and impressions of the raw logs. Files that lie outside of the span are not looked at. */
export function* logEvents(
  { rawLogs }: Call,
  dimensions: readonly string[],
  span: DateSpan,
  hourOffset: number,
): Generator<ReportEvent> {
  for (const type of ['clicks', 'impressions'] as const)
    for (const entry of rawLogs.entries(type))
      if (mayBeIn(entry, span, hourOffset)) yield* rawLogs.counts(entry, dimensions);
}
