import { map, mergeMap, type Observable, of } from 'rxjs';
import { RawLogMissingError } from '../../errors/raw-log-errors.js';
import type { Demand } from '../../streams/demand.js';
import type { FetchedPage, PageRequest } from '../../streams/page.js';
import { items, streamOf } from '../../streams/paginate.js';
import { deferStream, type Stream } from '../../streams/stream.js';
import type { ListFilesOptions } from './log-lists.js';
import { type RangePlan, selectDirs } from './range.js';
import type { LogFileFacts, LogRequests } from './listing.js';

type Sortable = Pick<LogFileFacts, 'startTime' | 'filename'>;

const compareFiles = (a: Sortable, b: Sortable): number =>
  a.startTime.getTime() - b.startTime.getTime() || (a.filename < b.filename ? -1 : a.filename > b.filename ? 1 : 0);

/** Sorts files by their start, oldest first, and those with the same start by name. The service lists the newest first. */
export const oldestFirst = <F extends Sortable>(files: readonly F[]): F[] => [...files].sort(compareFiles);

/** Returns the elements of a dir. `isLast` marks the last dir of the walk. */
type ElementsOfDir<T> = (dirName: string, isLast: boolean) => Observable<readonly T[]>;

/**
 * Creates a stream of the elements of many dirs, one dir after another. The next dir is requested when the last element of
 * the previous one has been taken, never more than one ahead: a slow consumer makes the walk wait.
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
      // The next dir is requested without waiting for demand, which is one dir ahead already.
      prefetch: 0,
      concurrency: 1,
      demand,
    });
  });

type DirsPlan = RangePlan & { readonly kind: 'dirs' };

/** Creates a filter that drops files it has seen before, in another dir or twice in one. */
const createDuplicateFilter = (): ((files: readonly LogFileFacts[]) => LogFileFacts[]) => {
  const seen = new Set<string>();
  return (files) => files.filter(({ filename }) => !seen.has(filename) && seen.add(filename));
};

/** Creates the stream of the files of a range, oldest first. It is for one subscription, since it remembers the files it listed. */
export const rangeFiles = <F>(
  requests: LogRequests,
  plan: RangePlan,
  makeFile: (facts: LogFileFacts) => F,
  { onMissing = 'error', demand }: ListFilesOptions,
): Stream<F> => {
  const withoutDuplicates = createDuplicateFilter();
  const refuseMissing = (day: string | undefined): void => {
    if (day !== undefined && onMissing === 'error') throw new RawLogMissingError(day);
  };

  const ofDay = (dirName: string): Stream<F> => {
    const files = requests.logs(dirName).pipe(
      map((listed) => {
        if (listed.length === 0) refuseMissing(dirName);
        return withoutDuplicates(oldestFirst(listed)).map(makeFile);
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
      requests.redacted(),
    );
    const isInside = ({ startTime }: LogFileFacts): boolean => startTime.getTime() >= from && startTime.getTime() < to;
    return walkDirs(
      names,
      (dirName) =>
        requests
          .logs(dirName)
          .pipe(map((listed) => withoutDuplicates(oldestFirst(listed).filter(isInside)).map(makeFile))),
      demand,
    );
  };

  return plan.kind === 'day' ? ofDay(plan.dirName) : ofDirs(plan);
};
