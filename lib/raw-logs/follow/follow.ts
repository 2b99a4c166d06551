import { map, type Observable, toArray } from 'rxjs';
import type { RxOffersError } from '../../errors/base.js';
import { isFatalError } from '../../errors/network-errors.js';
import { poll } from '../../streams/poll.js';
import { deferStream, Stream } from '../../streams/stream.js';
import type { LogType } from '../context.js';
import type { LogLists } from '../listing/log-lists.js';
import { walkDirs } from '../listing/range-files.js';
import type { LogFileFacts } from '../listing/listing.js';
import { createFollowTracker, type FollowTracker } from './tracker.js';
import { checkFollowOptions, type FollowedFile, type FollowHooks, type FollowOptions } from './options.js';

/**
 * Follows one type of raw log: emits each file once, oldest first, as hours appear. Never completes.
 *
 * At once, and then `interval` ms after the end of each poll, the dirs are listed, and the files of those inside the
 * look-back window, dir after dir. A file that comes late is emitted with `late: true` while it lies inside the window,
 * which ends `lookBack` ms before the newest file; one that comes later still is reported to `onReport`, and so is one
 * that vanished. Files that came behind the window while nobody followed cannot be told from those of before.
 *
 * Each file comes with the checkpoint that includes it. Store both in one transaction and start again from the last one
 * stored: every file is then stored exactly once, whatever happens in between.
 *
 * Ends in a `TypeError` or a `RangeError` for wrong arguments, with nothing sent; in an `AuthenticationError`; and when
 * the client is closed. Any other failure of a poll is reported to `onFault`, and polled again. Unsubscribing cancels the
 * request in flight, or the wait. A slow `for await` makes the polling wait. In flight: one request, one dir ahead.
 *
 * A file that is still being written has never been seen: as far as is known, the service lists only complete hours.
 *
 * @example
 * ```ts
 * for await (const { file, checkpoint } of api.rawLogs.clicks.follow({ since: '20260101', checkpoint: await load() }))
 *   await store(file, checkpoint); // both in one transaction
 * ```
 */
export type Follow<F> = (options?: FollowOptions) => Stream<FollowedFile<F>>;

/** Makes the `follow` of one type of log. `hooks` hear what the caller's own do. */
export const createFollow = <F extends LogFileFacts>(
  lists: Pick<LogLists<F>, 'listDateDirs' | 'listLogs'>,
  type: LogType,
  hooks: FollowHooks = {},
): Follow<F> => {
  const names = (ledger: FollowTracker<F>): Observable<string[]> =>
    lists.listDateDirs().pipe(
      map(({ dirName }) => dirName),
      toArray(),
      map((listed) => ledger.begin(listed)),
    );

  const filesOf = (ledger: FollowTracker<F>, dirName: string, isLast: boolean): Observable<FollowedFile<F>[]> =>
    lists.listLogs(dirName).pipe(
      toArray(),
      map((files) => {
        const fresh = ledger.take(dirName, files);
        if (isLast) ledger.end();
        return fresh;
      }),
    );

  const open = (options: FollowOptions): Observable<FollowedFile<F>> => {
    const start = checkFollowOptions(options, type);
    const { interval = 300_000, onFault, onReport, scheduler, demand } = options;
    const ledger = createFollowTracker<F>(start, (report) => {
      hooks.onReport?.(report);
      onReport?.(report);
    });
    const run = (): Stream<FollowedFile<F>> =>
      walkDirs(names(ledger), (dirName, isLast) => filesOf(ledger, dirName, isLast), demand);
    return poll(run, {
      interval,
      isFatal: isFatalError,
      scheduler,
      onFault: (fault) => {
        // What is no RxOffersError is fatal.
        hooks.onFault?.(fault as RxOffersError);
        onFault?.(fault as RxOffersError);
      },
    });
  };

  return (options = {}) =>
    deferStream(() => {
      const source = open(options);
      // The same subscriber, so that the walk to the demand is not cut.
      return new Stream((subscriber) => source.subscribe(subscriber));
    });
};
