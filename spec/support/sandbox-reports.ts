import type { Row, Sandbox, SandboxOptions } from 'rxoffers/sandbox';
import { dataOf, type Params } from './sandbox-call.js';

/** A row of a report. */
export type ReportRow = Readonly<Record<string, Readonly<Record<string, string | null>>>>;

/** The rows of a report without a page wrapper. */
export const rowsOf = async (
  sandbox: Sandbox,
  params: Params,
  name = 'Report.getStats',
): Promise<readonly ReportRow[]> => (await dataOf(sandbox, name, params)) as readonly ReportRow[];

/** A condition on `Stat.date`: from one day to another, both included. */
export const dates = (from: string, to: string): Params => ({
  'filters[Stat.date][conditional]': 'BETWEEN',
  'filters[Stat.date][values]': [from, to],
});

/** Raw logs and conversions over a leap day and the end of a month. */
export const logged: SandboxOptions = {
  offers: 9,
  rawLogs: { from: '20240228', days: 3, filesPerDay: 6, rowsPerFile: 40 },
};

/** One field of each row. */
export const column = (rows: readonly ReportRow[], field: string): readonly (string | null)[] => {
  const [model = '', name = ''] = field.split('.');
  return rows.map((row) => row[model]?.[name] ?? null);
};

/** The exact sum of money or counts, in hundred-thousandths. */
export const sumOf = (values: readonly (string | null)[]): bigint =>
  values.reduce((sum, value) => {
    const [whole = '0', fraction = ''] = (value ?? '0').split('.');
    return sum + BigInt(whole + fraction.padEnd(5, '0'));
  }, 0n);

/** A conversion with default values. */
export const conversionRow = (changes: Row = {}): Row => ({
  ...{ affiliate_id: '1', advertiser_id: '1', offer_id: '1', datetime: '2024-03-01 08:30:00', status: 'approved' },
  ...{ payout: '1.00000', revenue: '2.00000' },
  ...changes,
});
