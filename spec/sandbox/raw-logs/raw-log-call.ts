import { get, type IncomingHttpHeaders } from 'node:http';
import type { RawLogOptions, RawLogType, Sandbox, SandboxOptions } from 'rxoffers/sandbox';
import { countsOf } from '../../../lib/sandbox/options.js';
import { createRawLogs, type LogIndex } from '../../../lib/sandbox/raw-logs/create-raw-logs.js';
import type { LogEntry } from '../../../lib/sandbox/raw-logs/log-entry.js';
import { dataOf, openSandbox } from '../../support/sandbox-call.js';

/** A sandbox with a single file of clicks, and its name. */
export const openLogs = async (
  rawLogs: RawLogOptions = {},
  options: SandboxOptions = {},
): Promise<{ sandbox: Sandbox; filename: string }> => {
  const sandbox = await openSandbox({ ...options, rawLogs: { days: 1, filesPerDay: 1, ...rawLogs } });
  return { sandbox, filename: sandbox.rawLogs.files('clicks')[0]?.filename ?? '' };
};

/** A link to a file, as the API gives it. */
export const linkTo = async (sandbox: Sandbox, filename: string, type: RawLogType = 'clicks'): Promise<string> => {
  const data = await dataOf(sandbox, 'RawLog.getDownloadLink', { log_type: type, log_filename: filename });
  return (data as { link: string }).link;
};

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** What arrived, whole or not. */
  readonly body: Buffer;
  /** Whether it was all that the headers promised. */
  readonly complete: boolean;
}

/** A reply byte by byte, as far as it came. `onData` may leave. */
export const download = (
  link: string,
  headers: Readonly<Record<string, string>> = {},
  onData: (received: number, leave: () => void) => void = () => undefined,
): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const outgoing = get(link, { headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      let received = 0;
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        received += chunk.length;
        onData(received, () => incoming.destroy());
      });
      incoming.on('error', () => undefined);
      incoming.on('close', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks),
          complete: incoming.complete,
        }),
      );
    });
    outgoing.on('error', reject);
  });

/** Everything that comes out. */
export const bytesOf = async (chunks: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<Buffer> => {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
};

/** A file of one hour in September 2016. */
export const entryOf = (changes: Partial<LogEntry> = {}): LogEntry => ({
  type: 'clicks',
  filename: '20160909/clicks-1473411600-SlY9UO.zip',
  dirName: '20160909',
  startTime: new Date('2016-09-09T09:00:00Z'),
  rows: 50,
  version: 0,
  ...changes,
});

export const COUNTS = countsOf({});

export const never: AbortSignal = new AbortController().signal;

/** Raw logs as calls of the API see them. */
export const rawLogIndex: LogIndex = createRawLogs({
  ...{ seed: 1, counts: COUNTS, options: { days: 1, filesPerDay: 2 }, now: () => 0, origin: () => 'http://127.0.0.1' },
}).index;
