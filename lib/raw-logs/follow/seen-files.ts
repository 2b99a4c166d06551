import { isDayName } from '../listing/range.js';
import type { FollowCheckpoint } from './options.js';

/** A file by its name and its start, ms. */
type SeenFile = FollowCheckpoint['seen'][number];

/** The files seen in the dirs that are still listed. Everything costs the same for each file, however many there are. */
export interface SeenFiles {
  /** Starts a poll of these dirs. */
  startPoll(dirs: readonly string[]): void;
  /** Notes that a dir lists a file; true when the file is new. */
  note(filename: string, time: number, dirName: string): boolean;
  /** The files of now that start at an instant or later, built when the result is called: free until then, and lasting. */
  snapshot(from: number): () => SeenFile[];
  /** The files that start at an instant or later and are missing from dirs that this poll has listed, each once. */
  takeVanished(from: number): SeenFile[];
  /**
   * Forgets files that start before an instant and whose dir is before `firstDir`, so that it is not listed any more. Does
   * so once there may be as many of them as of others.
   */
  forget(from: number, firstDir: string): void;
}

interface SeenState {
  /** With the first start that was seen, so that the decision about the file stays valid. */
  readonly seen: SeenFile;
  dir: string | undefined;
  /** Number of the poll that listed it last. */
  poll: number;
  isReported: boolean;
}

/** The dir in the name of a file, where there is one. */
const dirIn = (filename: string): string | undefined => {
  const [dir] = filename.split('/', 1);
  return dir !== undefined && isDayName(dir) ? dir : undefined;
};

/** Fewer files than these are not worth a clean-up. */
const FEW = 1_000;

/** Creates the seen files, starting with those of a checkpoint. */
export const createSeenFiles = (checkpointed: FollowCheckpoint['seen'] = []): SeenFiles => {
  const files = new Map<string, SeenState>();
  // All snapshots between two clean-ups share one log, which only grows: each is a prefix of it.
  let log: SeenFile[] = [];
  let mostFiles = FEW;
  let poll = 0;
  let listed: ReadonlySet<string> = new Set();

  const add = (seen: SeenFile, dir: string | undefined): void => {
    files.set(seen[0], { seen, dir, poll, isReported: false });
    log.push(seen);
  };
  for (const seen of checkpointed) add(seen, dirIn(seen[0]));

  const isMissing = ({ poll: last, dir }: SeenState): boolean => last !== poll && dir !== undefined && listed.has(dir);

  return {
    startPoll(dirs) {
      poll++;
      listed = new Set(dirs);
    },
    note(filename, time, dir) {
      const before = files.get(filename);
      if (before) Object.assign(before, { dir, poll });
      else add([filename, time], dir);
      return before === undefined;
    },
    snapshot(from) {
      const taken = log;
      const { length } = log;
      return () => taken.filter(([, time], index) => index < length && time >= from);
    },
    takeVanished(from) {
      const vanished: SeenFile[] = [];
      for (const file of files.values()) {
        if (file.seen[1] < from || file.isReported || !isMissing(file)) continue;
        file.isReported = true;
        vanished.push(file.seen);
      }
      return vanished;
    },
    forget(from, firstDir) {
      if (files.size <= mostFiles) return;
      for (const [name, { seen, dir = '' }] of files) if (seen[1] < from && dir < firstDir) files.delete(name);
      log = Array.from(files.values(), ({ seen }) => seen);
      mostFiles = Math.max(FEW, 2 * files.size);
    },
  };
};
