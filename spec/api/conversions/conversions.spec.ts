import { take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { Conversion } from 'rxoffers';
import { collect } from '../../support/collect.js';
import { recordedApi } from '../../support/recorded-api.js';

const row = { Conversion: { id: '39', datetime: '2016-02-22 04:29:09', payout: '1.00000' } };

describe('api.conversions', () => {
  it('sends the generic calls to Conversion', async () => {
    const { api, lines } = await recordedApi([row, row, row, { page: 1, count: 1, pageCount: 1, data: { 39: row } }]);
    await collect(api.conversions.create({ offer_id: 3 }));
    await collect(api.conversions.update(39, { status: 'approved' }));
    await collect(api.conversions.findById(39));
    const [found] = await collect(api.conversions.findAll({ fields: ['datetime', 'country_code'] }));
    expect(found).toBeInstanceOf(Conversion);
    expect(found?.toObject()).toMatchObject({ payout: '1.00000' });
    expect(lines()).toEqual([
      'Conversion.create?data[offer_id]=3',
      'Conversion.update?id=39&data[status]=approved',
      'Conversion.findById?id=39',
      'Conversion.findAll?limit=500&page=1&fields[]=datetime&fields[]=country_code',
    ]);
  });

  it('has these named methods: neither findAllIds nor delete', async () => {
    const { api } = await recordedApi([]);
    expect(Object.keys(api.conversions).sort()).toEqual([
      'count',
      'create',
      'findAdded',
      'findAll',
      'findById',
      'findPages',
      'findUpdated',
      'sync',
      'update',
    ]);
  });

  it('updates from a model', async () => {
    const { api, lines } = await recordedApi([row]);
    await collect(new Conversion(api.conversions, { id: '39' }).update({ status: 'rejected' }));
    expect(lines()).toEqual(['Conversion.update?id=39&data[status]=rejected']);
  });

  it('finds changed and added conversions, and follows both', async () => {
    const { api, lines } = await recordedApi([[row], [row], [], { page: 1, count: 1, pageCount: 1, data: [row] }, []]);
    expect((await collect(api.conversions.findUpdated({ since: '2016-02-22' })))[0]).toBeInstanceOf(Conversion);
    expect((await collect(api.conversions.findAdded({ since: '2016-02-22' })))[0]).toBeInstanceOf(Conversion);
    const [synced] = await collect(api.conversions.sync({ since: '2016-02-22' }).pipe(take(1)));
    expect(synced?.conversion).toBeInstanceOf(Conversion);
    expect(synced?.checkpoint.seen).toEqual([['39', expect.any(String), '2016-02-22 04:29:09']]);
    expect(lines().map((line) => line.split('?')[0])).toEqual([
      'Conversion.findUpdatedConversions',
      'Conversion.findAddedConversions',
      'Conversion.findAll',
      'Conversion.findAll',
    ]);
  });
});
