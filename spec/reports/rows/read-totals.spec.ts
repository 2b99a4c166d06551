import { describe, expect, it } from 'vitest';
import { ProtocolError } from 'rxoffers';
import { parseTotals } from '../../../lib/reports/rows/rows.js';

const FIELDS = ['Offer.name', 'Stat.clicks', 'Stat.payout'];

describe('readTotals', () => {
  it('reads the asked columns that have one', () => {
    const totals = { Stat: { clicks: 12, 'payout@EUR': '3', other: '4' } };
    expect(parseTotals({ page: 1, data: [], totals }, FIELDS)).toEqual({ Stat: { clicks: '12' } });
    const money = { Stat: { payout: '2', 'payout@EUR': '3' } };
    expect(parseTotals({ page: 1, data: [], totals: money }, FIELDS)).toEqual(money);
  });

  it('is undefined where there are none, and empty where there is nothing', () => {
    expect(parseTotals({ page: 1, data: [] }, FIELDS)).toBeUndefined();
    expect(parseTotals([], FIELDS)).toBeUndefined();
    for (const totals of [null, '', []]) expect(parseTotals({ page: 1, data: [], totals }, FIELDS)).toEqual({});
  });

  it('refuses what is no object', () => {
    expect(() => parseTotals({ page: 1, data: [], totals: 3 }, FIELDS)).toThrow(ProtocolError);
  });
});
