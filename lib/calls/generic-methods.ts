import type { Observable } from 'rxjs';
import type {
  ContainNames,
  FieldNames,
  Filters,
  FindAllQuery,
  Id,
  Projected,
  Projection,
  UnlistedOption,
} from '../models/query.js';
import { type Connector, encodeFilters } from '../protocol/query.js';
import { encodeFindAll, encodeProjection } from '../protocol/query.js';
import { encodeParams, type Parameter, type Params } from '../protocol/params.js';
import { checkFlag, checkKeys } from '../protocol/validate.js';
import type { Demand } from '../streams/demand.js';
import type { Page } from '../streams/page.js';
import type { Stream } from '../streams/stream.js';
import { type Caller, encodeFields, encodeId } from './caller.js';
import { countRows } from './count-rows.js';
import type { Listing } from './listing.js';
import { checkOptions } from './paging.js';

/**
 * The fields of a row to write, by their names on the wire. `null` clears a field, as `''` does: the service takes a parameter
 * without a value for that. `undefined` is left out. A `Date` is sent as the time in the client's `timeZone`, or as the day
 * where the field holds one. At least one field is needed.
 */
export type Data<Fields> = { readonly [Key in keyof Fields]?: unknown };

/** The type of a field that the catalog does not list. No value has it; `{ unlisted: true }` allows any. */
export interface NotListed<Name extends string> {
  readonly 'needs { unlisted: true }': Name;
}

/** Data without names that the catalog does not list, in literals and in variables. */
export type ListedData<Given, Fields> = Given & {
  readonly [Key in Exclude<keyof Given, keyof Fields> & string]: NotListed<Key>;
};

/** A choice of rows: conditions and how they combine. */
export interface Selection<Fields, Name extends string> {
  readonly filters?: Filters<Fields, Name> | undefined;
  /** How the conditions combine. @default 'AND' */
  readonly connector?: Connector | undefined;
  /** The demand to follow, where an operator downstream hides it: see `iterate`. */
  readonly demand?: Demand | undefined;
}

/** How a row is written. */
export interface WriteOptions {
  /** `false` for a short answer: `true`, or the id of the new row. @default true */
  readonly returnObject?: boolean;
}

/** The answer to a write: the row, or, without `returnObject`, `true` or an id. */
export type Written<Row> = Row | boolean | string | number;

/** The methods that most managers share. Each manager has those that the service has for its entity (see {@link pickMethods}). */
export interface GenericMethods<Row, Fields, Name extends string, Relations = object> {
  /**
   * Creates a row and emits it once, as the service stored it. A write: a second subscription creates a second row. A field
   * that the catalog does not list does not compile without `{ unlisted: true }`.
   */
  create<Given extends object & Data<Fields>>(data: ListedData<Given, Fields>): Observable<Row>;
  create(data: Params, options: UnlistedOption): Observable<Row>;
  create(data: Params, options: WriteOptions & UnlistedOption): Observable<Written<Row>>;
  create<Given extends object & Data<Fields>>(
    data: ListedData<Given, Fields>,
    options: WriteOptions,
  ): Observable<Written<Row>>;
  /** Changes fields of a row and emits it once. */
  update<Given extends object & Data<Fields>>(id: Id, data: ListedData<Given, Fields>): Observable<Row>;
  update(id: Id, data: Params, options: UnlistedOption): Observable<Row>;
  update(id: Id, data: Params, options: WriteOptions & UnlistedOption): Observable<Written<Row>>;
  update<Given extends object & Data<Fields>>(
    id: Id,
    data: ListedData<Given, Fields>,
    options: WriteOptions,
  ): Observable<Written<Row>>;
  /** Sets the row's status to `deleted` and emits it once: the service keeps deleted rows. */
  delete(id: Id): Observable<Row>;
  /**
   * Emits the row, or `null` if there is none, and completes. One request. With `fields` the row's type has only these;
   * with `contain` it has the related models.
   */
  readonly findById: FindById<Row, Fields, Relations>;
  /**
   * Emits all rows one by one, in the service's order, page after page, and completes. At most one page is fetched ahead
   * unless `prefetch` or `concurrency` say otherwise; unsubscribing cancels the request. Wrong arguments are a `TypeError`
   * or `RangeError` of the stream, and nothing is sent.
   */
  readonly findAll: FindAll<Row, Fields, Name, Relations>;
  /** Emits all rows page by page, each page with the counts that the service gives. */
  readonly findPages: FindPages<Row, Fields, Name, Relations>;
  /** Emits the ids of all rows that match, as strings. One request. */
  findAllIds(selection?: Selection<Fields, Name>): Stream<string>;
  /** Emits the number of matching rows once. One request, for one row; all pages where the service gives no count. */
  count(selection?: Selection<Fields, Name>): Observable<number>;
}

