import { describe, expect, it } from 'vitest';
import { statOverview, statRows } from '../../../lib/sandbox/catalog/stats.js';
import { catalogCallOf } from './catalog-call-of.js';

const fields = (...names: string[]) => Object.fromEntries(names.map((name, index) => [`fields[${index}]`, name]));

describe('statRows', () => {
  it('have the fields asked for, by their models', () => {
    const call = catalogCallOf(
      'Report.getReferrals',
      fields('Stat.clicks', 'Stat.date', 'Offer.name', 'Stat.offer_id'),
    );
    const name = call.call.store.tables.Offer.get(1)?.['name'];
    const [first] = statRows(call) as unknown[];
    expect(first).toMatchObject({ Stat: { date: '2024-02-29', offer_id: '1' }, Offer: { name } });
    expect(statRows(call)).toHaveLength(7);
  });

  it('have some where none were asked for', () => {
    const [first] = statRows(catalogCallOf('Report.getReferrals')) as Record<string, object>[];
    expect(Object.keys(first?.['Stat'] ?? {})).toEqual(['clicks', 'conversions', 'payout']);
  });

  it('come in pages with a limit', () => {
    expect(statRows(catalogCallOf('Report.getReferrals', { limit: '5', page: '2' }))).toMatchObject({
      ...{ page: 2, count: 7, pageCount: 2, data: [{}, {}] },
    });
  });
});

describe('statOverview', () => {
  it('is one row', () => {
    expect(statOverview(catalogCallOf('Report.getOverview'))).toHaveProperty('Stat.clicks');
  });
});
