import { defaultIfEmpty, type Observable, take } from 'rxjs';

/** Emits the first element, or `null` when there is none. */
export const firstOrNull = <T>(source: Observable<T>): Observable<T | null> =>
  source.pipe(take(1), defaultIfEmpty(null));
