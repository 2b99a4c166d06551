import { defer, type Observable } from 'rxjs';
import { parseFilterKey } from '../protocol/query.js';
import { checkRecord } from '../protocol/validate.js';
import { deferStream } from '../streams/stream.js';
import { namingMethod } from './argument-errors.js';
import type { FindAll, FindPages, Selection } from './generic-methods.js';

/** The rows of another entity that belong to a model: `offer.conversions`. */
export interface RelatedList<Row, Fields, Name extends string, Relations = object> {
  /** Like the manager's `findAll`, for the rows of this model alone: no filter of the query can widen it. */
  readonly findAll: FindAll<Row, Fields, Name, Relations>;
  /** Like the manager's `findPages`, for the rows of this model alone. */
  readonly findPages: FindPages<Row, Fields, Name, Relations>;
  /** Like the manager's `count`, for the rows of this model alone. */
  count(selection?: Selection<Fields, Name>): Observable<number>;
}

/** The condition that makes rows belong to a model: their `field` holds its id. */
interface RelationFilter {
  /** Model of the rows. */
  readonly name: string;
  readonly field: string;
  readonly id: unknown;
}

/** Adds the relation filter to a query, in place of the query's own conditions on that field. */
export const withRelationFilter = <Query extends object>(
  { name, field, id }: RelationFilter,
  query: Query,
  method = `${name}.findAll`,
): Query =>
  namingMethod(method, () => {
    const { filters = {}, connector } = checkRecord('query', query);
    if (connector === 'OR')
      throw new TypeError(`connector should be 'AND' in a related list: 'OR' would make ${field} an alternative`);
    if (id === undefined || id === null)
      throw new TypeError('the model has no id: find it with its id among the fields');
    const isOther = ([key]: [string, unknown]): boolean =>
      ![field, `${name}.${field}`].includes(parseFilterKey(key).field);
    const others = Object.entries(checkRecord('filters', filters)).filter(isOther);
    return { ...query, filters: Object.fromEntries([...others, [field, id]]) };
  });

/** Creates the list of a manager's rows that belong to a model. */
export const relatedList = <Row, Fields, Name extends string, Relations>(
  manager: () => RelatedList<Row, Fields, Name, Relations>,
  relation: RelationFilter,
): RelatedList<Row, Fields, Name, Relations> => ({
  findAll: (query = {}) => deferStream(() => manager().findAll(withRelationFilter(relation, query))),
  findPages: (query = {}) =>
    deferStream(() => manager().findPages(withRelationFilter(relation, query, `${relation.name}.findPages`))),
  count: (selection = {}) =>
    defer(() => manager().count(withRelationFilter(relation, selection, `${relation.name}.count`))),
});
