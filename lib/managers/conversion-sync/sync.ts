import { concat, concatMap, defaultIfEmpty, defer, EMPTY, filter, map, type Observable, of, repeat, tap } from 'rxjs';
import type { RxOffersError } from '../../errors/base.js';
import { isFatalError, ProtocolError } from '../../errors/network-errors.js';
import { poll } from '../../streams/poll.js';
import { deferStream, Stream } from '../../streams/stream.js';
import type { Listing } from '../../calls/listing.js';
import type { ChangedQuery } from './find-changed.js';
import { createSyncTracker, type SyncTracker } from './tracker.js';
import { checkSyncOptions, type Synced, type SyncOptions, type SyncStart } from './options.js';
import { laterOf, parseTime, shiftTime, timeInUtc, ZONES } from './wire-time.js';

/** What one walk over conversions reads: those from `from` on, up to but without `to`, where there is one. */
export interface WindowPlan {
  readonly from: string;
  readonly to: string | undefined;
  /** Where the next walk starts, once this one has read all. */
  readonly next: string;
}

const DAY = 24 * 60 * 60 * 1000;

/** How much is read at once on the way to the look-back window, ms. */
const spanOf = (lookback: number): number => Math.max(lookback, DAY);

/** Whether so much lies before the look-back window that it is to be read in pieces. */
export const isFarBehind = (from: string, newest: string, lookback: number): boolean =>
  shiftTime(from, spanOf(lookback)) <= shiftTime(newest, -lookback);

/**
 * Plans a walk. `newest` is a time known **before** the walk: what changes while it lasts, however long, lies behind that,
 * and the next walk starts `lookback` before it. What is older is read in pieces, from the oldest there is, so that only
 * one piece has to be remembered.
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
    const time = parseTime(Object.hasOwn(row, field) ? row[field as keyof typeof row] : undefined);
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

/**
 * Follows conversions, which change after the fact: emits each that is new or has changed, as an upsert. Never completes.
 *
 * At once, and then `interval` ms after the end of each poll, it reads the look-back window again, which begins `lookback`
 * ms before the newest conversion, and asks for updated conversions behind it (see `SyncMode`). Each change is emitted
 * once: rows that are read again and are as they were are not. On the way from `since` to the window it reads piece after
 * piece without waiting. The order is that of the reading, not that of time.
 *
 * Each conversion comes with the checkpoint that includes it. Store both in one transaction and start again from the last
 * one stored: what was stored is then what the service has, whatever happens in between. Times are compared as the service
 * writes them, in the network's zone; the local clock decides nothing, but that a conversion dated in the future does not
 * move the window.
 *
 * Ends in a `TypeError` or a `RangeError` for wrong arguments, with nothing sent; in an `AuthenticationError`; and when
 * the client is closed. Any other failure of a poll is reported to `onFault`, and polled again: what was emitted stands,
 * and the walk that failed is begun anew. Unsubscribing cancels the request in flight, or the wait. A slow `for await`
 * makes the polling wait. In memory: a page, the updated rows of one reply, and for each conversion of the window (or
 * piece) its key, its time and a fingerprint.
 *
 * Never seen on the wire: the parameters of `findUpdatedConversions` and the form of its reply, and a field of conversions
 * that says when they were modified. What is deleted is not noticed; the service rejects conversions instead.
 *
 * @example
 * ```ts
 * for await (const { conversion, checkpoint } of api.conversions.sync({ since: '2026-01-01', checkpoint: await load() }))
 *   await store(conversion, checkpoint); // both in one transaction
 * ```
 */
export type ConversionSync<Row> = (options?: SyncOptions) => Stream<Synced<Row>>;

const INTERVAL = 10 * 60 * 1000;

/**
 * How long before the newest conversion updates are asked for, ms. The newest conversion stands for the service's clock,
 * which may be up to 26 hours of time zones off, and updates may show late.
 */
const OVERLAP = 48 * 60 * 60 * 1000;

/** One step of a poll: a window, or a piece on the way to it, and the updates. `isOver` is false when another follows. */
const createStep = <Row extends object>(start: SyncStart, source: SyncSource<Row>, ledger: SyncTracker<Row>) => {
  const { lookback, mode } = start;
  let isOver = true;

  const walk = (
    rows: () => Observable<Row>,
    take: (row: Row) => Synced<Row> | undefined,
    end: () => void,
  ): Observable<Synced<Row>> =>
    defer(() => {
      ledger.startWalk();
      return rows().pipe(
        map(take),
        filter((synced) => synced !== undefined),
        tap({ complete: end }),
      );
    });

  const plan = (newest: string | undefined): Observable<WindowPlan> => {
    const { from } = ledger;
    if (newest === undefined || !isFarBehind(from, newest, lookback))
      return of(planWindow(from, newest, undefined, lookback));
    return source.oldest(from).pipe(map((oldest) => planWindow(from, newest, oldest, lookback)));
  };

  // Older than the walks of this step: what changes while they last is asked for the next time.
  const markOf = (newest: string | undefined): string =>
    newest === undefined ? start.from : laterOf(start.from, shiftTime(newest, -OVERLAP));

  const updates = (mark: string): Observable<Synced<Row>> => {
    const since = ledger.updatedSince ?? mark;
    return walk(
      () => source.updates(since),
      ledger.takeUpdated,
      () => ledger.endUpdates(laterOf(since, mark)),
    );
  };

  const read = (planned: WindowPlan): Observable<Synced<Row>> =>
    walk(
      () => source.window(planned),
      ledger.takeRead,
      () => ledger.endWindow(planned.next),
    );

  const stepFrom = (newest: string | undefined): Observable<Synced<Row>> => {
    const mark = markOf(newest);
    if (mode === 'updated') ledger.beginUpdates(mark);
    return plan(newest).pipe(
      concatMap((planned) => {
        isOver = planned.to === undefined;
        return mode === 'updated' ? concat(read(planned), updates(mark)) : read(planned);
      }),
    );
  };

  const step = defer(() => {
    isOver = true;
    return source.newest(ledger.from).pipe(concatMap(stepFrom));
  });
  return step.pipe(repeat({ delay: () => (isOver ? EMPTY : of(true)) }));
};

/** Makes `sync` over the lists of conversions. */
export const createConversionSync = <Row extends object>(
  listing: Listing,
  findUpdated: (query: ChangedQuery) => Stream<Row>,
): ConversionSync<Row> => {
  const open = (options: SyncOptions): Observable<Synced<Row>> => {
    const start = checkSyncOptions(options);
    const { interval = INTERVAL, onFault, scheduler } = options;
    const ledger = createSyncTracker<Row>(start);
    const run = createStep(start, createSyncSource(listing, findUpdated, start, options), ledger);
    return poll(() => run, {
      interval,
      isFatal: isFatalError,
      scheduler,
      // What is no RxOffersError is fatal.
      onFault: (fault) => onFault?.(fault as RxOffersError),
    });
  };
  return (options = {}) =>
    deferStream(() => {
      const source = open(options);
      // The same subscriber, so that the walk to the demand is not cut.
      return new Stream((subscriber) => source.subscribe(subscriber));
    });
};
