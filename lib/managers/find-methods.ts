import type { Observable } from 'rxjs';
import type { Found } from '../models/found.js';
import type { ContainNames, FieldNames, FindAllQuery, Projection } from '../models/query.js';
import type { Id } from '../models/scalar.js';
import type { Page } from '../streams/page.js';
import type { Stream } from '../streams/stream.js';

/** Finds rows. With `fields` the rows' type has just these; with `contain` it has the related models. */
export interface FindAll<Row, Fields, Name extends string, Relations> {
  <
    const Chosen extends FieldNames<Fields> = FieldNames<Fields>,
    const Contained extends ContainNames<Relations> = never,
  >(
    query?: FindAllQuery<Fields, Name, Relations, Chosen, Contained>,
  ): Stream<Found<Row, Fields, Relations, Chosen, Contained>>;
}

/** The same, page by page. */
export interface FindPages<Row, Fields, Name extends string, Relations> {
  <
    const Chosen extends FieldNames<Fields> = FieldNames<Fields>,
    const Contained extends ContainNames<Relations> = never,
  >(
    query?: FindAllQuery<Fields, Name, Relations, Chosen, Contained>,
  ): Stream<Page<Found<Row, Fields, Relations, Chosen, Contained>>>;
}

/** Finds one row by its id. */
export interface FindById<Row, Fields, Relations> {
  <
    const Chosen extends FieldNames<Fields> = FieldNames<Fields>,
    const Contained extends ContainNames<Relations> = never,
  >(
    id: Id,
    projection?: Projection<Fields, Relations, Chosen, Contained>,
  ): Observable<Found<Row, Fields, Relations, Chosen, Contained> | null>;
}