/** Picks the generic methods of one manager, in the order of the names. */
export const pickMethods = <Methods extends object, Name extends keyof Methods>(
  methods: Methods,
  names: readonly Name[],
): Pick<Methods, Name> => Object.fromEntries(names.map((name) => [name, methods[name]])) as Pick<Methods, Name>;

const SELECTION_NAMES = Object.keys({
  filters: true,
  connector: true,
  demand: true,
} satisfies Record<keyof Selection<object, string>, true>);

/** Checks the options of a write that has only `unlisted`. */
export const checkUnlisted = (options: unknown): void => {
  const { unlisted } = checkKeys('options', options, ['unlisted']);
  checkFlag('unlisted', unlisted);
};

type AnyWriteOptions = WriteOptions & Partial<UnlistedOption>;

const encodeData = (data: unknown, options: AnyWriteOptions): Parameter[] => {
  checkKeys('options', options, ['returnObject', 'unlisted']);
  checkFlag('returnObject', options.returnObject);
  checkFlag('unlisted', options.unlisted);
  return [...encodeFields(data), ...encodeParams({ return_object: options.returnObject })];
};

/** Emits the number of matching rows. */
const countMatching = <Fields, Name extends string>(
  caller: Caller,
  listing: Listing,
  selection: Selection<Fields, Name>,
): Observable<number> => {
  const query = () => {
    checkOptions('selection', selection, SELECTION_NAMES);
    const { filters, connector } = selection;
    return { filters, connector, fields: ['id'] };
  };
  return countRows(caller, {
    ...{ method: 'findAll', as: 'count', model: caller.target },
    params: () => encodeFindAll(caller.target, { ...query(), limit: 1 }),
    rows: () => listing.items('findAll', query()),
  });
};

/** Creates the shared methods for a target; a manager picks those it has. */
export const genericMethods = <Row, Fields, Name extends string, Relations>(
  caller: Caller,
  listing: Listing,
): GenericMethods<Row, Fields, Name, Relations> => {
  const update = (id: Id, data: Params, options: AnyWriteOptions = {}): Observable<Row> =>
    caller.callForModel<Row>('update', () => [...encodeId({ id }, {}, ['id', 'data'])(), ...encodeData(data, options)]);
  const markDeleted = (id: Id): Observable<Row> =>
    caller.callForModel<Row>('update', encodeId({ id }, { data: { status: 'deleted' } }, ['id']), { as: 'delete' });
  return {
    create: (data: Params, options: AnyWriteOptions = {}) =>
      caller.callForModel<Row>('create', () => encodeData(data, options)),
    update,
    delete: markDeleted,
    findById: ((id: Id, projection: Projection<Fields> = {}) =>
      caller.callForRow('findById', () => {
        const ids = encodeId({ id }, {}, ['id', 'projection'])();
        checkKeys('projection', projection, ['fields', 'contain']);
        return [...ids, ...encodeProjection(projection)];
      })) as FindById<Row, Fields, Relations>,
    findAll: (query = {}) => listing.items('findAll', query),
    findPages: (query = {}) => listing.pages('findAll', query, { as: 'findPages' }),
    findAllIds: (selection = {}) =>
      listing.ids(
        'findAllIds',
        () => {
          checkOptions('selection', selection, SELECTION_NAMES);
          return encodeFilters(selection.filters, selection.connector, caller.target);
        },
        selection?.demand,
      ),
    count: (selection = {}) => countMatching(caller, listing, selection),
  };
};

/** Finds rows. With `fields` the type of a row has only these; with `contain` it has the related models. */
export interface FindAll<Row, Fields, Name extends string, Relations> {
  <
    const Chosen extends FieldNames<Fields> = FieldNames<Fields>,
    const Contained extends ContainNames<Relations> = never,
  >(
    query?: FindAllQuery<Fields, Name, Relations, Chosen, Contained>,
  ): Stream<Projected<Row, Fields, Relations, Chosen, Contained>>;
}

/** Finds rows, page by page. */
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
