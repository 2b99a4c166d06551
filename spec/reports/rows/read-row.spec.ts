import { describe, expect, it } from 'vitest';
import { ProtocolError } from 'rxoffers';
import { createRowReader } from '../../../lib/reports/rows/rows.js';

const read = createRowReader(['Stat.clicks', 'Offer.name', 'Stat.payout']);

describe('createRowReader', () => {
  it('has the asked columns alone, nested, in the order asked for', () => {
    const row = read({ Offer: { name: 'A', id: '3' }, Stat: { payout: '1.50', clicks: '3' }, Other: { x: '1' } });
    expect(JSON.stringify(row)).toBe('{"Stat":{"clicks":"3","payout":"1.50"},"Offer":{"name":"A"}}');
  });

  it('has null where the service left something out', () => {
    expect(read({ Stat: { clicks: null } })).toEqual({ Stat: { clicks: null, payout: null }, Offer: { name: null } });
    expect(read({ Stat: [], Offer: null })).toEqual({ Stat: { clicks: null, payout: null }, Offer: { name: null } });
  });

  it('makes strings of what came as something else', () => {
    const row = read({ Stat: { clicks: 3, payout: 0.5 }, Offer: { name: true } });
    expect(row).toEqual({ Stat: { clicks: '3', payout: '0.5' }, Offer: { name: '1' } });
    expect(read({ Offer: { name: new Map([['1', 'a']]) } })['Offer']).toEqual({ name: '{"1":"a"}' });
  });

  it('keeps amounts in other currencies beside the asked column', () => {
    const row = read({ Stat: { clicks: '3', payout: '1', 'payout@EUR': '0.9', 'revenue@EUR': '2', '@EUR': '1' } });
    expect(row['Stat']).toEqual({ clicks: '3', payout: '1', 'payout@EUR': '0.9' });
  });

  it('refuses a row that is none', () => {
    expect(() => read('x')).toThrow(ProtocolError);
    expect(() => read([])).toThrow(ProtocolError);
  });
});
