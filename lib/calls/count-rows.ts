import { count, map, mergeMap, type Observable, of } from 'rxjs';
import { ProtocolError } from '../errors/network-errors.js';
import { withoutNothing } from '../models/registry.js';
import { type Decoded, getKey, isDecodedObject } from '../protocol/ordered-json.js';
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
    map((data) => statedCount(`${caller.target}.${as}`, data, model)),
    mergeMap((stated) => (stated === undefined ? rows().pipe(count()) : of(stated))),
  );

/** The number of rows by a reply that has one row to a page; `undefined` where it does not say. */
const statedCount = (label: string, data: Decoded, model: string): number | undefined => {
  const shape = parsePage(data, model);
  const list = shape.paginated && isDecodedObject(data) ? (getKey(data, 'data') ?? null) : data;
  if (typeof list !== 'object' && list !== '' && list !== false)
    throw new ProtocolError(`${label}: the data should be a list, not ${typeof list === 'string' ? 'a text' : list}`);
  if (!shape.paginated || !isDecodedObject(data)) return withoutNothing(shape.rows, model).rows.length;
  const total = counterOf(label, data, 'count');
  if (total !== undefined) return total;
  const pages = counterOf(label, data, 'pageCount');
  const held = shape.rows.length;
  // With one row a page there are as many rows as pages. Without any count all pages have to be fetched.
  if (held === 1 || pages === undefined) return pages;
  return pages <= 1 ? held : undefined;
};

/** A counter, which is a whole number; `undefined` where the reply has none. */
const counterOf = (label: string, data: Decoded, name: string): number | undefined => {
  const value = isDecodedObject(data) ? getKey(data, name) : undefined;
  if (value === undefined || value === null) return undefined;
  const number = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value)) ? Number(value) : NaN;
  if (Number.isSafeInteger(number) && number >= 0) return number;
  const seen = typeof value === 'object' ? 'an object' : JSON.stringify(value).slice(0, 40);
  throw new ProtocolError(`${label}: ${name} should be a whole number, not ${seen}`);
};
