import { isDayName } from '../listing/dir-span.js';
import type { FollowCheckpoint } from './follow-checkpoint.js';

/** A file by its name and its start, ms. */
export type KnownFile = readonly [filename: string, startTime: number];

/** The files that were listed in the dirs still looked at. */
export interface KnownFiles {
  /** Starts a poll of these dirs. */
  startPoll(dirs: readonly string[]): void;
  /** Notes that a dir lists a file; true when it was not known. */
  note(filename: string, time: number, dirName: string): boolean;
  /** Those that start at an instant or later. */
  startingFrom(from: number): KnownFile[];
  /** Those that start at an instant or later and are gone from dirs that this poll has listed, each once. */
  takeVanished(from: number): KnownFile[];
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
export const createKnownFiles = (seen: FollowCheckpoint['seen'] = []): KnownFiles => {
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
