import type { PageRequest } from '../streams/fetch-page.js';
import type { ListQuery } from './prepare-paging.js';

/** Without the caller's own lower bounds on the id, which the last id seen has overtaken. */
const withoutLowerBound = (model: string, filters: ListQuery['filters']): Record<string, unknown> =>
  Object.fromEntries(Object.entries(filters ?? {}).filter(([key]) => key !== 'id__gt' && key !== `${model}.id__gt`));

/** The query of one page. By key: the rows behind the last one seen, whatever came or went before it. */
export const pageQuery = (model: string, query: ListQuery, { page, size, after }: PageRequest): ListQuery => {
  const { filters, fields, stable } = query;
  if (!stable) return { ...query, limit: size, page };
  return {
    ...query,
    sort: 'id',
    filters: after === undefined ? filters : { ...withoutLowerBound(model, filters), id__gt: after },
    fields: fields && !fields.includes('id') ? ['id', ...fields] : fields,
    limit: size,
    page,
  };
};
