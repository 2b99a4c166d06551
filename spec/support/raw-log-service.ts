import { defer, from, type Observable } from 'rxjs';
import { Agent } from 'undici';
import { onTestFinished } from 'vitest';
import type { ClientEvent } from 'rxoffers';
import type { Decoded } from '../../lib/protocol/decoded.js';
import type { Params } from '../../lib/protocol/params.js';
import { BLOCK } from '../../lib/raw-logs/csv/pending-bytes.js';
import { MAX_RECORD_BYTES } from '../../lib/raw-logs/csv/pending-bytes.js';
import { createRowTable } from '../../lib/raw-logs/csv/row-table.js';
import { createArchiveCache } from '../../lib/raw-logs/flow/archive-cache.js';
import type { RawLogContext } from '../../lib/raw-logs/context.js';
import { openDownload } from '../../lib/transport/http.js';
import { type Behaviour, type FileServer, serveFile } from './file-server.js';
import { logRow } from './listed-logs.js';
import { csvLine } from './raw-log-csv.js';
import { buildZip } from './zip-builder.js';

/** An archive with one CSV: a header, and rows. */
export const csvZip = (columns: readonly string[], rows: readonly (readonly string[])[] = []): Buffer =>
  buildZip([{ data: Buffer.from([columns, ...rows].map(csvLine).join('')) }]);

/** The name of the file of this hour, counted from the midnight of the 9th of September 2016. */
export const hourName = (hour: number): string => hourRow(hour).filename;

const hourRow = (hour: number) => logRow('20160909', Date.UTC(2016, 8, 9, hour));

/** A service by hand: it lists files of one day and serves their archives over real HTTP. */
export interface LogService {
  readonly context: RawLogContext;
  readonly server: FileServer;
  /** What the API was asked, in order: `listLogs 20160909`. */
  readonly asked: string[];
  readonly events: ClientEvent[];
  /** Hours whose archives were asked for, in order. */
  readonly downloads: () => number[];
  /** Closes the client. */
  readonly close: (reason: Error) => void;
}

export interface ServiceOptions {
  /** How a download is answered, by the hour; whole and right by default. */
  readonly plan?: (hour: number) => Behaviour;
  /** What a call fails with, if it does. */
  readonly fails?: (asked: string) => Error | undefined;
  readonly keepLogBytes?: number;
  readonly retries?: number;
}

const hourIn = (url: string): number => Number(new URL(url, 'http://localhost').searchParams.get('hour'));

/** Starts a service with the archive of each hour from 0 on; it closes with the test. */
export const serveHours = async (
  archives: readonly Buffer[],
  { plan, fails, keepLogBytes = 0, retries = 0 }: ServiceOptions = {},
): Promise<LogService> => {
  const server = await serveFile(Buffer.alloc(0), (_, { url }) => {
    const body = archives[hourIn(url)];
    return { ...(body && { body }), ...plan?.(hourIn(url)) };
  });
  const agent = new Agent({ pipelining: 1 });
  onTestFinished(async () => {
    await agent.destroy();
    await server.close();
  });
  const asked: string[] = [];
  const events: ClientEvent[] = [];
  const closing = new AbortController();
  const rows = archives.map((_, hour) => hourRow(hour));

  const answer = (method: string, params: Params): Decoded => {
    if (method === 'listDateDirs') return { dateDirs: [{ dirName: '20160909', displayName: 'Sep 9, 2016' }] };
    if (method === 'listLogs') return rows.length === 0 ? [] : { logFiles: [...rows].reverse() };
    const hour = rows.findIndex(({ filename }) => filename === params['log_filename']);
    return { link: `${server.link}&hour=${hour}` };
  };
  const call = (method: string, params: Params): Observable<Decoded> =>
    defer(() => {
      const what = [method, ...Object.values(params)].join(' ');
      asked.push(what);
      const error = fails?.(what);
      return from(error ? Promise.reject(error) : Promise.resolve(answer(method, params)));
    });

  const timeout = { connect: 0, headers: 10_000, body: 10_000, total: 0 };
  const table = createRowTable(MAX_RECORD_BYTES + BLOCK);
  const context: RawLogContext = {
    callFor: () => call,
    open: (request) => openDownload(request, agent, timeout),
    options: { retries, retryDelay: 1, maxRetryDelay: 5, timeout },
    report: (event) => events.push(event),
    closed: closing.signal,
    table: () => table,
    kept: createArchiveCache(keepLogBytes),
  };
  const downloads = (): number[] => server.requests.map(({ url }) => hourIn(url));
  return { context, server, asked, events, downloads, close: (reason) => closing.abort(reason) };
};
