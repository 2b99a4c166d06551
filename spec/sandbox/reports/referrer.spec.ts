import { describe, expect, it } from 'vitest';
import { createStore } from '../../../lib/sandbox/store/store.js';
import { countsOf } from '../../../lib/sandbox/options.js';
import { referralCommission, referrerOf } from '../../../lib/sandbox/reports/events.js';
import { conversionRow } from './report-call.js';

describe('referrerOf', () => {
  it('is the affiliate that the row names, else the one with a third of its id', () => {
    const store = createStore(1, countsOf({ affiliates: 9 }));
    store.tables.Affiliate.update(4, { referral_id: '2' });
    expect(['3', '4', '5', '9', '12'].map((id) => referrerOf(store, id))).toEqual([
      '1',
      '2',
      undefined,
      '3',
      undefined,
    ]);
  });
});

describe('referralCommission', () => {
  it('is a share of the payout, rounded', () => {
    expect(referralCommission(conversionRow({ payout: '10.00000' }))).toBe(50_000n);
    expect(referralCommission(conversionRow({ payout: '0.00010' }))).toBe(1n);
  });
});
