import { concat, concatMap, defer, EMPTY, filter, map, type Observable, of, repeat, tap } from 'rxjs';
import type { Listing } from '../../calls/listing.js';
import type { RxOffersError } from '../../errors/base.js';
import { isFatalError } from '../../errors/network-errors.js';
import { pollFor } from '../../streams/poll.js';
import { deferStream, Stream } from '../../streams/stream.js';
import type { ChangedQuery } from './find-changed.js';
import { checkSyncOptions, type Synced, type SyncOptions, type SyncStart } from './options.js';
import { createSyncTracker, type SyncTracker } from './tracker.js';
import { createSyncSource, isFarBehind, planWindow, type SyncSource, type WindowPlan } from './window.js';
import { laterOf, shiftTime } from './wire-time.js';

/**
 * Follows conversions, which change after the fact: emits each new or changed one, as an upsert. Never completes.
 *
 * Polls at once, and again `interval` ms after the end of each poll. A poll reads the lookback window again, which starts
 * `lookback` ms before the newest conversion, and requests updated conversions before it (see `SyncMode`). Each change is
 * emitted once; rows that are read again unchanged are not emitted. On the way from `since` to the window it reads chunk
 * after chunk without waiting. The order is that of reading, not of time.
 *
 * Each conversion comes with the checkpoint that includes it. Store both in one transaction, and start again from the last
 * checkpoint stored: the store then ends up equal to the service, whatever happens in between. Times are compared as the
 * service writes them, in the network's zone; the local clock only keeps a conversion dated in the future from moving the
 * window.
 *
 * Ends with a `TypeError` or a `RangeError` for wrong arguments, with nothing sent; with an `AuthenticationError`; and when
 * the client is closed. Any other failure of a poll goes to `onFault`, and the next poll repeats the walk that failed; what was
 * emitted is not emitted again. Unsubscribing cancels the request in flight, or the wait. A slow `for await` makes the polls
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

const DEFAULT_INTERVAL = 10 * 60 * 1000;

/** Creates `sync` over the lists of conversions. */
export const createConversionSync = <Row extends object>(
  listing: Listing,
  findUpdated: (query: ChangedQuery) => Stream<Row>,
): ConversionSync<Row> => {
  const open = (options: SyncOptions): Observable<Synced<Row>> => {
    const start = checkSyncOptions(options);
    const { interval = DEFAULT_INTERVAL, onFault, scheduler } = options;
    const tracker = createSyncTracker<Row>(start);
    const run = createStep(start, createSyncSource(listing, findUpdated, start, options), tracker);
    return pollFor('conversions.sync', () => run, {
      interval,
      isFatal: isFatalError,
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

/** The steps of a poll: chunks on the way to the window, then the window, each followed by the updates. */
const createStep = <Row extends object>(
  start: SyncStart,
  source: SyncSource<Row>,
  tracker: SyncTracker<Row>,
): Observable<Synced<Row>> => {
  const { lookback, mode } = start;
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

  const plan = (newest: string | undefined): Observable<WindowPlan> => {
    const { from } = tracker;
    if (newest === undefined || !isFarBehind(from, newest, lookback))
      return of(planWindow(from, newest, undefined, lookback));
    return source.oldest(from).pipe(map((oldest) => planWindow(from, newest, oldest, lookback)));
  };

  // Taken before the walks of this step: changes during them are requested the next time.
  const markOf = (newest: string | undefined): string =>
    newest === undefined ? start.from : laterOf(start.from, shiftTime(newest, -OVERLAP));

  const readUpdates = (mark: string): Observable<Synced<Row>> => {
    const since = tracker.updatedSince ?? mark;
    return walk(
      () => source.updates(since),
      tracker.takeUpdated,
      () => tracker.endUpdates(laterOf(since, mark)),
    );
  };

  const readWindow = (planned: WindowPlan): Observable<Synced<Row>> =>
    walk(
      () => source.window(planned),
      tracker.takeRead,
      () => tracker.endWindow(planned.next),
    );

  const stepFrom = (newest: string | undefined): Observable<Synced<Row>> => {
    const mark = markOf(newest);
    if (mode === 'updated') tracker.beginUpdates(mark);
    return plan(newest).pipe(
      concatMap((planned) => {
        isLastStep = planned.to === undefined;
        return mode === 'updated' ? concat(readWindow(planned), readUpdates(mark)) : readWindow(planned);
      }),
    );
  };

  const step = defer(() => {
    isLastStep = true;
    return source.newest(tracker.from).pipe(concatMap(stepFrom));
  });
  return step.pipe(repeat({ delay: () => (isLastStep ? EMPTY : of(true)) }));
};
