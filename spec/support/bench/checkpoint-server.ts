import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { logRow } from '../log-listing.js';

/** Files of raw logs, in dirs of consecutive days, and conversions of one week. */
export interface CheckpointServer {
  readonly origin: string;
  /** The conversion that is changed from now on, by its id. */
  change(id: number): void;
  [Symbol.dispose](): void;
}

const FIRST_DAY = Date.UTC(2026, 0, 1);
const DAY = 24 * 60 * 60 * 1000;
const WEEK = 7 * DAY;

const dayName = (day: number): string => new Date(FIRST_DAY + day * DAY).toISOString().slice(0, 10).replaceAll('-', '');

const wireTime = (instant: number): string => new Date(instant).toISOString().slice(0, 19).replace('T', ' ');

const reply = (response: ServerResponse, data: unknown): void => {
  const body = JSON.stringify({ response: { status: 1, httpStatus: 200, data, errors: [], errorMessage: null } });
  response.writeHead(200, { 'content-type': 'application/json' }).end(body);
};

/** Starts a service with as many files in each of as many dirs, and as many conversions. */
export const startCheckpointServer = async (
  dirs: number,
  filesPerDir: number,
  conversions: number,
): Promise<CheckpointServer> => {
  let changed = 0;
  const timeOf = (id: number): string => wireTime(FIRST_DAY + Math.floor((id / conversions) * WEEK));
  const conversion = (id: number) => ({
    Conversion: {
      id: String(id),
      tune_event_id: `event-${id}-5f2b`,
      datetime: timeOf(id),
      payout: id === changed ? 2 : 1,
    },
  });

  const files = (dirName: string): object => {
    const day = Array.from({ length: dirs }, (_, index) => dayName(index)).indexOf(dirName);
    const start = FIRST_DAY + day * DAY;
    const logFiles = Array.from({ length: filesPerDir }, (_, index) => ({
      ...logRow(dirName, start + Math.floor((index * DAY) / filesPerDir / 1000) * 1000),
      filename: `${dirName}/clicks-${index}-SlY9UO.zip`,
    }));
    return { logFiles };
  };

  /** A page of the conversions of a window, by their ids. */
  const page = (query: URLSearchParams): object => {
    const from = query.get('filters[datetime][GREATER_THAN_OR_EQUAL_TO]') ?? '';
    const to = query.get('filters[datetime][LESS_THAN]') ?? '9';
    const limit = Number(query.get('limit'));
    const isNewest = query.get('sort[Conversion.datetime]') === 'desc';
    let first = Number(query.get('filters[id][GREATER_THAN]') ?? 0) + 1;
    while (first <= conversions && timeOf(first) < from) first++;
    let last = conversions;
    while (last >= first && timeOf(last) >= to) last--;
    const count = last - first + 1;
    const ids = Array.from({ length: Math.min(limit, count) }, (_, index) => (isNewest ? last - index : first + index));
    return { page: 1, current: 1, count, pageCount: Math.ceil(count / limit), data: ids.map(conversion) };
  };

  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://localhost').searchParams;
    switch (query.get('Method')) {
      case 'listDateDirs': {
        const names = Array.from({ length: dirs }, (_, index) => dayName(index));
        return reply(response, { dateDirs: names.map((dirName) => ({ dirName, displayName: dirName })) });
      }
      case 'listLogs':
        return reply(response, files(query.get('date_dir') ?? ''));
      case 'findAll':
        return reply(response, page(query));
      default:
        return reply(response, []);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    change: (id) => (changed = id),
    [Symbol.dispose]: () => void server.close().closeAllConnections(),
  };
};
