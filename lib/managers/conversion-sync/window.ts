import {
  defaultIfEmpty,
  EMPTY,
  identity,
  map,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  throwIfEmpty,
} from 'rxjs';
import type { Listing } from '../../calls/listing.js';
import { ProtocolError } from '../../errors/network-errors.js';
import type { Stream } from '../../streams/stream.js';
import type { ChangedQuery } from './find-changed.js';
import type { SyncOptions, SyncStart } from './options.js';
import { laterOf, parseTime, shiftTime, timeInUtc, ZONES } from './wire-time.js';

/** The conversions that one walk reads: those from `from` on, and before `to` if there is one. */
export interface WindowPlan {
  readonly from: string;
  readonly to: string | undefined;
  /** Where the next walk starts, once this one has read everything. */
  readonly next: string;
}

const DAY = 24 * 60 * 60 * 1000;

/** How much is read at once on the way to the lookback window, ms. */
const spanOf = (lookback: number): number => Math.max(lookback, DAY);

/** Whether there is so much before the lookback window that it is read in chunks. */
export const isFarBehind = (from: string, newest: string, lookback: number): boolean =>
  shiftTime(from, spanOf(lookback)) <= shiftTime(newest, -lookback);

/**
 * Plans a walk. `newest` is a time known **before** the walk: whatever changes during the walk, however long it takes, comes
 * after it, and the next walk starts `lookback` before it. Older conversions are read in chunks, from the oldest there is, so
 * that only one chunk has to be remembered.
 */
export const planWindow = (
  from: string,
  newest: string | undefined,
  oldest: string | undefined,
  lookback: number,
): WindowPlan => {
  if (newest === undefined) return { from, to: undefined, next: from };
  const window = laterOf(from, shiftTime(newest, -lookback));
  const first = laterOf(from, oldest ?? from);
  const start = first < window ? first : window;
  const end = shiftTime(start, spanOf(lookback));
  return end <= window ? { from: start, to: end, next: end } : { from: start, to: undefined, next: window };
};

/** The requests of a `sync`. Each is cold: one subscription, one walk. */
export interface SyncSource<Row> {
  /** The newest time from `from` on that is not in the future; `undefined` when there is none. One request, one row. */
  newest(from: string): Observable<string | undefined>;
  /** The oldest time from `from` on. */
  oldest(from: string): Observable<string | undefined>;
  /** The conversions of a window in the order of their ids, so that none is lost or repeated while rows come and change. */
  window(plan: Pick<WindowPlan, 'from' | 'to'>): Stream<Row>;
  /** The conversions that the service says have changed since a time. */
  updates(since: string): Observable<Row>;
}

/** Creates the requests of one subscription. */
export const createSyncSource = <Row extends object>(
  listing: Listing,
  findUpdated: (query: ChangedQuery) => Observable<Row>,
  { field }: SyncStart,
  { demand, updatedParams }: SyncOptions,
): SyncSource<Row> => {
  const firstTime = (filters: Readonly<Record<string, string>>, sort: string): Observable<string | undefined> =>
    listing
      .items<object>('findAll', { filters, sort, fields: [field], limit: 1, demand })
      .pipe(map(earliestOf(field)), defaultIfEmpty(undefined));

  return {
    newest: (from) => {
      // A conversion dated in the future by mistake must not move the window away from the present. The local clock is only
      // an upper bound here: the latest that it can be anywhere.
      const bound = timeInUtc(Date.now() + ZONES.east);
      return firstTime({ [`${field}__gte`]: from, [`${field}__lte`]: bound }, `-${field}`);
    },
    oldest: (from) => firstTime({ [`${field}__gte`]: from }, field),
    window: ({ from, to }) =>
      listing.items<Row>('findAll', {
        filters: { [`${field}__gte`]: from, ...(to === undefined ? {} : { [`${field}__lt`]: to }) },
        stable: true,
        demand,
      }),
    updates: (since) => findUpdated({ ...(updatedParams ? { params: updatedParams(since) } : { since }), demand }),
  };
};

/** Plans the next walk of a source. Only where the window is far away does it take a request. */
export const planStep = (
  source: Pick<SyncSource<object>, 'oldest'>,
  from: string,
  newest: string | undefined,
  lookback: number,
): Observable<WindowPlan> => {
  if (newest === undefined || !isFarBehind(from, newest, lookback))
    return of(planWindow(from, newest, undefined, lookback));
  return source.oldest(from).pipe(map((oldest) => planWindow(from, newest, oldest, lookback)));
};

/** Refuses a window without rows although the newest conversion is inside it. */
const withRows =
  <Row>(newest: string): MonoTypeOperatorFunction<Row> =>
  (rows) =>
    rows.pipe(
      throwIfEmpty(
        () => new ProtocolError(`conversions.sync: the window should hold the conversion of ${newest}, but is empty`),
      ),
    );

/** The rows of a part of a window. */
export const windowRows = <Row extends object>(
  source: SyncSource<Row>,
  part: Pick<WindowPlan, 'from' | 'to'>,
  newest: string | undefined,
): Observable<Row> => {
  const { from, to } = part;
  if (to !== undefined) return from < to ? source.window(part) : EMPTY;
  return source.window(part).pipe(newest !== undefined && newest >= from ? withRows(newest) : identity);
};

const earliestOf =
  (field: string) =>
  (row: object): string => {
    const time = parseTime(Object.hasOwn(row, field) ? row[field as keyof typeof row] : undefined);
    if (time === undefined) throw new ProtocolError(`The field ${field} of a conversion holds no time`);
    return time.earliest;
  };
