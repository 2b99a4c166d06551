import type { Sandbox, SandboxOptions } from 'rxoffers/sandbox';
import { dataOf, type Params } from '../../support/sandbox-call.js';
import type { ReportRow } from './report-call.js';

/** The rows of a report that a sandbox serves. */
export const rowsOf = async (sandbox: Sandbox, params: Params, name = 'Report.getStats') =>
  (await dataOf(sandbox, name, params)) as readonly ReportRow[];

/** A condition on `Stat.date`, as it is sent. */
export const dates = (from: string, to: string): Params => ({
  'filters[Stat.date][conditional]': 'BETWEEN',
  'filters[Stat.date][values]': [from, to],
});

/** Days over which both a leap day and a month's end go, with conversions in them. */
export const logged: SandboxOptions = {
  offers: 9,
  rawLogs: { from: '20240228', days: 3, filesPerDay: 6, rowsPerFile: 40 },
};
