import { dateTime, type Entity, NO_DATE, type Row } from '../store/entity.js';
import { refuseField } from '../wire/envelope.js';
import type { Json } from '../wire/json.js';

const ownField = (entity: Entity, path: string): string => {
  const field = path.startsWith(`${entity.name}.`) ? path.slice(entity.name.length + 1) : path;
  if (!Object.hasOwn(entity.template, field) && field !== 'id') throw refuseField(path);
  return field;
};

const withoutId = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([field]) => field !== 'id'));

/**
 * Reduces rows to `fields[]`, in that order; without `fields[]` a row keeps all. Where a model has no id, a row gets one from the
 * sandbox, which only `fields[]` shows.
 *
 * @throws ApiFailure for an unknown field
 */
export const selectFields = (entity: Entity, paths: readonly string[]): ((row: Row) => Row) => {
  if (paths.length === 0) return Object.hasOwn(entity.template, 'id') ? (row) => row : withoutId;
  const fields = paths.map((path) => ownField(entity, path));
  return (row) => Object.fromEntries(fields.map((field): [string, Json] => [field, row[field] ?? null]));
};

const COMPUTED = new Set(['is_expired', 'dne_download_url', 'dne_unsubscribe_url', 'dne_third_party_list']);

const modifiedText = (modified: Json | undefined): string =>
  typeof modified === 'number' && modified > 0 ? dateTime(modified * 1000) : NO_DATE;

const storedOffer = (row: Row): Row => ({
  ...Object.fromEntries(Object.entries(row).filter(([key]) => !COMPUTED.has(key))),
  modified: modifiedText(row['modified']),
  require_terms_and_conditions: row['require_terms_and_conditions'] === 0 ? 'disabled' : 'enabled',
  default_scrub: '0',
  is_country_primary: '0',
  cookie_hours: '24',
  session_cookieless_minutes: null,
});

/**
 * A row as another row contains it. Recorded replies contain offers and affiliates as the database stores them: with a few more
 * columns, `modified` as text, and without computed columns.
 */
export const containedRow = (table: string, row: Row): Row => {
  if (table === 'Offer') return storedOffer(row);
  return table === 'Affiliate' ? { ...row, fraud_profile_score: null } : row;
};
