import { defer, from, type Observable } from 'rxjs';
import type { Decoded } from '../../lib/protocol/ordered-json.js';
import type { Params } from '../../lib/protocol/params.js';
import type { RawLogCall } from '../../lib/raw-logs/context.js';

export const HOUR = 60 * 60 * 1000;

/** Seconds, as the service writes them. */
export const seconds = (time: string | number): string => String(Date.parse(new Date(time).toISOString()) / 1000);

/** A row of `listLogs`: the hour that starts at `time`. */
export const logRow = (dirName: string, time: string | number, suffix = 'abc') => ({
  displayName: new Date(time).toISOString(),
  startTimestamp: seconds(time),
  filename: `${dirName}/clicks-${seconds(time)}-${suffix}.zip`,
});

/** The rows of some hours of a day in UTC, the newest first, as the service has them. */
export const hours = (dirName: string, ...of: number[]) => {
  const midnight = Date.parse(dirName.replace(/(....)(..)(..)/, '$1-$2-$3'));
  return of.map((hour) => logRow(dirName, midnight + hour * HOUR)).reverse();
};

/** Answers from plain data: dirs in the order given, each with its rows. Remembers what it was asked. */
export const listedLogs = (dirs: Readonly<Record<string, Decoded>>, order = Object.keys(dirs).reverse()) => {
  const asked: string[] = [];
  const answer = (method: string, params: Params): Decoded => {
    if (method === 'listDateDirs')
      return { dateDirs: order.map((dirName) => ({ displayName: `Day ${dirName}`, dirName })) };
    const rows = dirs[String(params['date_dir'])];
    return rows === undefined ? [] : { logFiles: rows };
  };
  const call: RawLogCall = (method, params): Observable<Decoded> =>
    defer(() => {
      asked.push(method === 'listLogs' ? String(params['date_dir']) : method);
      return from(Promise.resolve(answer(method, params)));
    });
  return { call, asked };
};
