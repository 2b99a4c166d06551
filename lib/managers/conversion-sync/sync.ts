import {
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  endWith,
  filter,
  ignoreElements,
  map,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  repeat,
  tap,
} from 'rxjs';
import type { Caller } from '../../calls/caller.js';
import type { Listing } from '../../calls/listing.js';
import { HasOffersError, RateLimitError } from '../../errors/api-errors.js';
import { RxOffersError } from '../../errors/base.js';
import { isFatalError } from '../../errors/network-errors.js';
import { pollFor } from '../../streams/poll.js';
import { deferStream, Stream } from '../../streams/stream.js';
import { withWholeLists } from '../../streams/demand.js';
import type { ChangedQuery } from './find-changed.js';
import { checkSyncOptions, type Synced, type SyncOptions, type SyncStart } from './options.js';
import { createSyncTracker, type SyncTracker } from './tracker.js';
import { createSyncSource, planStep, type SyncSource, type WindowPlan, windowRows } from './window.js';
import { laterOf, shiftTime } from './wire-time.js';

/**
 * Follows conversions, which change after the fact: emits each new or changed one, as an upsert. Never completes.
 *
 * Polls at once, and again `interval` ms after the end of each poll. A poll reads the lookback window again, which starts
 * `lookback` ms before the newest conversion, and requests updated conversions before it (see `SyncMode`). Each change is
 * emitted once; rows that are read again unchanged are not emitted. On the way from `since` to the window it reads chunk
 * after chunk without waiting. The order is that of reading, not of time.
 *
 * Each conversion comes with the checkpoint that includes it, of 64 KB of JSON at most. Store both in one transaction, and
 * start again from the last checkpoint stored: the store then ends up equal to the service, whatever happens in between.
 * After a restart, what the digests of the checkpoint cover is read once without emitting anything. Then the conversions of
 * those buckets that differ are emitted: the changed ones, and, as upserts of equal content, those that share a bucket with
 * them. Times are compared as the service writes them, in the network's zone; the local clock only keeps a conversion dated
 * in the future from moving the window.
 *
 * Ends in a `TypeError` or a `RangeError` for wrong arguments, with nothing sent; in an `AuthenticationError`; when the
 * client is closed; and when the service refuses `findUpdatedConversions` in 5 polls in a row, each of which is an event
 * (`updates refused`). Any other failure of a poll goes to `onFault`, and the next poll repeats the walk that failed; what was
 * emitted is not emitted again. A list of which the service counts other rows than those that came fails its poll. Unsubscribing cancels the request in flight, or the wait. A slow `for await` makes the polls
 * wait. Held in memory: a page, the updated rows of one reply, and the key, the time and a fingerprint of each conversion of
 * the window (or chunk). Deleted conversions are not noticed; the service rejects conversions instead.
 *
 * @experimental Never seen on the wire: the parameters of `findUpdatedConversions` and the form of its reply, and a field of
 * conversions that says when they were modified.
 *
 * @example
 * ```ts
 * for await (const { conversion, checkpoint } of api.conversions.sync({ since: '2026-01-01', checkpoint: await load() }))
 *   await store(conversion, checkpoint); // both in one transaction
 * ```
 */
export type ConversionSync<Row> = (options?: SyncOptions) => Stream<Synced<Row>>;

/** How many polls in a row may be refused the updates: then changes before the window would be missed for good. */
const MOST_REFUSALS = 5;

/** The service keeps refusing to say which conversions were updated. */
class UpdatesRefusedError extends RxOffersError {}

const DEFAULT_INTERVAL = 10 * 60 * 1000;

/** Creates `sync` over the lists of conversions. */
export const createConversionSync = <Row extends object>(
  { target, context }: Caller,
  listing: Listing,
  findUpdated: (query: ChangedQuery) => Stream<Row>,
): ConversionSync<Row> => {
  const open = (options: SyncOptions): Observable<Synced<Row>> => {
    const start = checkSyncOptions(options, context);
    const { interval = DEFAULT_INTERVAL, onFault, scheduler } = options;
    const tracker = createSyncTracker<Row>(start);
    const method = 'findUpdatedConversions';
    const reported = createRefusals<Row>((polls, { message: reason }) =>
      context.report({ type: 'updates refused', target, method, polls, reason }),
    );
    const source = createSyncSource(listing, findUpdated, start, options);
    const run = createStep(start, source, tracker, reported);
    return pollFor('conversions.sync', () => withWholeLists(run), {
      interval,
      isFatal: (fault) => isFatalError(fault) || fault instanceof UpdatesRefusedError,
      scheduler,
      // Errors of other classes are fatal and do not get here.
      onFault: (fault) => onFault?.(fault as RxOffersError),
    });
  };
  return (options = {}) =>
    deferStream(() => {
      const source = open(options);
      // Subscribes with the same subscriber, so that the source finds the demand.
      return new Stream((subscriber) => source.subscribe(subscriber));
    });
};

