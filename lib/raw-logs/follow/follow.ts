import { asyncScheduler, map, type Observable, toArray } from 'rxjs';
import type { RxOffersError } from '../../errors/base.js';
import { isFatalError } from '../../errors/network-errors.js';
import { pollFor } from '../../streams/poll.js';
import { deferStream, Stream } from '../../streams/stream.js';
import type { LogFileFacts } from '../listing/listing.js';
import type { LogLists } from '../listing/log-lists.js';
import { walkDirs } from '../listing/range-files.js';
import {
  type FollowedFile,
  type FollowHooks,
  type FollowOptions,
  type FollowReport,
  type FollowSource,
  parseFollowOptions,
} from './options.js';
import { createFollowTracker, type FollowTracker } from './tracker.js';

/**
 * Follows one type of raw log: emits each file once, oldest first, as new hours appear. Never completes.
 *
 * A poll lists the dirs, and then the files of the dirs inside the lookback window, one dir after another. The first poll
 * starts at once, each further one `interval` ms after the previous one ends. A file that appears late is emitted with
 * `late: true` if it starts at most `lookBack` ms before the newest file. A file that appears even later is reported to
 * `onReport`, and so is one that vanished. A file that starts more than 24 hours after the present is reported as well, but
 * emitted, and the window stays where it is. Files that appeared before the window while nothing was following cannot be
 * told from older ones, and are not reported.
 *
 * Each file comes with a checkpoint that includes it. Store both in one transaction and start again from the last
 * checkpoint stored: every file is then stored exactly once, whatever happens in between.
 *
 * Ends with a `TypeError` or a `RangeError` for wrong arguments, with nothing sent; with an `AuthenticationError`; and when
 * the client is closed. Any other error of a poll is reported to `onFault`, and polling continues. Unsubscribing cancels the
 * request in flight, or the wait. A slow `for await` makes the polling wait. One request is in flight, at most one dir
 * ahead.
 *
 * As far as is known, the service lists complete hours only: a file that is still being written has never been seen.
 *
 * @example
 * ```ts
 * for await (const { file, checkpoint } of api.rawLogs.clicks.follow({ since: '20260101', checkpoint: await load() }))
 *   await store(file, checkpoint); // both in one transaction
 * ```
 */
export type Follow<F> = (options?: FollowOptions) => Stream<FollowedFile<F>>;

/** Creates the `follow` of one type of log. `hooks` are called before those in the options. */
export const createFollow = <F extends LogFileFacts>(
  lists: Pick<LogLists<F>, 'listDateDirs' | 'listLogs'>,
  source: FollowSource,
  hooks: FollowHooks = {},
): Follow<F> => {
  const method = `rawLogs.${source.type}.follow`;

  const dirsToList = (tracker: FollowTracker<F>): Observable<string[]> =>
    lists.listDateDirs().pipe(
      map(({ dirName }) => dirName),
      toArray(),
      map((listed) => tracker.begin(listed)),
    );

  const newFiles = (tracker: FollowTracker<F>, dirName: string, isLast: boolean): Observable<FollowedFile<F>[]> =>
    lists.listLogs(dirName).pipe(
      toArray(),
      map((files) => {
        const fresh = tracker.take(dirName, files);
        if (isLast) tracker.end();
        return fresh;
      }),
    );

  const pollFiles = (options: FollowOptions): Observable<FollowedFile<F>> => {
    const start = parseFollowOptions(method, options, source);
    const { interval = 300_000, onFault, onReport, scheduler, demand } = options;
    const tell = (report: FollowReport): void => {
      hooks.onReport?.(report);
      onReport?.(report);
    };
    const tracker = createFollowTracker<F>(start, tell, () => (scheduler ?? asyncScheduler).now());
    const run = (): Stream<FollowedFile<F>> =>
      walkDirs(dirsToList(tracker), (dirName, isLast) => newFiles(tracker, dirName, isLast), demand);
    return pollFor(method, run, {
      interval,
      isFatal: isFatalError,
      scheduler,
      onFault: (fault) => {
        // Errors of other classes are fatal and do not get here.
        hooks.onFault?.(fault as RxOffersError);
        onFault?.(fault as RxOffersError);
      },
    });
  };

  return (options = {}) =>
    deferStream(() => {
      const files = pollFiles(options);
      // Subscribes with the same subscriber, so that the walk finds the demand.
      return new Stream((subscriber) => files.subscribe(subscriber));
    });
};
