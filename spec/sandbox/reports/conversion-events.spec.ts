import { describe, expect, it } from 'vitest';
import { conversionEvents } from '../../../lib/sandbox/reports/events.js';
import { conversionRow } from './report-call.js';

const rows = [
  conversionRow({ offer_id: '3', sale_amount: '9.5' }),
  conversionRow({ offer_id: '4', payout: '0.00001' }),
];

describe('conversionEvents', () => {
  it('has one for each row, with its money exact', () => {
    const [first, second] = conversionEvents(rows, ['offer_id', 'hour'], undefined);
    expect(first).toMatchObject({ values: ['3', '2024-03-01 08'], counts: { conversions: 1, clicks: 0 } });
    expect(first?.money).toEqual({ payout: 100_000n, revenue: 200_000n, sale_amount: 950_000n, commission: 0n });
    expect(second?.money?.payout).toBe(1n);
  });

  it('converts each by itself', () => {
    const converted = [...conversionEvents(rows, [], (amount) => amount * 2n)].map((event) => event.converted?.payout);
    expect(converted).toEqual([200_000n, 2n]);
  });

  it('sees rows as it is told to', () => {
    const view = { commission: () => 5n, dimension: () => 'seen' };
    const [event] = conversionEvents(rows, ['offer_id'], undefined, view);
    expect([event?.values, event?.money?.commission]).toEqual([['seen'], 5n]);
  });
});
