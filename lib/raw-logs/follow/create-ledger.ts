import { dayOf } from '../listing/day-of.js';
import type { LogFileFacts } from '../listing/log-file-facts.js';
import { oldestFirst } from '../listing/oldest-first.js';
import { selectDirs } from '../listing/select-dirs.js';
import type { FollowStart } from './check-follow-options.js';
import type { FollowedFile, FollowReport } from './follow-options.js';
import { createKnownFiles } from './known-files.js';

/** The memory of a `follow`: decides which files are handed on. Knows nothing of time or of requests. */
export interface Ledger<F> {
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
export const createLedger = <F extends LogFileFacts>(
  { type, since, lookBack, checkpoint }: FollowStart,
  report: (report: FollowReport) => void,
): Ledger<F> => {
  // Those known that start at `from` or later were handed on: what is new there is, and `from` never goes back.
  const known = createKnownFiles(checkpoint?.seen);
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
