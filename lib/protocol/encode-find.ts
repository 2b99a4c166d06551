import { checkInteger, checkNames } from './check-arguments.js';
import { type Connector, encodeFilters, type RawFilters } from './encode-filters.js';
import { encodeParams } from './encode-params.js';
import { encodeSort, type Sort } from './encode-sort.js';
import type { Pair } from './pair.js';

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
