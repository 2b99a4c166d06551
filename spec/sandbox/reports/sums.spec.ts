import { describe, expect, it } from 'vitest';
import {
  addCounts,
  addMoney,
  amountOf,
  amountText,
  divide,
  NO_COUNTS,
  NO_MONEY,
  ONE,
} from '../../../lib/sandbox/reports/sums.js';

describe('amountOf', () => {
  it.each([
    ['1.25000', 125_000n],
    ['0.000014', 1n],
    ['0.000015', 2n],
    ['-3.5', -350_000n],
    ['7', 700_000n],
    ['7.', 700_000n],
    [1.5, 150_000n],
    ['90071992547409930.00001', 9_007_199_254_740_993_000_001n],
    [null, 0n],
    [undefined, 0n],
    ['', 0n],
    ['many', 0n],
  ])('parses %j as %s hundred-thousandths', (value, amount) => {
    expect(amountOf(value)).toBe(amount);
  });
});

describe('amountText', () => {
  it.each([
    [0n, '0.00000'],
    [7n, '0.00007'],
    [-125_000n, '-1.25000'],
    [9_007_199_254_740_993_000_001n, '90071992547409930.00001'],
  ])('writes %s as %s', (amount, text) => {
    expect(amountText(amount)).toBe(text);
  });
});

describe('divide', () => {
  it('rounds half away from zero', () => {
    expect([divide(5n, 2n), divide(-5n, 2n), divide(5n, -2n), divide(4n, 3n), divide(5n, 3n)]).toEqual([
      ...[3n, -3n, -3n, 1n, 2n],
    ]);
  });

  it('gives 0 for a division by 0', () => {
    expect(divide(ONE, 0n)).toBe(0n);
  });
});

describe('addCounts and addMoney', () => {
  it('add every count and amount', () => {
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
