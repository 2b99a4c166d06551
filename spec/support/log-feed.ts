import { defer, map, type Observable, type SchedulerLike, timer } from 'rxjs';
import type { Decoded } from '../../lib/protocol/ordered-json.js';
import type { RawLogCall } from '../../lib/raw-logs/context.js';
import { logRow } from './log-listing.js';

/** A log file that the service lists from one time on. */
export interface Appearance {
  readonly dirName: string;
  /** Start of its hour, ms. */
  readonly start: number;
  /** When the service begins to list it, by the clock of the feed, ms. */
  readonly from: number;
}

/** The name of a file in the feed. */
export const nameOf = ({ dirName, start }: Pick<Appearance, 'dirName' | 'start'>): string =>
  logRow(dirName, start).filename;

export interface FeedOptions {
  /** The clock of the feed, which also times each reply. */
  readonly scheduler: SchedulerLike;
  /** How long a reply takes, ms. */
  readonly latency?: number | ((call: number) => number);
  /** The error of a call, by the number of the call from 0. */
  readonly fault?: (call: number) => Error | undefined;
}

/** A service whose logs appear over time; it replies with plain data. */
export const logFeed = (appearances: readonly Appearance[], { scheduler, latency = 1, fault }: FeedOptions) => {
  let calls = 0;
  const newestFirst = appearances
    .map((file) => ({ ...file, row: logRow(file.dirName, file.start) }))
    .sort((a, b) => b.start - a.start);
  const answer = (dirName: string | undefined): Decoded => {
    const now = scheduler.now();
    const listed = newestFirst.filter(({ from }) => from <= now);
    if (dirName === undefined) {
      const names = [...new Set(listed.map((file) => file.dirName))].sort().reverse();
      return { dateDirs: names.map((name) => ({ dirName: name, displayName: name })) };
    }
    const rows = listed.filter((file) => file.dirName === dirName).map(({ row }) => row);
    return rows.length === 0 ? [] : { logFiles: rows };
  };
  const call: RawLogCall = (method, params): Observable<Decoded> =>
    defer(() => {
      const number = calls++;
      const dirName = method === 'listLogs' ? String(params['date_dir']) : undefined;
      return timer(typeof latency === 'number' ? latency : latency(number), scheduler).pipe(
        map(() => {
          const error = fault?.(number);
          if (error) throw error;
          return answer(dirName);
        }),
      );
    });
  return { call };
};
