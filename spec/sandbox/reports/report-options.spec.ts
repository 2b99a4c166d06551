import { describe, expect, it } from 'vitest';
import type { ReportOptions } from 'rxoffers/sandbox';
import { changedSettings, settingsOf } from '../../../lib/sandbox/options.js';
import { checkReportOptions } from '../../../lib/sandbox/reports/limits.js';

describe('checkReportOptions', () => {
  it('takes days and forms of rows', () => {
    for (const options of [{}, { maxDays: 1, heavyDays: Infinity }, { rows: 'object' as const }])
      expect(() => checkReportOptions(options)).not.toThrow();
  });

  it.each([
    [{ maxDays: 0 }, 'reports.maxDays should be days, 1 or more'],
    [{ heavyDays: NaN }, 'reports.heavyDays should be days, 1 or more'],
    [{ rows: 'map' }, "reports.rows should be 'list' or 'object'"],
  ])('refuses %j', (options, message) => {
    expect(() => checkReportOptions(options as ReportOptions)).toThrow(new RangeError(message));
  });

  it('guards the settings of a sandbox, at the start and later', () => {
    expect(() => settingsOf({ reports: { maxDays: -1 } })).toThrow(RangeError);
    expect(() => changedSettings(settingsOf({}), { reports: { heavyDays: 0 } })).toThrow(RangeError);
    expect(settingsOf({ reports: { maxDays: 31 } }).reports).toEqual({ maxDays: 31 });
  });
});
