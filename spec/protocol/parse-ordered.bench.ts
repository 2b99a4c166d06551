import { parseOrdered } from '../../lib/protocol/ordered-json.js';
import { visitOrdered } from '../../lib/protocol/ordered-json.js';
import { compare } from '../support/compare.js';

const FLAGS = [
  'is_private',
  'require_approval',
  'tiered_payout',
  'use_target_rules',
  'is_expired',
  'has_goals_enabled',
];
const CAPS = ['conversion_cap', 'monthly_conversion_cap', 'payout_cap', 'revenue_cap', 'lifetime_payout_cap'];

/** An offer as the service sends it: strings nearly everywhere, slashes escaped. */
const offer = (id: number) => ({
  id: String(id),
  advertiser_id: String(id % 97),
  name: `Offer ${id}: "summer" deal`,
  description: 'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt.',
  preview_url: `https://example.com/preview/${id}`,
  offer_url: `https://example.com/landing/${id}?aff={affiliate_id}&sub={aff_sub}`,
  currency: null,
  default_payout: '1.25000',
  max_payout: '2.50000',
  payout_type: 'cpa_flat',
  revenue_type: 'cpa_flat',
  status: 'active',
  expiration_date: '2030-12-12 23:59:59',
  require_terms_and_conditions: 0,
  terms_and_conditions: null,
  modified: 1_500_000_000 + id,
  ...Object.fromEntries(FLAGS.map((name) => [name, '0'])),
  ...Object.fromEntries(CAPS.map((name) => [name, '0.00'])),
});

const country = { 840: { id: '840', code: 'US', name: 'United States', regions: [] } };

/** A page of `findAll`, newest first. */
const page = (rows: number, row: (id: number) => object): string => {
  const keyed = Array.from({ length: rows }, (_, index) => rows - index).map(
    (id) => `"${id}":${JSON.stringify(row(id)).replaceAll('/', '\\/')}`,
  );
  const data = `{"page":1,"current":0,"count":${rows},"pageCount":1,"data":{${keyed.join(',')}}}`;
  return `{"request":{"Target":"Offer"},"response":{"status":1,"data":${data},"errors":[]}}`;
};

const measure = async (name: string, text: string): Promise<number> => {
  const { native, ordered, visited } = await compare(
    {
      native: () => JSON.parse(text) as unknown,
      ordered: () => parseOrdered(text, { maxDepth: 64, maxValues: 2_000_000 }),
      visited: () => visitOrdered(text, 64),
    },
    { runs: 11, warmUp: 3 },
  );
  const ratio = native / ordered;
  console.log(
    `parseOrdered, ${(text.length / 1e6).toFixed(1)} MB page ${name}: ${ratio.toFixed(2)} of the speed of JSON.parse ` +
      `(${ordered.toFixed(1)} ms, ${native.toFixed(1)} ms; token by token ${(native / visited).toFixed(2)})`,
  );
  return ratio;
};

const plain = await measure(
  'of offers',
  page(6000, (id) => ({ Offer: offer(id) })),
);
await measure(
  'of offers, each with a contained row keyed by id',
  page(5500, (id) => ({ Offer: offer(id), Country: country })),
);
if (plain < 0.5) {
  console.error('below 0.50, which is wanted');
  process.exitCode = 1;
}
