import { map, mergeMap, type Observable, of } from 'rxjs';
import { deferStream } from '../../streams/defer-stream.js';
import type { Demand } from '../../streams/demand.js';
import type { FetchedPage, PageRequest } from '../../streams/fetch-page.js';
import { items } from '../../streams/paginate.js';
import type { Stream } from '../../streams/stream.js';

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
