import type { Observable } from 'rxjs';
import type { Demand } from './demand.js';
import { items } from './paginate.js';
import type { Stream } from './stream.js';
import { map } from 'rxjs';

/** The elements of one list that comes whole, one by one and on demand. */
export const streamOf = <T>(list: Observable<readonly T[]>, demand?: Demand): Stream<T> =>
  items(
    () =>
      list.pipe(map((elements) => ({ items: elements, page: 1, pageCount: undefined, count: undefined, whole: true }))),
    { size: 1, prefetch: 1, concurrency: 1, demand },
  );
