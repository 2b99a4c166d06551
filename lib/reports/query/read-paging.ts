import { checkInteger } from '../../protocol/check-arguments.js';
import { checkDemand } from '../../streams/check-demand.js';
import type { Demand } from '../../streams/demand.js';
import type { ReportPaging } from './report-plan.js';

const DEFAULT_SIZE = 500;

const integer = (name: string, value: unknown, least: number): number | undefined => {
  checkInteger(name, value, least);
  return value as number | undefined;
};

/** Reads how a report is paged: `limit` caps the rows, the page size is the same for all pages. */
export const readPaging = (query: Readonly<Record<string, unknown>>): ReportPaging => {
  const limit = integer('Limit', query['limit'], 0);
  const page = integer('Page', query['page'], 1);
  const size = integer('PageSize', query['pageSize'], 1);
  checkDemand(query['demand']);
  return {
    limit,
    page,
    size: page === undefined ? Math.min(limit ?? Infinity, size ?? DEFAULT_SIZE) : (size ?? (limit || DEFAULT_SIZE)),
    fullSize: size ?? DEFAULT_SIZE,
    prefetch: integer('Prefetch', query['prefetch'], 0) ?? 1,
    concurrency: integer('Concurrency', query['concurrency'], 1) ?? 1,
    demand: query['demand'] as Demand | undefined,
  };
};
