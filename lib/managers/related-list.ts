import type { FindAllQuery } from '../models/query.js';
import { parseFilterKey } from '../protocol/parse-filter-key.js';
import type { Page } from '../streams/page.js';
import { deferStream } from '../streams/defer-stream.js';
import type { Stream } from '../streams/stream.js';

/** The rows of another entity that belong to a model: `offer.conversions`. */
export interface RelatedList<Row, Fields, Name extends string> {
  /** As the manager's `findAll`; the condition that makes them belong cannot be overridden (row 41). */
  findAll(query?: FindAllQuery<Fields, Name>): Stream<Row>;
  findPages(query?: FindAllQuery<Fields, Name>): Stream<Page<Row>>;
}

/** The query with the condition that the rows belong to a model. What it throws is the stream's error. */
const narrow = <Fields, Name extends string>(
  field: string,
  id: unknown,
  query: FindAllQuery<Fields, Name> = {},
): FindAllQuery<Fields, Name> => {
  if (query.connector === 'OR')
    throw new TypeError(`Connector OR would make ${field} an alternative instead of a bound`);
  if (id === undefined || id === null) throw new TypeError('The model has no id: it was asked for without that field');
  const isOther = ([key]: [string, unknown]): boolean => !parseFilterKey(key).field.split('.').includes(field);
  const others = Object.entries(query.filters ?? {}).filter(isOther);
  return { ...query, filters: Object.fromEntries([...others, [field, id]]) as FindAllQuery<Fields, Name>['filters'] };
};

/** Rows that belong to a model, from any method that takes a query. */
export const relatedRows = <Row, Fields, Name extends string>(
  find: (query: FindAllQuery<Fields, Name>) => Stream<Row>,
  field: string,
  id: unknown,
  query?: FindAllQuery<Fields, Name>,
): Stream<Row> => deferStream(() => find(narrow(field, id, query)));

/** The rows of a manager whose `field` is the model's id. */
export const relatedList = <Row, Fields, Name extends string>(
  manager: () => RelatedList<Row, Fields, Name>,
  field: string,
  id: () => unknown,
): RelatedList<Row, Fields, Name> => ({
  findAll: (query) => relatedRows((narrowed) => manager().findAll(narrowed), field, id(), query),
  findPages: (query) => relatedRows((narrowed) => manager().findPages(narrowed), field, id(), query),
});
