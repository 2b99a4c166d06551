import { NO_DATE, dateTime } from '../data/dates.js';
import type { Row } from '../data/row.js';
import type { Json } from '../wire/json.js';

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
 * A row as it stands inside another one. The service then gives offers and affiliates as they lie in its database: with a
 * few more columns, `modified` as text, and nothing that is computed.
 */
export const containedRow = (table: string, row: Row): Row => {
  if (table === 'Offer') return storedOffer(row);
  return table === 'Affiliate' ? { ...row, fraud_profile_score: null } : row;
};
