import { oldestFirst } from '../listing/range-files.js';
import { dayOf, isDayName, selectDirs } from '../listing/range.js';
import type { LogFileFacts } from '../listing/listing.js';
import type { FollowCheckpoint, FollowedFile, FollowReport, FollowStart } from './options.js';

/** A file by its name and its start, ms. */
export type SeenFile = readonly [filename: string, startTime: number];

/** The files that were listed in the dirs still looked at. */
export interface SeenFiles {
  /** Starts a poll of these dirs. */
  startPoll(dirs: readonly string[]): void;
  /** Notes that a dir lists a file; true when it was not known. */
  note(filename: string, time: number, dirName: string): boolean;
  /** Those that start at an instant or later. */
  startingFrom(from: number): SeenFile[];
  /** Those that start at an instant or later and are gone from dirs that this poll has listed, each once. */
  takeVanished(from: number): SeenFile[];
  /** Forgets those that start before an instant and whose dir, being before `firstDir`, is not looked at any more. */
  forget(from: number, firstDir: string): void;
}

interface Known {
  readonly time: number;
  readonly dir: string | undefined;
  /** The poll that listed it last. */
  readonly poll: number;
  readonly isReported: boolean;
}

/** The dir in a file's name, where there is one. */
const dirIn = (filename: string): string | undefined => {
  const [dir] = filename.split('/', 1);
  return dir !== undefined && isDayName(dir) ? dir : undefined;
};

/** Starts with the files of a checkpoint. */
export const createSeenFiles = (seen: FollowCheckpoint['seen'] = []): SeenFiles => {
  const known = new Map<string, Known>();
  let poll = 0;
  let listed: ReadonlySet<string> = new Set();
  for (const [filename, time] of seen) known.set(filename, { time, dir: dirIn(filename), poll, isReported: false });

  const isGone = ({ poll: last, dir }: Known): boolean => last !== poll && dir !== undefined && listed.has(dir);

  return {
    startPoll(dirs) {
      poll++;
      listed = new Set(dirs);
    },
    note(filename, time, dir) {
      const before = known.get(filename);
      // The first start that was seen stays: what was judged by it is not judged anew.
      known.set(filename, { time: before?.time ?? time, dir, poll, isReported: before?.isReported ?? false });
      return before === undefined;
    },
    startingFrom: (from) => [...known].flatMap(([name, { time }]) => (time >= from ? [[name, time]] : [])),
    takeVanished(from) {
      const vanished = [...known].filter(([, file]) => file.time >= from && !file.isReported && isGone(file));
      for (const [name, file] of vanished) known.set(name, { ...file, isReported: true });
      return vanished.map(([name, { time }]) => [name, time]);
    },
    forget(from, firstDir) {
      for (const [name, { time, dir = '' }] of known) if (time < from && dir < firstDir) known.delete(name);
    },
  };
};

/** The memory of a `follow`: decides which files are handed on. Knows nothing of time or of requests. */
export interface FollowTracker<F> {
  /** Starts a poll: of the dirs that the service has, those to list, oldest first. */
  begin(names: readonly string[]): string[];
  /** Takes the files of the next dir, and gives those to hand on, oldest first. */
  take(dirName: string, files: readonly F[]): FollowedFile<F>[];
  /** Ends a poll in which all dirs were taken. */
  end(): void;
}

const LAST_DAY = '99991231';

/** The instant that nothing is handed on before, ms; a dir has none. */
const startOf = (since: string | number): number => (typeof since === 'number' ? since : -Infinity);

/** Makes the ledger of one subscription. */
export const createFollowTracker = <F extends LogFileFacts>(
  { type, since, lookBack, checkpoint }: FollowStart,
  report: (report: FollowReport) => void,
): FollowTracker<F> => {
  // Those known that start at `from` or later were handed on: what is new there is, and `from` never goes back.
  const known = createSeenFiles(checkpoint?.seen);
  let upTo = checkpoint?.upTo ?? -Infinity;
  let from = checkpoint ? Math.max(checkpoint.from, upTo - lookBack) : startOf(since);
  // A checkpoint does not tell what was handed on before its window: all is taken for so, until a poll has seen it.
  let blindBefore = checkpoint ? from : -Infinity;

  /** A file lies in the dir of its day in UTC, the one before or the one after. */
  const firstDir = (): string => {
    const first = from === -Infinity ? '' : dayOf(from, -1);
    return typeof since === 'string' && since > first ? since : first;
  };

  const handOn = (file: F, time: number): FollowedFile<F> => {
    const late = time < upTo;
    upTo = Math.max(upTo, time);
    from = Math.max(from, upTo - lookBack);
    return { file, late, checkpoint: { version: 1, type, since, from, upTo, seen: known.startingFrom(from) } };
  };

  const takeFile = (dirName: string, file: F): FollowedFile<F>[] => {
    const { filename, startTime } = file;
    const time = startTime.getTime();
    if (!known.note(filename, time, dirName)) return [];
    if (time >= from) return [handOn(file, time)];
    if (time >= startOf(since) && time >= blindBefore) report({ type: 'too late', filename, startTime });
    return [];
  };

  const end = (): void => {
    blindBefore = -Infinity;
    for (const [filename, time] of known.takeVanished(from))
      report({ type: 'vanished', filename, startTime: new Date(time) });
  };

  return {
    begin(names) {
      const dirs = selectDirs(names, firstDir(), LAST_DAY);
      known.startPoll(dirs);
      if (dirs.length === 0) end();
      return dirs;
    },
    take(dirName, files) {
      const fresh = oldestFirst(files).flatMap((file) => takeFile(dirName, file));
      known.forget(from, firstDir());
      return fresh;
    },
    end,
  };
};