/**
 * Updates are requested from this long before the newest conversion on, ms. That conversion serves as the service's clock:
 * time zones may put it off by up to 26 hours, and updates may show up late.
 */
const OVERLAP = 48 * 60 * 60 * 1000;

/** Whether the service has said that it does not do what was asked. */
const isRefusal = (error: unknown): error is HasOffersError =>
  error instanceof HasOffersError && !(error instanceof RateLimitError);

/** Counts the polls in a row that are refused the updates; ends in an error that is fatal when there are too many. */
const createRefusals = <Row>(
  onRefused: (polls: number, refusal: HasOffersError) => void,
): MonoTypeOperatorFunction<Row> => {
  let polls = 0;
  return (updates) =>
    updates.pipe(
      tap({ complete: () => (polls = 0) }),
      catchError((error: unknown) => {
        if (!isRefusal(error)) throw error;
        onRefused(++polls, error);
        if (polls < MOST_REFUSALS) throw error;
        throw new UpdatesRefusedError(
          `conversions.sync: Conversion.findUpdatedConversions was refused in ${polls} polls in a row: ${error.message}. ` +
            'Set updatedParams, or choose a mode that does not need it',
          { cause: error },
        );
      }),
    );
};

/** Reads what the sink may have, after a restart; emits the time before which it has everything, once. */
const recover = <Row extends object>(source: SyncSource<Row>, tracker: SyncTracker<Row>): Observable<string> =>
  defer(() => {
    const { recovery, toSeen } = tracker;
    if (!recovery) return of(tracker.from);
    const { window, updatedSince } = recovery;
    recovery.begin();
    tracker.startWalk();
    const rows: Observable<Row> = window ? source.window(window) : EMPTY;
    const updates: Observable<Row> = updatedSince === undefined ? EMPTY : source.updates(updatedSince);
    return concat(
      rows.pipe(tap((row) => recovery.takeRead(toSeen(row)))),
      updates.pipe(
        tap((row) => recovery.takeUpdated(toSeen(row))),
        // Then nothing is known of updated ones. The walk over updates will report it.
        catchError((error: unknown) => {
          if (isRefusal(error)) return EMPTY;
          throw error;
        }),
      ),
    ).pipe(
      ignoreElements(),
      endWith(true),
      map(() => tracker.endRecovery()),
    );
  });

/** The steps of a poll: chunks on the way to the window, then the window, each followed by the updates. */
const createStep = <Row extends object>(
  start: SyncStart,
  source: SyncSource<Row>,
  tracker: SyncTracker<Row>,
  reported: MonoTypeOperatorFunction<Row>,
): Observable<Synced<Row>> => {
  const { mode } = start;
  let isLastStep = true;

  const walk = (
    rows: () => Observable<Row>,
    take: (row: Row) => Synced<Row> | undefined,
    end: () => void,
  ): Observable<Synced<Row>> =>
    defer(() => {
      tracker.startWalk();
      return rows().pipe(
        map(take),
        filter((synced) => synced !== undefined),
        tap({ complete: end }),
      );
    });

  // Taken before the walks of this step: changes during them are requested the next time.
  const markOf = (newest: string | undefined): string =>
    newest === undefined ? start.from : laterOf(start.from, shiftTime(newest, -OVERLAP));

  const readUpdates = (mark: string): Observable<Synced<Row>> => {
    const since = tracker.updatedSince ?? mark;
    return walk(
      () => reported(source.updates(since)),
      tracker.takeUpdated,
      () => tracker.endUpdates(laterOf(since, mark)),
    );
  };

  const readWindow = (planned: WindowPlan, newest: string | undefined, knownUntil: string): Observable<Synced<Row>> => {
    const part = { from: laterOf(planned.from, knownUntil), to: planned.to };
    return walk(
      () => windowRows(source, part, newest),
      tracker.takeRead,
      () => tracker.endWindow(planned.next),
    );
  };

  const stepFrom = (newest: string | undefined): Observable<Synced<Row>> => {
    const mark = markOf(newest);
    if (mode === 'updated') tracker.beginUpdates(mark);
    return planStep(source, tracker.from, newest, start.lookback).pipe(
      concatMap((planned) => {
        isLastStep = planned.to === undefined;
        return recover(source, tracker).pipe(
          map((knownUntil) => readWindow(planned, newest, knownUntil)),
          concatMap((window) => (mode === 'updated' ? concat(window, readUpdates(mark)) : window)),
        );
      }),
    );
  };

  const step = defer(() => {
    isLastStep = true;
    return source.newest(tracker.from).pipe(concatMap(stepFrom));
  });
  return step.pipe(repeat({ delay: () => (isLastStep ? EMPTY : of(true)) }));
};
