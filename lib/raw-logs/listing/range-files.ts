import { map, mergeMap, type Observable, of } from 'rxjs';
import { RawLogMissingError } from '../../errors/raw-log-errors.js';
import type { Demand } from '../../streams/demand.js';
import type { FetchedPage, PageRequest } from '../../streams/page.js';
import { items, streamOf } from '../../streams/paginate.js';
import { deferStream, type Stream } from '../../streams/stream.js';
import type { ListFilesOptions } from './log-lists.js';
import { type RangePlan, selectDirs } from './range.js';
import type { LogFileFacts, LogRequests } from './listing.js';

type Ordered = Pick<LogFileFacts, 'startTime' | 'filename'>;

const compare = (a: Ordered, b: Ordered): number =>
  a.startTime.getTime() - b.startTime.getTime() || (a.filename < b.filename ? -1 : a.filename > b.filename ? 1 : 0);

/** Files by start, oldest first; those of one start by name. The service lists the newest first. */
export const oldestFirst = <F extends Ordered>(files: readonly F[]): F[] => [...files].sort(compare);

/** The elements of one dir. `isLast` tells the last dir of the walk. */
export type ElementsOfDir<T> = (dirName: string, isLast: boolean) => Observable<readonly T[]>;

/**
 * The elements of many dirs, dir after dir, as a stream on demand. The next dir is asked for when the last element of
 * the one before has been taken, never more than one ahead: a slow consumer makes the walk wait.
 */
export const walkDirs = <T>(
  names: Observable<readonly string[]>,
  elementsOf: ElementsOfDir<T>,
  demand?: Demand,
): Stream<T> =>
  deferStream(() => {
    let dirs: readonly string[] = [];
    const pageOf = (elements: readonly T[], page: number): FetchedPage<T> => ({
      items: elements,
      page,
      pageCount: dirs.length,
      count: undefined,
      whole: dirs.length === 0,
    });
    const dir = (number: number): Observable<FetchedPage<T>> => {
      const name = dirs[number - 1];
      if (name === undefined) return of(pageOf([], number));
      return elementsOf(name, number === dirs.length).pipe(map((elements) => pageOf(elements, number)));
    };
    const start = names.pipe(
      mergeMap((listed) => {
        dirs = listed;
        return dir(1);
      }),
    );
    return items(({ page }: PageRequest) => (page === 1 ? start : dir(page)), {
      size: 1,
      // The dir that follows is asked for without waiting for demand: that is one ahead already.
      prefetch: 0,
      concurrency: 1,
      demand,
    });
  });

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
