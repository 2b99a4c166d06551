import { createRowTable } from '../raw-logs/csv/row-table.js';
import { BLOCK } from '../raw-logs/csv/pending-bytes.js';
import { MAX_RECORD_BYTES } from '../raw-logs/csv/max-record-bytes.js';
import { createRawLogs } from '../raw-logs/create-raw-logs.js';
import { createKeptFiles } from '../raw-logs/flow/kept-files.js';
import type { RawLogs } from '../raw-logs/raw-log-manager.js';
import type { NormalizedOptions } from '../transport/normalize-options.js';
import type { Transport } from '../transport/transport.js';
import { createCaller } from './caller.js';
import type { ManagerContext } from './manager-context.js';

const lazily = <T>(create: () => T): (() => T) => {
  let made: T | undefined;
  return () => (made ??= create());
};

/** Makes `api.rawLogs`: the one part of a client that also opens links outside the API. */
export const createRawLogManagers = (
  context: ManagerContext,
  { open, report, closed }: Pick<Transport, 'open' | 'report' | 'closed'>,
  options: NormalizedOptions,
): RawLogs => {
  const { value } = createCaller(context, 'RawLog');
  return createRawLogs({
    callFor: (type) => (method, params) => value(method, { log_type: type, ...params }),
    open,
    report,
    closed,
    options,
    table: lazily(() => createRowTable(MAX_RECORD_BYTES + BLOCK)),
    kept: createKeptFiles(options.keepLogBytes),
  });
};
