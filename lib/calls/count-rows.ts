import { count, map, mergeMap, type Observable, of } from 'rxjs';
import { parsePage } from '../protocol/page-shape.js';
import type { Parameter } from '../protocol/params.js';
import type { Caller } from './caller.js';

/** A list whose rows are to be counted. */
interface CountedList {
  readonly method: string;
  /** The name by which errors call the count. */
  readonly as: string;
  /** Model of the rows. */
  readonly model: string;
  /** Checks and encodes the request for one row. */
  readonly params: () => readonly Parameter[];
  /** Emits all rows, for a reply that has no count. */
  readonly rows: () => Observable<unknown>;
}

/** Emits the number of rows once, which the reply to a request for one row states. */
export const countRows = (caller: Caller, { method, as, model, params, rows }: CountedList): Observable<number> =>
  caller.callForData(method, params, { as }).pipe(
    map((data) => parsePage(data, model)),
    mergeMap((shape) => {
      // With one row a page there are as many rows as pages. Without any count all pages have to be fetched.
      const total = shape.count ?? shape.pageCount ?? (shape.paginated ? undefined : shape.rows.length);
      return total === undefined ? rows().pipe(count()) : of(total);
    }),
  );
