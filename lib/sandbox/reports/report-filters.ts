import type { Json } from '../wire/json.js';
import type { Param, ParamMap } from '../wire/params.js';
import { readConditions, testOf } from './conditions.js';
import { refusePlainValue } from './refusals.js';

/** Whether a record is wanted. */
export type Wanted<R> = (record: R) => boolean;

/** Makes the reader of a field; refuses an unknown one. */
export type ReaderOf<R> = (field: string) => (record: R) => Json;

/** Filters that the service documents to need an array. */
const ARRAY_ONLY = new Set(['Stat.conversion_status']);

const isGroup = (name: string, filter: Param): filter is ParamMap =>
  (name === 'OR' || name === 'AND') && typeof filter !== 'string';

/** The fields that filters name, those inside of OR and AND too. */
export const filteredFields = (filters: ParamMap): readonly string[] =>
  [...filters].flatMap(([name, filter]) => (isGroup(name, filter) ? filteredFields(filter) : [name]));

const fieldFilter = <R>(field: string, filter: Param, readerOf: ReaderOf<R>): Wanted<R> => {
  const read = readerOf(field);
  const conditions = readConditions(filter);
  if (ARRAY_ONLY.has(field) && conditions.some(({ plain }) => plain)) throw refusePlainValue(field);
  const tests = conditions.map(testOf);
  return (record) => {
    const value = read(record);
    return tests.every((test) => test(value));
  };
};

const each = <R>(filters: ParamMap, readerOf: ReaderOf<R>): readonly Wanted<R>[] =>
  [...filters].map(([name, filter]) => {
    if (!isGroup(name, filter)) return fieldFilter(name, filter, readerOf);
    const inner = each(filter, readerOf);
    return name === 'OR'
      ? (record) => inner.some((wanted) => wanted(record))
      : (record) => inner.every((wanted) => wanted(record));
  });

/** Reads `filters[…]` of a report: all of them must hold, of those under OR one. */
export const readReportFilters = <R>(filters: ParamMap, readerOf: ReaderOf<R>): Wanted<R> => {
  const all = each(filters, readerOf);
  return (record) => all.every((wanted) => wanted(record));
};
