import { describe, expect, it } from 'vitest';
import type { ReportOptions } from 'rxoffers/sandbox';
import { HttpRefusal } from '../../../lib/sandbox/reports/limits.js';
import { checkReportSpan } from '../../../lib/sandbox/reports/limits.js';
import { conversionRow, createCalls } from './report-call.js';

const LONG = 'The date range of the report is too long: at most 3 days';

const callWith = (reports: ReportOptions) => {
  const { callOf, store } = createCalls({
    ...{ reports, counts: { conversions: 0 }, rawLogs: { from: '20240330', days: 3, filesPerDay: 24 } },
  });
  return { call: callOf([]), store };
};

describe('checkReportSpan', () => {
  it('allows what is short enough, and everything without limits', () => {
    const { call } = callWith({ maxDays: 3, heavyDays: 3 });
    expect(() => checkReportSpan(call, { from: '2024-03-30', to: '2024-04-01' })).not.toThrow();
    expect(() => checkReportSpan(call, {})).not.toThrow();
    expect(() => checkReportSpan(callWith({}).call, { from: '1900-01-01', to: '2100-01-01' })).not.toThrow();
  });

  it('refuses what is too long', () => {
    const span = { from: '2024-03-30', to: '2024-04-02' };
    expect(() => checkReportSpan(callWith({ maxDays: 3 }).call, span)).toThrow(LONG);
    expect(() => checkReportSpan(callWith({ heavyDays: 3 }).call, span)).toThrow(new HttpRefusal(504));
    expect(() => checkReportSpan(callWith({ heavyDays: 2, maxDays: 3 }).call, span)).toThrow(LONG);
  });

  it('takes the ends of the data where no filter sets them: files and conversions', () => {
    const { call, store } = callWith({ maxDays: 3 });
    expect(() => checkReportSpan(call, { from: '2024-03-29' })).toThrow(LONG);
    expect(() => checkReportSpan(call, { to: '2024-04-02' })).toThrow(LONG);
    store.tables.Conversion.insert(conversionRow({ datetime: '2024-03-29 23:59:59' }));
    expect(() => checkReportSpan(call, {})).toThrow(LONG);
    expect(() => checkReportSpan(call, { from: '2024-03-30' })).not.toThrow();
  });

  it('counts nothing where there is nothing', () => {
    const { callOf } = createCalls({ reports: { maxDays: 1 }, counts: { conversions: 0 }, rawLogs: { days: 0 } });
    expect(() => checkReportSpan(callOf([]), {})).not.toThrow();
  });
});
