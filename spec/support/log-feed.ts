import { defer, map, type Observable, type SchedulerLike, timer } from 'rxjs';
import type { Decoded } from '../../lib/protocol/decoded.js';
import type { RawLogCall } from '../../lib/raw-logs/context.js';
import { logRow } from './listed-logs.js';

/** A log file that the service lists from one time to another. */
export interface Appearance {
  readonly dirName: string;
  /** Start of its hour, ms. */
  readonly start: number;
  /** When the service lists it, on the clock of the feed, ms. */
  readonly from: number;
  readonly until?: number;
}

/** The name that the feed gives a file. */
export const nameOf = ({ dirName, start }: Pick<Appearance, 'dirName' | 'start'>): string =>
  logRow(dirName, start).filename;

export interface FeedOptions {
  /** The clock, and the timers behind each answer. */
  readonly scheduler: SchedulerLike;
  /** How long an answer takes, ms. */
  readonly latency?: number | ((call: number) => number);
  /** What a call fails with, by its number from 0, if it does. */
  readonly fault?: (call: number) => Error | undefined;
}

/** A service whose logs appear and vanish over time, answering from plain data. Remembers when it was asked what. */
export const logFeed = (appearances: readonly Appearance[], { scheduler, latency = 1, fault }: FeedOptions) => {
  const asked: [at: number, what: string][] = [];
  const newestFirst = appearances
    .map((file) => ({ ...file, row: logRow(file.dirName, file.start) }))
    .sort((a, b) => b.start - a.start);
  const answer = (dirName: string | undefined): Decoded => {
    const now = scheduler.now();
    const listed = newestFirst.filter(({ from, until = Infinity }) => from <= now && now < until);
    if (dirName === undefined) {
      const names = [...new Set(listed.map((file) => file.dirName))].sort().reverse();
      return { dateDirs: names.map((name) => ({ dirName: name, displayName: name })) };
    }
    const rows = listed.filter((file) => file.dirName === dirName).map(({ row }) => row);
    return rows.length === 0 ? [] : { logFiles: rows };
  };
  const call: RawLogCall = (method, params): Observable<Decoded> =>
    defer(() => {
      const number = asked.length;
      const dirName = method === 'listLogs' ? String(params['date_dir']) : undefined;
      asked.push([scheduler.now(), dirName ?? method]);
      return timer(typeof latency === 'number' ? latency : latency(number), scheduler).pipe(
        map(() => {
          const error = fault?.(number);
          if (error) throw error;
          return answer(dirName);
        }),
      );
    });
  return { call, asked };
};
