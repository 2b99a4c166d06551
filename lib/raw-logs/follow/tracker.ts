import { CHECKPOINT_VERSION } from '../../models/checkpoint.js';
import type { LogFileFacts } from '../listing/listing.js';
import { oldestFirst } from '../listing/range-files.js';
import { dayOf, selectDirs } from '../listing/range.js';
import { EARLIEST, type FollowCheckpoint, type FollowedFile, type FollowReport, type FollowStart } from './options.js';
import { createSeenFiles } from './seen-files.js';

/** The state of a `follow`, which decides which files are emitted. Knows nothing of requests. */
export interface FollowTracker<F> {
  /** Starts a poll: takes the dirs that the service has, and returns those to list, oldest first. */
  begin(names: readonly string[]): string[];
  /** Takes the files of the next dir, and returns those to emit, oldest first. */
  take(dirName: string, files: readonly F[]): FollowedFile<F>[];
  /** Ends a poll in which all dirs were taken. */
  end(): void;
}

const LAST_DAY = '99991231';

/** A file that starts more than this after the present is in the future, ms: its date or a clock is wrong. */
const AHEAD = 24 * 60 * 60 * 1000;

/** The instant before which nothing is emitted, ms; a start at a dir has none. */
const instantOf = (since: string | number): number => (typeof since === 'number' ? since : EARLIEST);

const checkpointOf = (
  position: Omit<FollowCheckpoint, 'version' | 'seen'>,
  seen: () => FollowCheckpoint['seen'],
): FollowCheckpoint => ({
  version: CHECKPOINT_VERSION,
  ...position,
  get seen() {
    return seen();
  },
});

/** Creates the tracker of one subscription. `now` is the clock that tells which files are in the future. */
export const createFollowTracker = <F extends LogFileFacts>(
  { networkId, type, since, lookBack, checkpoint }: FollowStart,
  report: (report: FollowReport) => void,
  now: () => number = Date.now,
): FollowTracker<F> => {
  // All seen files that start at `from` or later were emitted: a new file there always is, and `from` never decreases.
  const seen = createSeenFiles(checkpoint?.seen);
  let upTo = checkpoint?.upTo ?? EARLIEST;
  /** The start of the window. It is never later than `lookBack` before the present, whatever the dates of the files. */
  const windowStart = (): number => Math.min(upTo, now()) - lookBack;
  let from = checkpoint ? Math.max(checkpoint.from, windowStart()) : instantOf(since);
  // A checkpoint does not name the files before its window. Until a poll has seen them, all of them count as emitted.
  let unknownBefore = checkpoint ? from : EARLIEST;

  /** The first dir to list. A file is in the dir of its day in UTC, the one before or the one after. */
  const firstDir = (): string => {
    const first = from === EARLIEST ? '' : dayOf(from, -1);
    return typeof since === 'string' && since > first ? since : first;
  };

  const emit = (file: F, late: boolean): FollowedFile<F> => ({
    file,
    late,
    checkpoint: checkpointOf({ networkId, type, since, from, upTo }, seen.snapshot(from)),
  });

  /** Emits a file without moving the window, which would leave the present: all other files would be too late. */
  const emitAhead = (file: F): FollowedFile<F> => {
    report({ type: 'in the future', filename: file.filename, startTime: file.startTime });
    return emit(file, false);
  };

  const emitNew = (file: F, time: number): FollowedFile<F> => {
    const late = time < upTo;
    upTo = Math.max(upTo, time);
    from = Math.max(from, windowStart());
    return emit(file, late);
  };

  const takeFile = (dirName: string, file: F): FollowedFile<F>[] => {
    const { filename, startTime } = file;
    const time = startTime.getTime();
    if (!seen.note(filename, time, dirName)) return [];
    if (time > now() + AHEAD && time >= from) return [emitAhead(file)];
    if (time >= from) return [emitNew(file, time)];
    if (time >= instantOf(since) && time >= unknownBefore) report({ type: 'too late', filename, startTime });
    return [];
  };

  const end = (): void => {
    unknownBefore = EARLIEST;
    for (const [filename, time] of seen.takeVanished(from))
      report({ type: 'vanished', filename, startTime: new Date(time) });
  };

  return {
    begin(names) {
      const dirs = selectDirs(names, firstDir(), LAST_DAY);
      seen.startPoll(dirs);
      if (dirs.length === 0) end();
      return dirs;
    },
    take(dirName, files) {
      const fresh = oldestFirst(files).flatMap((file) => takeFile(dirName, file));
      seen.forget(from, firstDir());
      return fresh;
    },
    end,
  };
};
