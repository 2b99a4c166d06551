import { describe, expect, it } from 'vitest';
import { statRow } from '../../../lib/sandbox/catalog/stats.js';

describe('statRow', () => {
  it('has counts and money as text, which agree', () => {
    for (let id = 1; id < 30; id++) {
      const { impressions, clicks, conversions, payout, revenue } = statRow(id);
      expect(Number(impressions)).toBe(Number(clicks) * 10);
      expect(Number(conversions)).toBeLessThanOrEqual(Number(clicks));
      expect([payout, revenue].every((money) => typeof money === 'string' && /^\d+\.\d{5}$/.test(money))).toBe(true);
    }
    expect(statRow(3)).toEqual(statRow(3));
  });
});
