import { parseOrdered } from '../../lib/protocol/parse-ordered.js';
import { compare } from '../support/compare.js';

/** A `findAll` page as the service sends it: ids in descending order, strings nearly everywhere, slashes escaped. */
const row = (id: number): string => {
  const fields = {
    id: String(id),
    advertiser_id: String(id % 97),
    name: `Offer ${id}: "summer" deal`,
    description: 'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt. '.repeat(
      2,
    ),
    offer_url: `https://example.com/landing/${id}?aff={affiliate_id}`,
    currency: null,
    default_payout: '1.25000',
    max_payout: '2.50000',
    payout_type: 'cpa_flat',
    revenue_type: 'cpa_flat',
    status: 'active',
    expiration_date: '2030-12-12 23:59:59',
    require_terms_and_conditions: 0,
    is_private: '0',
    conversion_cap: '0',
    modified: 1_500_000_000 + id,
  };
  const country = { 840: { id: '840', code: 'US', name: 'United States', regions: [] } };
  return `"${id}":${JSON.stringify({ Offer: fields, Country: country }).replaceAll('/', '\\/')}`;
};

const rows = Array.from({ length: 6500 }, (_, index) => row(6500 - index));
const page = `{"request":{"Target":"Offer"},"response":{"status":1,"data":{"page":1,"current":0,"count":6500,"pageCount":1,"data":{${rows.join(',')}}},"errors":[]}}`;

const { native, ordered } = await compare(
  { native: () => JSON.parse(page) as unknown, ordered: () => parseOrdered(page, { maxDepth: 64 }) },
  { runs: 5 },
);
const ratio = native / ordered;
console.log(
  `parseOrdered, ${(page.length / 1e6).toFixed(1)} MB page: ${ordered.toFixed(1)} ms, ` +
    `JSON.parse ${native.toFixed(1)} ms, ratio ${ratio.toFixed(2)} (at least 0.50 wanted)`,
);
if (ratio < 0.5) process.exitCode = 1;
