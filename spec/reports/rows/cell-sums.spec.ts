import { describe, expect, it } from 'vitest';
import { ProtocolError } from 'rxoffers';
import { createCellSums } from '../../../lib/reports/rows/merge-rows.js';
import type { WireRow } from '../../../lib/reports/rows/rows.js';

const sum = (fields: readonly string[], rows: readonly WireRow[]): WireRow => {
  const sums = createCellSums(fields);
  rows.forEach(sums.add);
  return sums.result();
};

describe('createCellSums', () => {
  it('adds exactly, and keeps the decimals', () => {
    const rows = Array.from({ length: 10 }, () => ({ Stat: { payout: '0.10', clicks: '9007199254740991' } }));
    expect(sum(['Stat.payout', 'Stat.clicks'], rows)).toEqual({
      Stat: { payout: '1.00', clicks: '90071992547409910' },
    });
  });

  it('adds other currencies of its columns, and no other column', () => {
    const row = { Stat: { payout: '1', 'payout@EUR': '0.5', revenue: '3', 'revenue@EUR': '4' }, Offer: { name: 'x' } };
    expect(sum(['Stat.payout'], [row, row])).toEqual({ Stat: { payout: '2', 'payout@EUR': '1.0' } });
  });

  it('takes null for nothing, and nothing but null for null', () => {
    expect(
      sum(
        ['Stat.payout', 'Stat.clicks'],
        [{ Stat: { payout: null, clicks: null } }, { Stat: { payout: '2', clicks: null } }],
      ),
    ).toEqual({
      Stat: { payout: '2', clicks: null },
    });
  });

  it('has nothing to say of no rows', () => expect(sum(['Stat.clicks'], [])).toEqual({}));

  it('refuses what is no number', () => {
    expect(() => sum(['Stat.payout'], [{ Stat: { payout: '1,5' } }])).toThrow(ProtocolError);
    expect(() => sum(['Stat.payout'], [{ Stat: { payout: '1,5' } }])).toThrow('Stat.payout is no number');
  });
});
