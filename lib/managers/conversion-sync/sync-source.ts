import { defaultIfEmpty, map, type Observable } from 'rxjs';
import { ProtocolError } from '../../errors/protocol-error.js';
import type { Stream } from '../../streams/stream.js';
import type { Listing } from '../listing.js';
import type { ChangedQuery } from './changed-query.js';
import type { SyncStart } from './check-sync-options.js';
import type { WindowPlan } from './plan-window.js';
import { readTime, ZONES } from './read-time.js';
import type { SyncOptions } from './sync-options.js';
import { timeInUtc } from './wire-time.js';

/** The questions of a `sync`. Each is cold: one subscription, one walk. */
export interface SyncSource<Row> {
  /** The newest time from `from` on that is not in the future; `undefined` when there is none. One request, one row. */
  newest(from: string): Observable<string | undefined>;
  /** The oldest time from `from` on. */
  oldest(from: string): Observable<string | undefined>;
  /** The conversions of a window by their ids, so that none is lost or doubled while rows come and change. */
  window(plan: WindowPlan): Stream<Row>;
  /** The conversions that are said to have changed since a time. */
  updates(since: string): Stream<Row>;
}

const earliestOf =
  (field: string) =>
  (row: object): string => {
    const time = readTime(Object.hasOwn(row, field) ? row[field as keyof typeof row] : undefined);
    if (time === undefined) throw new ProtocolError(`The field ${field} of a conversion holds no time`);
    return time.earliest;
  };

/** Makes the questions of one subscription. */
export const createSyncSource = <Row extends object>(
  listing: Listing,
  findUpdated: (query: ChangedQuery) => Stream<Row>,
  { field }: SyncStart,
  { demand, updatedParams }: SyncOptions,
): SyncSource<Row> => {
  const one = (filters: Readonly<Record<string, string>>, sort: string): Observable<string | undefined> =>
    listing
      .items<object>('findAll', { filters, sort, fields: [field], limit: 1, demand })
      .pipe(map(earliestOf(field)), defaultIfEmpty(undefined));

  return {
    newest: (from) => {
      // A conversion dated in the future, by mistake, must not draw the window away from the present. The local clock is no
      // mark here, only a bound: the latest that it can be anywhere.
      const bound = timeInUtc(Date.now() + ZONES.east);
      return one({ [`${field}__gte`]: from, [`${field}__lte`]: bound }, `-${field}`);
    },
    oldest: (from) => one({ [`${field}__gte`]: from }, field),
    window: ({ from, to }) =>
      listing.items<Row>('findAll', {
        filters: { [`${field}__gte`]: from, ...(to === undefined ? {} : { [`${field}__lt`]: to }) },
        stable: true,
        demand,
      }),
    updates: (since) => findUpdated({ ...(updatedParams ? { params: updatedParams(since) } : { since }), demand }),
  };
};
