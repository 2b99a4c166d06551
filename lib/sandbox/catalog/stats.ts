import type { Call } from '../handlers/call.js';
import { nestRow, type ReportCell } from '../reports/reply.js';
import { dateTime, DAY, type Row } from '../store/entity.js';
import { EPOCH, randomFor } from '../store/random.js';
import type { Json } from '../wire/json.js';
import { listOf } from '../wire/params.js';
import { entityOf } from './generated-entity.js';
import type { CatalogCall } from './scope.js';

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

/** The id of the row that the values of an overview come from. */
const ID = 1;

const statValue = (field: string): Json =>
  field === 'date' ? dateTime(EPOCH - ID * DAY).slice(0, 10) : (statRow(ID)[field] ?? String(ID));

/** A field without a model is one of `Stat`. */
const overviewCell = ({ store }: Call, path: string): ReportCell => {
  const [model = '', field] = path.split('.');
  if (field === undefined) return [`Stat.${path}`, statValue(path)];
  if (model === 'Stat') return [path, statValue(field)];
  return [path, store.tableOf(entityOf(model)).get(ID)?.[field] ?? null];
};

/** Answers with the only row of an overview. It has the requested fields, with arbitrary values. */
export const statOverview = ({ call }: CatalogCall): Json => {
  const fields = listOf(call.params, 'fields');
  return nestRow((fields.length > 0 ? fields : DEFAULT_FIELDS).map((path) => overviewCell(call, path)));
};
