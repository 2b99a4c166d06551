import type { LogFileFacts } from '../listing/listing.js';
import { oldestFirst } from '../listing/range-files.js';
import { dayOf, isDayName, selectDirs } from '../listing/range.js';
import type { FollowCheckpoint, FollowedFile, FollowReport, FollowStart } from './options.js';

/** The state of a `follow`, which decides which files are emitted. Knows nothing of time or requests. */
export interface FollowTracker<F> {
  /** Starts a poll: takes the dirs that the service has, and returns those to list, oldest first. */
  begin(names: readonly string[]): string[];
  /** Takes the files of the next dir, and returns those to emit, oldest first. */
  take(dirName: string, files: readonly F[]): FollowedFile<F>[];
  /** Ends a poll in which all dirs were taken. */
  end(): void;
}

const LAST_DAY = '99991231';

/** The instant before which nothing is emitted, ms; a start at a dir has none. */
const instantOf = (since: string | number): number => (typeof since === 'number' ? since : -Infinity);

/** Creates the tracker of one subscription. */
export const createFollowTracker = <F extends LogFileFacts>(
  { type, since, lookBack, checkpoint }: FollowStart,
  report: (report: FollowReport) => void,
): FollowTracker<F> => {
  // All seen files that start at `from` or later were emitted: a new file there always is, and `from` never decreases.
  const seen = createSeenFiles(checkpoint?.seen);
  let upTo = checkpoint?.upTo ?? -Infinity;
  let from = checkpoint ? Math.max(checkpoint.from, upTo - lookBack) : instantOf(since);
  // A checkpoint does not name the files before its window. Until a poll has seen them, all of them count as emitted.
  let unknownBefore = checkpoint ? from : -Infinity;

  /** The first dir to list. A file is in the dir of its day in UTC, the one before or the one after. */
  const firstDir = (): string => {
    const first = from === -Infinity ? '' : dayOf(from, -1);
    return typeof since === 'string' && since > first ? since : first;
  };

  const emit = (file: F, time: number): FollowedFile<F> => {
    const late = time < upTo;
    upTo = Math.max(upTo, time);
    from = Math.max(from, upTo - lookBack);
    return { file, late, checkpoint: { version: 1, type, since, from, upTo, seen: seen.startingFrom(from) } };
  };

  const takeFile = (dirName: string, file: F): FollowedFile<F>[] => {
    const { filename, startTime } = file;
    const time = startTime.getTime();
    if (!seen.note(filename, time, dirName)) return [];
    if (time >= from) return [emit(file, time)];
    if (time >= instantOf(since) && time >= unknownBefore) report({ type: 'too late', filename, startTime });
    return [];
  };

  const end = (): void => {
    unknownBefore = -Infinity;
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

/** A file by its name and its start, ms. */
type SeenFile = readonly [filename: string, startTime: number];

/** The files seen in the dirs that are still listed. */
interface SeenFiles {
  /** Starts a poll of these dirs. */
  startPoll(dirs: readonly string[]): void;
  /** Notes that a dir lists a file; true when the file is new. */
  note(filename: string, time: number, dirName: string): boolean;
  /** The files that start at an instant or later. */
  startingFrom(from: number): SeenFile[];
  /** The files that start at an instant or later and are missing from dirs that this poll has listed, each once. */
  takeVanished(from: number): SeenFile[];
  /** Forgets files that start before an instant and whose dir is before `firstDir`, so that it is not listed any more. */
  forget(from: number, firstDir: string): void;
}

interface SeenState {
  readonly time: number;
  readonly dir: string | undefined;
  /** Number of the poll that listed it last. */
  readonly poll: number;
  readonly isReported: boolean;
}

/** The dir in the name of a file, where there is one. */
const dirIn = (filename: string): string | undefined => {
  const [dir] = filename.split('/', 1);
  return dir !== undefined && isDayName(dir) ? dir : undefined;
};

/** Creates the seen files, starting with those of a checkpoint. */
const createSeenFiles = (checkpointed: FollowCheckpoint['seen'] = []): SeenFiles => {
  const files = new Map<string, SeenState>();
  let poll = 0;
  let listed: ReadonlySet<string> = new Set();
  for (const [filename, time] of checkpointed)
    files.set(filename, { time, dir: dirIn(filename), poll, isReported: false });

  const isMissing = ({ poll: last, dir }: SeenState): boolean => last !== poll && dir !== undefined && listed.has(dir);

  return {
    startPoll(dirs) {
      poll++;
      listed = new Set(dirs);
    },
    note(filename, time, dir) {
      const before = files.get(filename);
      // Keeps the first start that was seen, so that the decision about the file stays valid.
      files.set(filename, { time: before?.time ?? time, dir, poll, isReported: before?.isReported ?? false });
      return before === undefined;
    },
    startingFrom: (from) => [...files].flatMap(([name, { time }]) => (time >= from ? [[name, time]] : [])),
    takeVanished(from) {
      const vanished = [...files].filter(([, file]) => file.time >= from && !file.isReported && isMissing(file));
      for (const [name, file] of vanished) files.set(name, { ...file, isReported: true });
      return vanished.map(([name, { time }]) => [name, time]);
    },
    forget(from, firstDir) {
      for (const [name, { time, dir = '' }] of files) if (time < from && dir < firstDir) files.delete(name);
    },
  };
};
