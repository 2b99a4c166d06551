import { map, type Observable } from 'rxjs';
import type { FindAllQuery, Projection } from '../models/query.js';
import type { Id } from '../models/scalar.js';
import { checkId } from '../protocol/check-arguments.js';
import type { Connector } from '../protocol/encode-filters.js';
import { encodeFilters } from '../protocol/encode-filters.js';
import { encodeFindAll, encodeProjection } from '../protocol/encode-find.js';
import { encodeParams, type Params } from '../protocol/encode-params.js';
import { readPage } from '../protocol/read-page.js';
import type { Demand } from '../streams/demand.js';
import type { Page } from '../streams/page.js';
import type { Stream } from '../streams/stream.js';
import type { Filters } from '../models/filters.js';
import type { Caller } from './caller.js';
import type { Listing } from './listing.js';

/** Fields of a row to write, by their names on the wire. `null` and `undefined` are left out; `''` clears a field. */
export type Data<Fields> = { readonly [Key in keyof Fields]?: unknown } & Params;

/** Which rows: conditions and how they combine. */
export interface Selection<Fields, Name extends string> {
  readonly filters?: Filters<Fields, Name> | undefined;
  readonly connector?: Connector | undefined;
  /** The demand to follow, where an operator downstream hides it: see `iterate`. */
  readonly demand?: Demand | undefined;
}

/** The methods that most managers share. Each manager has those that the service has for its entity, no more. */
export interface GenericMethods<Row, Fields, Name extends string> {
  /** Creates a row and emits it once, as the service made it. A write: a second subscription creates a second row. */
  create(data: Data<Fields>): Observable<Row>;
  /** Changes fields of a row and emits it once. */
  update(id: Id, data: Data<Fields>): Observable<Row>;
  /** Sets the row's status to `deleted` and emits it once: the service keeps deleted rows. */
  delete(id: Id): Observable<Row>;
  /** Emits the row, or `null` when there is none, and completes. One request. */
  findById(id: Id, projection?: Projection<Fields>): Observable<Row | null>;
  /**
   * Emits all rows one by one, in the service's order, page after page, and completes. One page ahead at most is in
   * flight unless `prefetch` or `concurrency` say otherwise; unsubscribing cancels it. Wrong arguments are a `TypeError`
   * or `RangeError` of the stream, and nothing is sent.
   */
  findAll(query?: FindAllQuery<Fields, Name>): Stream<Row>;
  /** The same, page by page, with what the service says of their number. */
  findPages(query?: FindAllQuery<Fields, Name>): Stream<Page<Row>>;
  /** Emits the ids of all rows that match, as strings. One request. */
  findAllIds(selection?: Selection<Fields, Name>): Stream<string>;
  /** Emits how many rows match, once. One request, for one row. */
  count(selection?: Selection<Fields, Name>): Observable<number>;
}

const withId =
  (id: Id, params: Params = {}) =>
  (): ReturnType<typeof encodeParams> => {
    checkId('Id', id);
    return encodeParams({ id, ...params });
  };

const checkData = (data: unknown): Params => {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new TypeError('Data should be an object of fields');
  return data as Params;
};

/** Makes the shared methods for a target; a manager picks what it has. */
export const genericMethods = <Row, Fields, Name extends string>(
  caller: Caller,
  listing: Listing,
): GenericMethods<Row, Fields, Name> => {
  const { target } = caller;
  const update = (id: Id, data: Params): Observable<Row> =>
    caller.one<Row>('update', () => withId(id, { data: checkData(data) })());
  return {
    create: (data) => caller.one<Row>('create', () => encodeParams({ data: checkData(data) })),
    update,
    delete: (id) => update(id, { status: 'deleted' }),
    findById: (id, projection = {}) =>
      caller.one<Row | null>('findById', () => [...withId(id)(), ...encodeProjection(projection)]),
    findAll: (query = {}) => listing.items<Row>('findAll', query),
    findPages: (query = {}) => listing.pages<Row>('findAll', query),
    findAllIds: ({ filters, connector, demand } = {}) =>
      listing.whole<string>('findAllIds', () => encodeFilters(filters, connector, target), { demand }),
    count: ({ filters, connector } = {}) =>
      caller
        .value('findAll', () => encodeFindAll(target, { filters, connector, limit: 1, fields: ['id'] }))
        .pipe(map((data) => readPage(data, target)))
        // One row a page: the pages number the rows where the service does not.
        .pipe(map(({ count, pageCount, rows }) => count ?? pageCount ?? rows.length)),
  };
};
