import { describe, expect, it } from 'vitest';
import { addCounts, addMoney, NO_COUNTS, NO_MONEY } from '../../../lib/sandbox/reports/sums.js';

describe('addCounts and addMoney', () => {
  it('add every name', () => {
    const totals = { ...NO_COUNTS, ...NO_MONEY };
    for (const _ of [1, 2]) {
      addCounts(totals, { clicks: 1, unique_clicks: 2, impressions: 3, conversions: 4 });
      addMoney(totals, { payout: 5n, revenue: 6n, sale_amount: 7n, commission: 8n });
    }
    expect(totals).toEqual({
      ...{ clicks: 2, unique_clicks: 4, impressions: 6, conversions: 8 },
      ...{ payout: 10n, revenue: 12n, sale_amount: 14n, commission: 16n },
    });
    expect(NO_COUNTS.clicks).toBe(0);
  });
});
