import type { Call } from '../handlers/call.js';
import { pageShape, parsePaging, slicePage } from '../query/paging.js';
import { nestRow, type ReportCell } from '../reports/reply.js';
import { dateTime, DAY, EPOCH } from '../store/dates.js';
import { GENERATED_ROWS, type Row } from '../store/entity.js';
import { randomFor } from '../store/random.js';
import type { Json, JsonObject } from '../wire/json.js';
import { listOf } from '../wire/params.js';
import type { CatalogCall } from './catalog-handler.js';
import { entityOf } from './generated-entity.js';

/**
 * One row of statistics.
 *
 * @experimental No reply was seen with statistics inside another row; their fields there are a guess.
 */
export const statRow = (id: number): Row => {
  const random = randomFor(1, 'Stat')(id);
  const clicks = random.int(1, 900);
  const conversions = random.int(0, clicks);
  return {
    impressions: String(clicks * 10),
    clicks: String(clicks),
    conversions: String(conversions),
    payout: (conversions * 2).toFixed(5),
    revenue: (conversions * 2.5).toFixed(5),
  };
};

const DEFAULT_FIELDS = ['Stat.clicks', 'Stat.conversions', 'Stat.payout'];

const statValue = (field: string, index: number): Json => {
  if (field === 'date') return dateTime(EPOCH - index * DAY).slice(0, 10);
  return statRow(index)[field] ?? String(index);
};

const cellOf = (call: Call, path: string, index: number): ReportCell => {
  const [model = 'Stat', field] = path.split('.');
  if (field === undefined) return [`Stat.${path}`, statValue(path, index)];
  const value = model === 'Stat' ? statValue(field, index) : call.store.tableOf(entityOf(model)).get(index)?.[field];
  return [path, value ?? null];
};

const statAt = (call: Call, index: number): JsonObject => {
  const fields = listOf(call.params, 'fields');
  return nestRow((fields.length > 0 ? fields : DEFAULT_FIELDS).map((path) => cellOf(call, path, index)));
};

/** Answers with the rows of a report that the sandbox does not compute. They have the requested fields, with arbitrary values. */
export const statRows = ({ call }: CatalogCall): Json => {
  const paging = parsePaging(call.params, call.maxPageSize);
  const indexes = Array.from({ length: GENERATED_ROWS }, (_, index) => index + 1);
  const rows = slicePage(indexes, paging).map((index) => statAt(call, index));
  if (paging === undefined) return rows;
  return { ...(pageShape(new Map(), indexes.length, paging) as JsonObject), data: rows };
};

/** Answers with the only row of an overview. */
export const statOverview = ({ call }: CatalogCall): Json => statAt(call, 1);
