import { createCaller } from '../calls/caller.js';
import { BLOCK, MAX_RECORD_BYTES } from '../raw-logs/csv/pending-bytes.js';
import { createRowTable } from '../raw-logs/csv/row-table.js';
import { createArchiveCache } from '../raw-logs/flow/archive-cache.js';
import { createRawLogs, type RawLogs } from '../raw-logs/raw-log-manager.js';
import type { NormalizedOptions } from '../transport/normalize-options.js';
import type { Transport } from '../transport/transport.js';
import type { ManagerContext } from './managers.js';

const lazily = <T>(create: () => T): (() => T) => {
  let created: T | undefined;
  return () => (created ??= create());
};

/** Creates `api.rawLogs`, the one part of a client that also opens links outside the API. */
export const createRawLogManagers = (
  context: ManagerContext,
  { open, report, closed }: Pick<Transport, 'open' | 'report' | 'closed'>,
  options: NormalizedOptions,
): RawLogs => {
  const { callForData } = createCaller(context, 'RawLog');
  return createRawLogs({
    callFor: (type) => (method, params) => callForData(method, { log_type: type, ...params }),
    open,
    report,
    closed,
    options,
    table: lazily(() => createRowTable(MAX_RECORD_BYTES + BLOCK)),
    archiveCache: createArchiveCache(options.keepLogBytes),
  });
};
