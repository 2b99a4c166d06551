import { describe, expect, it } from 'vitest';
import type { RawLogType } from 'rxoffers/sandbox';
import { logEvents } from '../../../lib/sandbox/reports/events.js';
import type { DateSpan } from '../../../lib/sandbox/reports/dates.js';
import { createCalls } from './report-call.js';

const { callOf, shown } = createCalls({ rawLogs: { from: '20240330', days: 3, filesPerDay: 24, rowsPerFile: 2 } });

/** Hours that were looked at, and how many clicks were in them. */
const look = (span: DateSpan, hourOffset = 0) => {
  const call = callOf([]);
  const names: string[] = [];
  const counts: typeof call.rawLogs.counts = (entry, dimensions) => {
    if (entry.type === 'clicks') names.push(entry.startTime.toISOString().slice(0, 13));
    return call.rawLogs.counts(entry, dimensions);
  };
  const events = [...logEvents({ ...call, rawLogs: { ...call.rawLogs, counts } }, ['hour'], span, hourOffset)];
  return { names, clicks: events.reduce((sum, event) => sum + event.counts.clicks, 0) };
};

const rowsOf = (type: RawLogType): number => shown.files(type).reduce((sum, { rows }) => sum + rows, 0);

describe('logEvents', () => {
  it('has every row of clicks and impressions, conversions not', () => {
    const events = [...logEvents(callOf([]), [], {}, 0)];
    const sum = (name: 'clicks' | 'impressions' | 'conversions') =>
      events.reduce((total, { counts }) => total + counts[name], 0);
    expect([sum('clicks'), sum('impressions'), sum('conversions')]).toEqual([
      ...[rowsOf('clicks'), rowsOf('impressions'), 0],
    ]);
  });

  it('does not look at files outside of the span', () => {
    const { names } = look({ from: '2024-03-31', to: '2024-03-31' });
    expect([names.at(0), names.at(-1), names.length]).toEqual(['2024-03-31T00', '2024-03-31T23', 24]);
    expect(look({ from: '2024-04-02' }).names).toEqual([]);
    expect(look({ to: '2024-03-29' }).names).toEqual([]);
  });

  it('goes by the moved time', () => {
    const { names } = look({ from: '2024-03-31', to: '2024-03-31' }, -5);
    expect([names.at(0), names.at(-1)]).toEqual(['2024-03-31T05', '2024-04-01T04']);
  });

  it('sees files that come, change and go', () => {
    const before = look({}).clicks;
    const filename = shown.add('clicks', { startTime: new Date('2024-03-31T10:30:00Z'), rows: 7 });
    expect(look({}).clicks).toBe(before + 7);
    shown.remove('clicks', filename);
    expect(look({}).clicks).toBe(before);
  });
});
