import type { RawLogOptions, ReportOptions, Row, SandboxCounts } from 'rxoffers/sandbox';
import type { Call } from '../../../lib/sandbox/handlers/call.js';
import { createStore } from '../../../lib/sandbox/store/store.js';
import { countsOf } from '../../../lib/sandbox/options.js';
import { createRawLogs } from '../../../lib/sandbox/raw-logs/create-raw-logs.js';
import type { Json } from '../../../lib/sandbox/wire/json.js';
import { parseBrackets } from '../../../lib/sandbox/wire/params.js';

export type Pairs = readonly (readonly [name: string, value: string])[];

export const fieldPairs = (...fields: readonly string[]): Pairs => fields.map((field) => ['fields[]', field] as const);

/** `Stat.date` from one day to another, both included. */
export const between = (from: string, to: string): Pairs => [
  ['filters[Stat.date][conditional]', 'BETWEEN'],
  ['filters[Stat.date][values][]', from],
  ['filters[Stat.date][values][]', to],
];

export interface World {
  readonly counts?: Partial<SandboxCounts>;
  readonly rawLogs?: RawLogOptions;
  readonly reports?: ReportOptions;
  readonly principal?: Call['principal'];
}

/** Calls of one world that go to the handlers without a server. */
export const createCalls = ({
  counts = {},
  rawLogs = {},
  reports = {},
  principal = { kind: 'network' },
}: World = {}) => {
  const sizes = countsOf(counts);
  const store = createStore(1, sizes, () => 0);
  const { index, shown } = createRawLogs({
    ...{ seed: 1, counts: sizes, options: { days: 1, filesPerDay: 2, ...rawLogs }, now: () => 0, origin: () => '' },
  });
  const callOf = (pairs: Pairs, maxPageSize = Infinity): Call => ({
    ...{
      target: 'Report',
      method: 'getStats',
      params: parseBrackets(pairs),
      principal,
      files: [],
      store,
      now: 0,
    },
    ...{ rawLogs: index, maxPageSize, reports },
  });
  return { store, shown, callOf };
};

/** A row of a report as a reader of the JSON sees it. */
export type ReportRow = Readonly<Record<string, Readonly<Record<string, string | null>>>>;

/** The rows of a reply without a wrapper. */
export const rowsOf = (data: Json): readonly ReportRow[] => JSON.parse(JSON.stringify(data)) as ReportRow[];

/** One field of each row. */
export const column = (rows: readonly ReportRow[], field: string): readonly (string | null)[] => {
  const [model = '', name = ''] = field.split('.');
  return rows.map((row) => row[model]?.[name] ?? null);
};

/** Money and counts added up, exactly: in hundred-thousandths. */
export const sumOf = (values: readonly (string | null)[]): bigint =>
  values.reduce((sum, value) => {
    const [whole = '0', fraction = ''] = (value ?? '0').split('.');
    return sum + BigInt(whole + fraction.padEnd(5, '0'));
  }, 0n);

/** A conversion with what the others leave out. */
export const conversionRow = (changes: Row): Row => ({
  ...{ affiliate_id: '1', advertiser_id: '1', offer_id: '1', datetime: '2024-03-01 08:30:00', status: 'approved' },
  ...{ payout: '1.00000', revenue: '2.00000' },
  ...changes,
});
