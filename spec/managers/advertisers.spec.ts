import { describe, expect, it } from 'vitest';
import { Advertiser } from 'rxoffers';
import { collect } from '../support/collect.js';
import { recordedApi } from '../support/recorded-api.js';

const row = { Advertiser: { id: '3', company: 'Acme' } };

describe('api.advertisers', () => {
  it('sends the generic calls to Advertiser (row 89)', async () => {
    const { api, lines } = await recordedApi([row, row, row, { 3: row }, ['3', '4']]);
    const { create, update, findById, findAll, findAllIds } = api.advertisers;
    await collect(create({ company: 'A B', zipcode: null, city: '' }));
    await collect(update(3, { company: 'x' }));
    await collect(findById(3));
    expect(String((await collect(findAll({ limit: 1 })))[0])).toBe('Advertiser: Acme');
    expect(await collect(findAllIds())).toEqual(['3', '4']);
    expect(lines()).toEqual([
      'Advertiser.create?data[company]=A B&data[city]=',
      'Advertiser.update?id=3&data[company]=x',
      'Advertiser.findById?id=3',
      'Advertiser.findAll?limit=1&page=1',
      'Advertiser.findAllIds',
    ]);
  });

  it('has no delete (row 88)', async () => {
    const { api } = await recordedApi([]);
    expect('delete' in api.advertisers).toBe(false);
  });

  it('blocks with a reason that is sent even when empty (row 90)', async () => {
    const { api, lines } = await recordedApi([true]);
    expect(await collect(api.advertisers.block(3))).toEqual([true]);
    await collect(api.advertisers.block(3, 'fraud'));
    expect(lines()).toEqual(['Advertiser.block?id=3&reason=', 'Advertiser.block?id=3&reason=fraud']);
  });

  it('does the same from a model, with its own id (row 123)', async () => {
    const { api, lines } = await recordedApi([true, row]);
    const advertiser = new Advertiser(api.advertisers, { id: '3' });
    await collect(advertiser.block());
    expect((await collect(advertiser.update({ company: 'x' })))[0]).toBeInstanceOf(Advertiser);
    expect(lines()).toEqual(['Advertiser.block?id=3&reason=', 'Advertiser.update?id=3&data[company]=x']);
  });
});
