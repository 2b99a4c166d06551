import { describe, expect, it } from 'vitest';
import { groupEvents } from '../../../lib/sandbox/reports/stats-report.js';
import type { ReportEvent } from '../../../lib/sandbox/reports/log-counts.js';
import { NO_COUNTS, NO_MONEY } from '../../../lib/sandbox/reports/sums.js';

const click = (offer: string, affiliate: string): ReportEvent => ({
  values: [offer, affiliate],
  counts: { ...NO_COUNTS, clicks: 1 },
});

const conversion = (offer: string, payout: bigint): ReportEvent => ({
  values: [offer, '9'],
  counts: { ...NO_COUNTS, conversions: 1 },
  money: { ...NO_MONEY, payout },
  converted: { ...NO_MONEY, payout: payout * 2n },
});

const events = [click('1', '7'), conversion('2', 5n), click('1', '8'), click('1', '7'), conversion('1', 3n)];
const byOffer = { readers: [({ values }: ReportEvent) => values[0] ?? null], counted: [1] };

describe('groupEvents', () => {
  it('adds up what is alike, in the order in which groups come first', () => {
    const [one, two, ...more] = groupEvents(events, () => true, byOffer);
    expect(one).toMatchObject({ values: ['1'], sums: { clicks: 3, conversions: 1, payout: 3n } });
    expect(one?.converted.payout).toBe(6n);
    expect(two).toMatchObject({ values: ['2'], sums: { clicks: 0, conversions: 1, payout: 5n } });
    expect(more).toEqual([]);
  });

  it('counts the different values of a dimension', () => {
    const [one] = groupEvents(events, () => true, byOffer);
    expect(one?.distinct).toEqual([new Set(['7', '8', '9'])]);
  });

  it('takes what is wanted alone', () => {
    expect(groupEvents(events, ({ counts }) => counts.conversions > 0, byOffer)).toHaveLength(2);
    expect(groupEvents(events, () => false, byOffer)).toEqual([]);
  });

  it('makes one group of all without fields to group by, and keeps null apart from its name', () => {
    expect(groupEvents(events, () => true, { readers: [], counted: [] })).toHaveLength(1);
    const texts = [click('null', '1'), { ...click('', '1'), values: [null, '1'] }];
    expect(groupEvents(texts, () => true, byOffer)).toHaveLength(2);
  });
});
