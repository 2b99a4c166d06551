import { type Connector, encodeFilters, type RawFilters } from './filters.js';
import { encodeParams, type Pair } from './params.js';
import { checkInteger, checkNames } from './validate.js';

/** One or more fields, `-` in front for descending: `'-id'`, `['name', '-Advertiser.id']`. */
export type Sort = string | readonly string[] | null | undefined;

const encodeKey = (model: string, key: unknown): Pair => {
  if (typeof key !== 'string' || key === '' || key === '-')
    throw new TypeError(`Sort should name fields, not ${JSON.stringify(key)}`);
  const descending = key.startsWith('-');
  const field = descending ? key.slice(1) : key;
  return [`sort[${field.includes('.') ? field : `${model}.${field}`}]`, descending ? 'desc' : 'asc'];
};

/** Encodes a sort; a field without a model gets the model of the call: `-id` → `sort[Offer.id]=desc`. */
export const encodeSort = (model: string, sort: Sort): Pair[] => {
  if (sort === undefined || sort === null) return [];
  if (typeof sort !== 'string' && !Array.isArray(sort))
    throw new TypeError('Sort should be a field name or a list of them');
  return (typeof sort === 'string' ? [sort] : (sort as readonly unknown[])).map((key) => encodeKey(model, key));
};

/** What a find call projects to. */
export interface RawProjection {
  readonly fields?: readonly string[] | undefined;
  readonly contain?: readonly string[] | string | undefined;
}

/** What a list call asks for, as it goes on the wire. */
export interface RawQuery extends RawProjection {
  readonly filters?: RawFilters | undefined;
  readonly connector?: Connector | undefined;
  readonly sort?: Sort;
  readonly limit?: number | undefined;
  readonly page?: number | undefined;
}

/** Encodes `fields` and `contain`. A scalar `contain` goes as it is (row 13). */
export const encodeProjection = ({ fields, contain }: RawProjection): Pair[] => {
  checkNames('Fields', fields);
  if (typeof contain !== 'string') checkNames('Contain', contain);
  return encodeParams({ fields, contain });
};

/** Encodes a list call in the reference client's order: filters, sort, limit, page, fields, contain. */
export const encodeFindAll = (model: string, query: RawQuery): Pair[] => {
  checkInteger('Limit', query.limit, 0);
  checkInteger('Page', query.page, 1);
  return [
    ...encodeFilters(query.filters, query.connector, model),
    ...encodeSort(model, query.sort),
    ...encodeParams({ limit: query.limit, page: query.page }),
    ...encodeProjection(query),
  ];
};
