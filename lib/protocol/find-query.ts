import { type Connector, encodeFilters, type RawFilters } from './filters.js';
import { encodeParams, type Pair } from './params.js';
import { checkInteger, checkNames, shown } from './validate.js';

/** One or more fields; a `-` in front sorts descending: `'-id'`, `['name', '-Advertiser.id']`. */
export type Sort = string | readonly string[] | null | undefined;

const encodeSortKey = (model: string, key: unknown): Pair => {
  if (typeof key !== 'string' || key === '' || key === '-')
    throw new TypeError(`sort should be a field name or a list of them, each non-empty, not ${shown(key)}`);
  const descending = key.startsWith('-');
  const field = descending ? key.slice(1) : key;
  return [`sort[${field.includes('.') ? field : `${model}.${field}`}]`, descending ? 'desc' : 'asc'];
};

/** Encodes a sort. A field without a model gets the model of the call: `-id` → `sort[Offer.id]=desc`. */
export const encodeSort = (model: string, sort: Sort): Pair[] => {
  if (sort === undefined || sort === null) return [];
  if (typeof sort !== 'string' && !Array.isArray(sort))
    throw new TypeError(`sort should be a field name or a list of them, not ${shown(sort)}`);
  return (typeof sort === 'string' ? [sort] : (sort as readonly unknown[])).map((key) => encodeSortKey(model, key));
};

/** The `fields` and `contain` of a find call. */
interface RawProjection {
  readonly fields?: readonly string[] | undefined;
  readonly contain?: readonly string[] | string | undefined;
}

/** The query of a list call, as it goes on the wire. */
export interface RawQuery extends RawProjection {
  readonly filters?: RawFilters | undefined;
  readonly connector?: Connector | undefined;
  readonly sort?: Sort;
  readonly limit?: number | undefined;
  readonly page?: number | undefined;
}

/** Encodes `fields` and `contain`. A string `contain` is sent without brackets. */
export const encodeProjection = ({ fields, contain }: RawProjection): Pair[] => {
  checkNames('fields', fields);
  if (typeof contain !== 'string') checkNames('contain', contain);
  return encodeParams({ fields, contain });
};

/** Encodes a list call, in the order of pyoffers: filters, sort, limit, page, fields, contain. */
export const encodeFindAll = (model: string, query: RawQuery): Pair[] => {
  checkInteger('limit', query.limit, 0);
  checkInteger('page', query.page, 1);
  return [
    ...encodeFilters(query.filters, query.connector, model),
    ...encodeSort(model, query.sort),
    ...encodeParams({ limit: query.limit, page: query.page }),
    ...encodeProjection(query),
  ];
};
