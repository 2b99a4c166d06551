import type { RawLogOptions } from 'rxoffers/sandbox';
import type { Call } from '../../../lib/sandbox/handlers/call.js';
import { countsOf } from '../../../lib/sandbox/options.js';
import { createRawLogs } from '../../../lib/sandbox/raw-logs/create-raw-logs.js';
import { createStore } from '../../../lib/sandbox/store/store.js';
import { parseBrackets } from '../../../lib/sandbox/wire/params.js';

export { column, type ReportRow } from '../../support/sandbox-reports.js';

type Pairs = readonly (readonly [name: string, value: string])[];

export const fieldPairs = (...fields: readonly string[]): Pairs => fields.map((field) => ['fields[]', field] as const);

/** Creates calls of reports for a handler without a server. */
export const createCalls = ({ rawLogs = {} }: { readonly rawLogs?: RawLogOptions } = {}) => {
  const counts = countsOf({});
  const store = createStore(1, counts, () => 0);
  const { index } = createRawLogs({
    ...{ seed: 1, counts, options: { days: 1, filesPerDay: 2, ...rawLogs }, now: () => 0, origin: () => '' },
  });
  const callOf = (pairs: Pairs): Call => ({
    ...{ target: 'Report', method: 'getStats', params: parseBrackets(pairs), principal: { kind: 'network' } },
    ...{ files: [], store, now: 0, rawLogs: index, maxPageSize: Infinity, reports: {} },
  });
  return { callOf };
};
