import { filter } from 'rxjs';
import type { ClientEvent, ClientOptions, FindLogsOptions, HasOffers, LogRecord } from 'rxoffers';
import { onTestFinished } from 'vitest';
import { collect } from './collect.js';
import { type Behaviour, type FileServer, serveFile } from './file-server.js';
import { csvText } from './log-csv.js';
import { type RecordedCall, recordedApi, Refusal } from './recorded-api.js';
import { buildZip } from './zip-builder.js';

/** The day that the service lists. */
export const DAY = '20160909';

/** An archive of one CSV. */
export const zipOf = (csv: string | Buffer): Buffer => buildZip([{ data: Buffer.from(csv) }]);

/** An archive of one CSV: a header, and rows in the recorded quoting. */
export const csvZip = (columns: readonly string[], rows: readonly (readonly string[])[] = []): Buffer =>
  zipOf(csvText(columns, rows));

/** A row of `listLogs`: the file of this hour, counted from the midnight of the day. */
export const hourRow = (hour: number, facts: Readonly<Record<string, string>> = {}) => {
  const start = String(Date.UTC(2016, 8, 9, hour) / 1000);
  return {
    displayName: `Sep 9, 2016 - ${hour}`,
    startTimestamp: start,
    filename: `${DAY}/clicks-${start}-abc.zip`,
    ...facts,
  };
};

export const hourName = (hour: number): string => hourRow(hour).filename;

/** A client and its service, which lists files of one day and serves their archives over real HTTP. */
export interface LogService {
  readonly api: HasOffers;
  readonly server: FileServer;
  /** The calls of the API in order: `listLogs 20160909`. */
  readonly calls: () => string[];
  /** The hours whose archives were requested, in order. */
  readonly downloads: () => number[];
  /** The events of events$, without requests and replies. */
  readonly events: readonly ClientEvent[];
}

export interface ServiceOptions extends Partial<ClientOptions> {
  /** How a download is answered, by the hour; whole and right by default. */
  readonly plan?: (hour: number) => Behaviour;
  /** The message with which a call is refused, if it is. */
  readonly refuses?: (call: string) => string | undefined;
}

const hourIn = (url: string): number => Number(new URL(url, 'http://localhost').searchParams.get('hour'));

const callText = ({ name, pairs }: RecordedCall): string => `${name.replace('RawLog.', '')} ${pairs.at(-1)?.[1] ?? ''}`;

/** Starts a service with the archive of each hour from 0 on, newest first as the real one lists them. Closes with the test. */
export const serveHours = async (
  archives: readonly Buffer[],
  { plan, refuses, ...options }: ServiceOptions = {},
): Promise<LogService> => {
  const server = await serveFile(Buffer.alloc(0), (_, { url }) => {
    const body = archives[hourIn(url)];
    return { ...(body && { body }), ...plan?.(hourIn(url)) };
  });
  const rows = archives.map((_, hour) => hourRow(hour));
  const answer = (call: RecordedCall): unknown => {
    const text = callText(call);
    const refusal = refuses?.(text);
    if (refusal !== undefined) return new Refusal(refusal);
    if (text.startsWith('listDateDirs')) return { dateDirs: [{ dirName: DAY, displayName: 'Sep 9, 2016' }] };
    if (text.startsWith('listLogs')) return rows.length === 0 ? [] : { logFiles: [...rows].reverse() };
    const hour = rows.findIndex(({ filename }) => text.endsWith(filename));
    return { link: `${server.link}&hour=${hour}` };
  };
  const { api, calls } = await recordedApi([answer], { retryDelay: 1, maxRetryDelay: 5, ...options });
  const events: ClientEvent[] = [];
  api.events$
    .pipe(filter(({ type }) => type !== 'request' && type !== 'reply'))
    .subscribe((event) => events.push(event));
  onTestFinished(() => server.close());
  return {
    api,
    server,
    events,
    calls: () => calls.map(callText),
    downloads: () => server.requests.map(({ url }) => hourIn(url)),
  };
};

/** The records that a client reads from a CSV, as a log of a type without known columns. */
export const recordsOf = async (csv: string | Buffer, options: FindLogsOptions = {}): Promise<LogRecord[]> => {
  const { api } = await serveHours([zipOf(csv)]);
  return collect(api.rawLogs.conversions.findAll(DAY, options));
};

/** All that an iterator yields, and the error it ends with. */
export const drain = async <T>(iterator: AsyncIterable<T>): Promise<{ values: T[]; error: unknown }> => {
  const values: T[] = [];
  try {
    for await (const value of iterator) values.push(value);
  } catch (error) {
    return { values, error };
  }
  return { values, error: undefined };
};
