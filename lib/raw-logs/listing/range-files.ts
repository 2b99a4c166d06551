import { map } from 'rxjs';
import { RawLogMissingError } from '../../errors/raw-log-missing-error.js';
import { streamOf } from '../../streams/stream-of.js';
import type { Stream } from '../../streams/stream.js';
import type { ListFilesOptions } from './list-options.js';
import type { LogFileFacts } from './log-file-facts.js';
import type { LogRequests } from './log-requests.js';
import { oldestFirst } from './oldest-first.js';
import type { RangePlan } from './parse-range.js';
import { selectDirs } from './select-dirs.js';
import { walkDirs } from './walk-dirs.js';

type DirsPlan = RangePlan & { readonly kind: 'dirs' };

/** Leaves out what was listed before, in another dir or twice in one. */
const createUnlisted = (): ((files: readonly LogFileFacts[]) => LogFileFacts[]) => {
  const listed = new Set<string>();
  return (files) => files.filter(({ filename }) => !listed.has(filename) && listed.add(filename));
};

/** The files of a checked range, oldest first. For one subscription: what was listed is remembered. */
export const rangeFiles = <F>(
  requests: LogRequests,
  plan: RangePlan,
  makeFile: (facts: LogFileFacts) => F,
  { onMissing = 'error', demand }: ListFilesOptions,
): Stream<F> => {
  const unlisted = createUnlisted();
  const refuseMissing = (day: string | undefined): void => {
    if (day !== undefined && onMissing === 'error') throw new RawLogMissingError(day);
  };

  const ofDay = (dirName: string): Stream<F> => {
    const files = requests.logs(dirName).pipe(
      map((listed) => {
        if (listed.length === 0) refuseMissing(dirName);
        return unlisted(oldestFirst(listed)).map(makeFile);
      }),
    );
    return streamOf(files, demand);
  };

  const ofDirs = ({ first, last, from, to, named }: DirsPlan): Stream<F> => {
    const names = requests.dirs().pipe(
      map((listed) => {
        const all = listed.map(({ dirName }) => dirName);
        refuseMissing(named.find((day) => !all.includes(day)));
        return selectDirs(all, first, last);
      }),
    );
    const isInside = ({ startTime }: LogFileFacts): boolean => startTime.getTime() >= from && startTime.getTime() < to;
    return walkDirs(
      names,
      (dirName) =>
        requests.logs(dirName).pipe(map((listed) => unlisted(oldestFirst(listed).filter(isInside)).map(makeFile))),
      demand,
    );
  };

  return plan.kind === 'day' ? ofDay(plan.dirName) : ofDirs(plan);
};
