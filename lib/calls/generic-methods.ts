import { count as counted, defer, map, mergeMap, type Observable, of } from 'rxjs';
import type { ContainNames, FieldNames, Filters, FindAllQuery, Id, Projected, Projection } from '../models/query.js';
import { type Connector, encodeFilters } from '../protocol/filters.js';
import { encodeFindAll, encodeProjection } from '../protocol/find-query.js';
import { parsePage } from '../protocol/page-shape.js';
import { encodeParams, type Pair, type Params } from '../protocol/params.js';
import { checkRecord } from '../protocol/validate.js';
import type { Demand } from '../streams/demand.js';
import type { Page } from '../streams/page.js';
import type { Stream } from '../streams/stream.js';
import { type Caller, encodeId, rowOrNull } from './caller.js';
import type { Listing } from './listing.js';
import { checkOptions } from './paging.js';

/** Fields of a row to write, by their names on the wire. `null` and `undefined` are left out; `''` clears a field. */
export type Data<Fields> = { readonly [Key in keyof Fields]?: unknown } & Params;

/** Which rows: conditions and how they combine. */
export interface Selection<Fields, Name extends string> {
  readonly filters?: Filters<Fields, Name> | undefined;
  readonly connector?: Connector | undefined;
  /** The demand to follow, where an operator downstream hides it: see `iterate`. */
  readonly demand?: Demand | undefined;
}

/** How a row is written. */
export interface WriteOptions {
  /** `false` for a short answer: `true`, or the id of the new row. @default true */
  readonly returnObject?: boolean;
}

/** What a write answers: the row, or, without `returnObject`, `true` or an id. */
export type Written<Row> = Row | boolean | string | number;

/** The methods that most managers share. Each manager has those that the service has for its entity, no more. */
export interface GenericMethods<Row, Fields, Name extends string, Relations = object> {
  /** Creates a row and emits it once, as the service made it. A write: a second subscription creates a second row. */
  create(data: Data<Fields>): Observable<Row>;
  create(data: Data<Fields>, options: WriteOptions): Observable<Written<Row>>;
  /** Changes fields of a row and emits it once. */
  update(id: Id, data: Data<Fields>): Observable<Row>;
  update(id: Id, data: Data<Fields>, options: WriteOptions): Observable<Written<Row>>;
  /** Sets the row's status to `deleted` and emits it once: the service keeps deleted rows. */
  delete(id: Id): Observable<Row>;
  /**
   * Emits the row, or `null` when there is none, and completes. One request. With `fields` the row's type has just these;
   * with `contain` it has the related models.
   */
  readonly findById: FindById<Row, Fields, Relations>;
  /**
   * Emits all rows one by one, in the service's order, page after page, and completes. One page ahead at most is in
   * flight unless `prefetch` or `concurrency` say otherwise; unsubscribing cancels it. Wrong arguments are a `TypeError`
   * or `RangeError` of the stream, and nothing is sent.
   */
  readonly findAll: FindAll<Row, Fields, Name, Relations>;
  /** The same, page by page, with what the service says of their number. */
  readonly findPages: FindPages<Row, Fields, Name, Relations>;
  /** Emits the ids of all rows that match, as strings. One request. */
  findAllIds(selection?: Selection<Fields, Name>): Stream<string>;
  /** Emits how many rows match, once. One request, for one row. */
  count(selection?: Selection<Fields, Name>): Observable<number>;
}

const SELECTION_KEYS = ['filters', 'connector', 'demand'];

const encodeData = (data: unknown, options: WriteOptions): Pair[] => {
  checkOptions('The options of a write', options, ['returnObject']);
  return encodeParams({ data: checkRecord('Data', data), return_object: options.returnObject });
};

/** How many rows match: one is asked for, and the reply says of how many. */
const countRows = <Fields, Name extends string>(
  caller: Caller,
  listing: Listing,
  selection: Selection<Fields, Name>,
): Observable<number> =>
  defer(() => {
    checkOptions('The selection', selection, SELECTION_KEYS);
    const { filters, connector } = selection;
    const query = { filters, connector, fields: ['id'] };
    return caller
      .callForData('findAll', () => encodeFindAll(caller.target, { ...query, limit: 1 }))
      .pipe(
        map((data) => parsePage(data, caller.target)),
        mergeMap(({ count, pageCount, paginated, rows }) => {
          // One row a page: the pages number the rows. A reply without counts has to be walked.
          const known = count ?? pageCount ?? (paginated ? undefined : rows.length);
          return known === undefined ? listing.items('findAll', query).pipe(counted()) : of(known);
        }),
      );
  });

/** Makes the shared methods for a target; a manager picks what it has. */
export const genericMethods = <Row, Fields, Name extends string, Relations>(
  caller: Caller,
  listing: Listing,
): GenericMethods<Row, Fields, Name, Relations> => {
  const update = (id: Id, data: Params, options: WriteOptions = {}): Observable<Row> =>
    caller.callForModel<Row>('update', () => [...encodeId({ id })(), ...encodeData(data, options)]);
  return {
    create: (data: Data<Fields>, options: WriteOptions = {}) =>
      caller.callForModel<Row>('create', () => encodeData(data, options)),
    update,
    delete: (id) => update(id, { status: 'deleted' }),
    findById: ((id: Id, projection: Projection<Fields> = {}) =>
      caller
        .callForModel('findById', () => {
          checkOptions('The projection', projection, ['fields', 'contain']);
          return [...encodeId({ id })(), ...encodeProjection(projection)];
        })
        .pipe(map(rowOrNull))) as FindById<Row, Fields, Relations>,
    findAll: (query = {}) => listing.items('findAll', query),
    findPages: (query = {}) => listing.pages('findAll', query),
    findAllIds: (selection = {}) =>
      listing.ids(
        'findAllIds',
        () => {
          checkOptions('The selection', selection, SELECTION_KEYS);
          return encodeFilters(selection.filters, selection.connector, caller.target);
        },
        selection?.demand,
      ),
    count: (selection = {}) => countRows(caller, listing, selection),
  };
};

/** Finds rows. With `fields` the rows' type has just these; with `contain` it has the related models. */
export interface FindAll<Row, Fields, Name extends string, Relations> {
  <
    const Chosen extends FieldNames<Fields> = FieldNames<Fields>,
    const Contained extends ContainNames<Relations> = never,
  >(
    query?: FindAllQuery<Fields, Name, Relations, Chosen, Contained>,
  ): Stream<Projected<Row, Fields, Relations, Chosen, Contained>>;
}

/** The same, page by page. */
export interface FindPages<Row, Fields, Name extends string, Relations> {
  <
    const Chosen extends FieldNames<Fields> = FieldNames<Fields>,
    const Contained extends ContainNames<Relations> = never,
  >(
    query?: FindAllQuery<Fields, Name, Relations, Chosen, Contained>,
  ): Stream<Page<Projected<Row, Fields, Relations, Chosen, Contained>>>;
}

/** Finds one row by its id. */
export interface FindById<Row, Fields, Relations> {
  <
    const Chosen extends FieldNames<Fields> = FieldNames<Fields>,
    const Contained extends ContainNames<Relations> = never,
  >(
    id: Id,
    projection?: Projection<Fields, Relations, Chosen, Contained>,
  ): Observable<Projected<Row, Fields, Relations, Chosen, Contained> | null>;
}
