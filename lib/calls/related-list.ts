import { defer, type Observable } from 'rxjs';
import { parseFilterKey } from '../protocol/filters.js';
import { checkRecord } from '../protocol/validate.js';
import { deferStream } from '../streams/stream.js';
import type { FindAll, FindPages, Selection } from './generic-methods.js';

/** The rows of another entity that belong to a model: `offer.conversions`. */
export interface RelatedList<Row, Fields, Name extends string, Relations = object> {
  /** As the manager's `findAll`; the condition that makes them belong cannot be overridden (row 41). */
  readonly findAll: FindAll<Row, Fields, Name, Relations>;
  readonly findPages: FindPages<Row, Fields, Name, Relations>;
  count(selection?: Selection<Fields, Name>): Observable<number>;
}

/** What makes a row belong: its `field` holds the id of the model. */
export interface RelationFilter {
  /** Model of the rows. */
  readonly name: string;
  readonly field: string;
  readonly id: unknown;
}

/** A query with the condition that the rows belong to a model, instead of whatever the caller says of that field. */
export const narrow = <Query extends object>({ name, field, id }: RelationFilter, query: Query): Query => {
  const { filters = {}, connector } = checkRecord('The query', query);
  if (connector === 'OR') throw new TypeError(`Connector OR would make ${field} an alternative instead of a bound`);
  if (id === undefined || id === null) throw new TypeError('The model has no id: it was asked for without that field');
  const isOther = ([key]: [string, unknown]): boolean =>
    ![field, `${name}.${field}`].includes(parseFilterKey(key).field);
  const others = Object.entries(checkRecord('Filters', filters)).filter(isOther);
  return { ...query, filters: Object.fromEntries([...others, [field, id]]) };
};

/** The rows of a manager that belong to a model. */
export const relatedList = <Row, Fields, Name extends string, Relations>(
  manager: () => RelatedList<Row, Fields, Name, Relations>,
  bond: RelationFilter,
): RelatedList<Row, Fields, Name, Relations> => ({
  findAll: (query = {}) => deferStream(() => manager().findAll(narrow(bond, query))),
  findPages: (query = {}) => deferStream(() => manager().findPages(narrow(bond, query))),
  count: (selection = {}) => defer(() => manager().count(narrow(bond, selection))),
});
