import { Offer } from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi, Text } from '../../support/recorded-api.js';

const row = { Offer: { id: '62', name: 'Test' } };

describe('create and update', () => {
  it('are sent in the order of the reference client, after the credentials', async () => {
    const { api, calls } = await recordedApi([row]);
    await collect(api.offers.update(62, { name: 'x', status: 'paused' }));
    expect(calls[0]?.pairs).toEqual([
      ['NetworkToken', 'NETsecretToken'],
      ['NetworkId', 'net'],
      ['Target', 'Offer'],
      ['Method', 'update'],
      ['id', '62'],
      ['data[name]', 'x'],
      ['data[status]', 'paused'],
    ]);
  });

  it('encode data in its order, without undefined, and booleans as 1 and 0', async () => {
    const { api, lines } = await recordedApi([row]);
    const data = { name: 'A B', note: undefined, description: '', n: 1, f: 1.5, u: 'é&=', is_private: true, x: false };
    await collect(api.offers.create({ ...data, expiration_date: '2030-12-12 23:59:59' }, { unlisted: true }));
    expect(lines()).toEqual([
      'Offer.create?data[name]=A B&data[description]=&data[n]=1&data[f]=1.5&data[u]=é&=&data[is_private]=1&data[x]=0' +
        '&data[expiration_date]=2030-12-12 23:59:59',
    ]);
  });

  it('send fields that the catalog does not list, where the caller says so, and not the word', async () => {
    const { api, lines } = await recordedApi([row, true, true, '7', { AffiliateUser: { id: '8' } }]);
    await collect(api.offers.create({ brand_new: 1 }, { unlisted: true }));
    await collect(api.offers.update(62, { brand_new: 1 }, { unlisted: true, returnObject: false }));
    await collect(api.application.updateOfferCategory(3, { brand_new: 1 }, { unlisted: true }));
    await collect(api.affiliates.createWithUser({ brand_new: 1 }, { brand_new: 2 }, { unlisted: true }));
    expect(lines()).toEqual([
      'Offer.create?data[brand_new]=1',
      'Offer.update?id=62&data[brand_new]=1&return_object=0',
      'Application.updateOfferCategory?id=3&data[brand_new]=1',
      'Affiliate.create?data[brand_new]=2',
      'AffiliateUser.create?data[affiliate_id]=7&data[brand_new]=1',
    ]);
  });

  it('pass on a short answer, true or an id, without a crash', async () => {
    const { api, lines } = await recordedApi(['63', true, 64]);
    expect(await collect(api.offers.create({ name: 'x' }, { returnObject: false }))).toEqual(['63']);
    expect(await collect(api.offers.update(62, { name: 'x' }, { returnObject: false }))).toEqual([true]);
    expect(await collect(api.offers.create({ name: 'x' }))).toEqual([64]);
    expect(lines()).toEqual([
      'Offer.create?data[name]=x&return_object=0',
      'Offer.update?id=62&data[name]=x&return_object=0',
      'Offer.create?data[name]=x',
    ]);
  });

  it('refuse data that is not an object, and an invalid id', async () => {
    const { api, calls } = await recordedApi([row]);
    for (const wrong of [undefined, null, 'x', [], new Map(), { made: new Map() }]) {
      expect(await failureOf(api.offers.create(wrong as never))).toBeInstanceOf(TypeError);
      expect(await failureOf(api.offers.update(62, wrong as never))).toBeInstanceOf(TypeError);
    }
    for (const id of [undefined, null, '', NaN, {}])
      expect(await failureOf(api.offers.update(id as never, { name: 'x' }))).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });
});

describe('findById', () => {
  it('emits the row as a model', async () => {
    const { api, lines } = await recordedApi([row]);
    const [offer] = await collect(api.offers.findById(62, { fields: ['id', 'name'], contain: ['Country'] }));
    expect(offer).toBeInstanceOf(Offer);
    expect(lines()).toEqual(['Offer.findById?id=62&fields[]=id&fields[]=name&contain[]=Country']);
  });

  it('emits null for a missing row, in every form that the service uses', async () => {
    const { api } = await recordedApi([null, [], false, '']);
    for (const _ of [1, 2, 3, 4]) expect(await collect(api.offers.findById(100_000))).toEqual([null]);
  });

  it('refuses a wrong projection', async () => {
    const { api, calls } = await recordedApi([row]);
    for (const wrong of [{ fields: 1 }, { fields: 'id' }, { fields: new Set(['id']) }, { field: ['id'] }, null, ['id']])
      expect(await failureOf(api.offers.findById(62, wrong as never))).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });
});

describe('findAllIds', () => {
  it('emits ids one by one, as strings, and sends filters only', async () => {
    const { api, lines } = await recordedApi([['1', 3, '120']]);
    expect(await collect(api.offers.findAllIds({ filters: { status: 'active', 'Offer.id__gt': 0 } }))).toEqual([
      '1',
      '3',
      '120',
    ]);
    expect(lines()).toEqual(['Offer.findAllIds?filters[status]=active&filters[Offer.id][GREATER_THAN]=0']);
  });

  it('keeps the order of ids that came as keys', async () => {
    const { api } = await recordedApi([new Text('{"9":"9","3":"3"}')]);
    expect(await collect(api.offers.findAllIds())).toEqual(['9', '3']);
  });

  it('treats a field with and without the model’s name as the same', async () => {
    const { api, calls } = await recordedApi([[]]);
    const filters = { id: 3, 'Offer.id__gt': 1 };
    expect(await failureOf(api.offers.findAllIds({ filters }))).toBeInstanceOf(TypeError);
    expect(await failureOf(api.offers.findAllIds({ limit: 3 } as never))).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });
});

describe('count', () => {
  const wrapper = { page: 1, current: 1 };

  it('emits what the service counts, for one row of one field', async () => {
    const { api, lines } = await recordedApi([{ ...wrapper, count: '2177', pageCount: 2177, data: { 1: row } }]);
    expect(await collect(api.offers.count({ filters: { status: 'active' } }))).toEqual([2177]);
    expect(lines()).toEqual(['Offer.findAll?filters[status]=active&limit=1&fields[]=id']);
  });

  it('emits 0 for none, with and without a wrapper', async () => {
    const { api } = await recordedApi([{ ...wrapper, count: 0, pageCount: 0, data: [] }, []]);
    expect(await collect(api.offers.count())).toEqual([0]);
    expect(await collect(api.offers.count())).toEqual([0]);
  });

  it('counts the rows of a reply that is not paged, or the pages of one row each', async () => {
    const { api } = await recordedApi([
      { 1: row, 2: row },
      { ...wrapper, pageCount: 7, data: { 1: row } },
    ]);
    expect(await collect(api.offers.count())).toEqual([2]);
    expect(await collect(api.offers.count())).toEqual([7]);
  });

  it('walks the pages where nothing is counted', async () => {
    const page = (...ids: string[]) => ({
      ...wrapper,
      data: Object.fromEntries(ids.map((id) => [id, { Offer: { id } }])),
    });
    const { api, lines } = await recordedApi([page('1'), page('1', '2'), page('3', '4'), { ...wrapper, data: [] }]);
    expect(await collect(api.offers.count())).toEqual([4]);
    expect(lines()[1]).toBe('Offer.findAll?limit=500&page=1&fields[]=id');
  });
});
