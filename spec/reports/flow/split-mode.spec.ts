import { describe, expect, it } from 'vitest';
import { splitMode } from '../../../lib/reports/flow/stream-report.js';
import { planReport } from '../../../lib/reports/query/plan-report.js';

const mode = (method: string, query: Record<string, unknown>) =>
  splitMode(planReport('Report', method, { dataStart: '2026-01-01', dataEnd: '2026-01-31', ...query }));

describe('splitMode', () => {
  it.each<[string, Record<string, unknown>, boolean]>([
    ['getConversions', { fields: ['Stat.payout'] }, false],
    ['getConversions', { fields: ['Stat.payout'], sort: '-Stat.datetime' }, true],
    ['getStats', { fields: ['Stat.date', 'Stat.ctr'] }, false],
    ['getStats', { fields: ['Stat.ctr'], groups: ['Stat.date'], sort: ['Stat.date', '-Stat.ctr'] }, false],
    ['getStats', { fields: ['Stat.date', 'Stat.ctr'], sort: ['-Stat.date', 'Stat.ctr'] }, true],
    ['getManagerCommissions', { fields: ['Stat.date', 'Stat.commission_amount'] }, false],
    ['getSubscriptions', { fields: ['Stat.date'] }, false],
  ])('chains the parts of %s %j', (method, query, descending) => {
    expect(mode(method, query)).toEqual({ kind: 'chain', descending });
  });

  it('merges sums over groups: what is asked for, hidden groups, and sums to sort by', () => {
    expect(
      mode('getStats', {
        fields: ['Stat.clicks', 'Offer.name'],
        groups: ['Stat.offer_id', 'Offer.name'],
        sort: ['-Stat.payout', 'Offer.name'],
      }),
    ).toEqual({ kind: 'merge', keys: ['Offer.name', 'Stat.offer_id'], sums: ['Stat.clicks', 'Stat.payout'] });
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    [
      'getConversions',
      { fields: ['Stat.payout'], sort: 'Stat.payout' },
      /sort by Stat\.date first, not by Stat\.payout/,
    ],
    ['getStats', { fields: ['Stat.date', 'Stat.clicks'], sort: '-Stat.clicks' }, /sort by Stat\.date first/],
    ['getStats', { fields: ['Stat.clicks', 'Stat.ctr'] }, /Stat\.ctr of several ranges does not add up/],
    ['getStats', { fields: ['Stat.offer_count'] }, /Stat\.offer_count of several ranges/],
    ['getStats', { fields: ['Stat.clicks'], sort: 'Stat.cpc' }, /Stat\.cpc of several ranges/],
    ['getStats', { fields: ['Stat.clicks'], sort: 'Offer.name' }, /Offer\.name is sorted by and not asked for/],
    ['getStats', { fields: ['Stat.clicks', 'Stat.brand_new'] }, /does not know whether Stat\.brand_new is a sum/],
    ['getConversions', { fields: ['Stat.payout'], groups: ['Stat.offer_id'] }, /not known whether rows are of one day/],
    ['getReferrals', { fields: ['Affiliate.company'] }, /not known whether rows are of one day/],
    ['getStats', { fields: ['Stat.date'], page: 2 }, /a page is of the whole range/],
  ])('cuts no %s %j', (method, query, why) => {
    expect(mode(method, query)).toEqual({ kind: 'whole', why: expect.stringMatching(why) as string });
  });
});
