import { countsOf } from '../../../lib/sandbox/options.js';
import { createRawLogs, type LogIndex } from '../../../lib/sandbox/raw-logs/create-raw-logs.js';

export { download, linkTo, openLogs } from '../../support/sandbox-logs.js';

/** Raw logs as the handlers of the API see them. */
export const rawLogIndex: LogIndex = createRawLogs({
  ...{ seed: 1, counts: countsOf({}), options: { days: 1, filesPerDay: 2 } },
  ...{ now: () => 0, origin: () => 'http://127.0.0.1' },
}).index;
