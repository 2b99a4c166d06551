import { Affiliate, HasOffersError, type Model, Offer, OfferFile, Stream } from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi, type RecordedCall, Refusal, Text } from '../../support/recorded-api.js';

const numberOf = ({ pairs }: RecordedCall) => Number(pairs.find(([key]) => key === 'page')?.[1] ?? 1);

/** Three pages of two rows under any name, in shape A. */
const paged = (name: string) => (call: RecordedCall) => {
  const page = numberOf(call);
  const ids = page > 3 ? [] : [page * 2 - 1, page * 2];
  const data = Object.fromEntries(ids.map((id) => [id, { [name]: { id: String(id) } }]));
  return { page, current: page, count: 6, pageCount: 3, data };
};

const idsOf = (rows: readonly unknown[]) => rows.map((row) => (row as { id: string }).id);

describe('api.call', () => {
  it('calls any method of any target, with its parameters in order', async () => {
    const { api, lines } = await recordedApi(['x']);
    expect(
      await collect(api.call('Whatever', 'doThis', { b: 1, list: ['x', 'y'], a: { k: 'v' } }, { unlisted: true })),
    ).toEqual(['x']);
    expect(lines()).toEqual(['Whatever.doThis?b=1&list[]=x&list[]=y&a[k]=v']);
  });

  it('reads by GET what the catalog calls a read, and writes everything else', async () => {
    const { api, calls } = await recordedApi([null]);
    await collect(api.call('Offer', 'findById', { id: 1 }));
    await collect(api.call('Offer', 'neverHeardOf', {}, { unlisted: true }));
    expect(calls.map(({ verb }) => verb)).toEqual(['GET', 'POST']);
  });

  it('emits a single thing once: a model, a value, null', async () => {
    const { api } = await recordedApi([{ Offer: { id: '3' }, Country: [] }, true, '', 0, null, { some: 'record' }]);
    const [offer] = await collect(api.call('Offer', 'findById', { id: 3 }));
    expect(offer).toBeInstanceOf(Offer);
    for (const value of [true, '', 0, null])
      expect(await collect(api.call('A', 'b', {}, { unlisted: true }))).toEqual([value]);
    const [record] = await collect(api.call('A', 'b', {}, { unlisted: true }));
    expect((record as Model).toObject()).toEqual({ some: 'record' });
  });

  it('does not take a string with "page" in it for a page', async () => {
    const { api } = await recordedApi(['the homepage']);
    expect(await collect(api.call('A', 'b', {}, { unlisted: true }))).toEqual(['the homepage']);
  });

  it('pages a list that the catalog knows, like findAll', async () => {
    const { api, lines } = await recordedApi([paged('OfferPixel')]);
    const stream = api.call('OfferPixel', 'findAll', { filters: { status: 'active' } }, { pageSize: 2 });
    expect(stream).toBeInstanceOf(Stream);
    expect(idsOf(await collect(stream))).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(lines()[2]).toBe('OfferPixel.findAll?filters[status]=active&limit=2&page=3');
  });

  it('caps such a list at its limit, and emits only the requested page', async () => {
    const { api, calls } = await recordedApi([paged('OfferPixel')]);
    expect(await collect(api.call('OfferPixel', 'findAll', { limit: 3 }, { pageSize: 2, prefetch: 0 }))).toHaveLength(
      3,
    );
    expect(calls).toHaveLength(2);
    expect(idsOf(await collect(api.call('OfferPixel', 'findAll', { page: 2, limit: 2 })))).toEqual(['3', '4']);
    expect(calls).toHaveLength(3);
  });

  it('pages what turns out to be a list: the reply says of how many pages', async () => {
    const { api, lines } = await recordedApi([paged('NewThing')]);
    const found = await collect(api.call('NewThing', 'listThem', { kind: 'x' }, { unlisted: true }));
    expect(idsOf(found)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(String(found[0])).toBe('NewThing: 1');
    expect(lines()).toEqual([
      'NewThing.listThem?kind=x',
      'NewThing.listThem?kind=x&page=2',
      'NewThing.listThem?kind=x&page=3',
    ]);
  });

  it('caps that list too, and emits only the requested page', async () => {
    const { api, calls } = await recordedApi([paged('NewThing')]);
    expect(await collect(api.call('NewThing', 'listThem', { limit: 2 }, { unlisted: true }))).toHaveLength(2);
    expect(calls).toHaveLength(1);
    expect(idsOf(await collect(api.call('NewThing', 'listThem', { page: 2 }, { unlisted: true })))).toEqual(['3', '4']);
    expect(calls).toHaveLength(2);
  });

  it('does not repeat what may be a write to see whether there is another page', async () => {
    const { api, calls } = await recordedApi([{ page: 1, current: 0, data: { 6: { NewThing: { id: '6' } } } }]);
    expect(await collect(api.call('NewThing', 'doSomething', {}, { unlisted: true }))).toHaveLength(1);
    expect(calls).toHaveLength(1);
  });

  it('flattens lists without a wrapper, in the service’s order', async () => {
    const keyed = new Text('{"9":{"Offer":{"id":"9"}},"3":{"Offer":{"id":"3"}}}');
    const { api } = await recordedApi([keyed, [{ Country: { id: '724' } }], ['1', '2'], []]);
    expect(idsOf(await collect(api.call('Offer', 'neverHeardOf', {}, { unlisted: true })))).toEqual(['9', '3']);
    expect((await collect(api.call('Offer', 'getTargetCountries', { id: 3 }))).map(String)).toEqual(['Country: 724']);
    expect(await collect(api.call('Offer', 'findAllIds'))).toEqual(['1', '2']);
    expect(await collect(api.call('Offer', 'findAll'))).toEqual([]);
  });

  it('knows the model of a list by the catalog, and of an affiliate’s view by its twin', async () => {
    const file = { current: 0, count: 1, pageCount: 1, data: { 9: { id: '9' } } };
    const { api } = await recordedApi([file, { Offer: { id: '3' } }]);
    expect(
      (await collect(api.call('Offer', 'getOfferFilesWithCreativeCode', { offer_id: 3, affiliate_id: 2 })))[0],
    ).toBeInstanceOf(OfferFile);
    expect((await collect(api.call('Affiliate_Offer', 'findById', { id: 3 })))[0]).toBeInstanceOf(Offer);
  });

  it('with raw emits the data once, unpaged, integer-like keys as a Map', async () => {
    const text =
      '{"page":1,"current":1,"count":2,"pageCount":9,"data":{"9":{"Offer":{"id":"9"}},"3":{"Offer":{"id":"3"}}}}';
    const { api, calls } = await recordedApi([new Text(text)]);
    const [data, ...others] = await collect(api.call('Offer', 'findAll', { limit: 2 }, { raw: true }));
    expect(others).toEqual([]);
    expect(data).toMatchObject({ page: 1, pageCount: 9 });
    expect([...(data as { data: Map<string, unknown> }).data.keys()]).toEqual(['9', '3']);
    expect(calls).toHaveLength(1);
  });

  it('ends with the error that the service sends', async () => {
    const { api } = await recordedApi([new Refusal('Method not found')]);
    const error = await failureOf(api.call('test', 'test', {}, { unlisted: true }));
    expect(error).toBeInstanceOf(HasOffersError);
    expect((error as Error).message).toBe('Method not found');
  });

  it.each([
    ['', 'findAll', {}, {}],
    [undefined, 'findAll', {}, {}],
    ['Offer', '', {}, {}],
    ['Offer', 5, {}, {}],
    ['Offer', 'findAll', null, {}],
    ['Offer', 'findAll', [], {}],
    ['Offer', 'findAll', { limit: '5' }, {}],
    ['Offer', 'x', { made: new Map() }, {}],
    ['Offer', 'findAll', {}, null],
    ['Offer', 'findAll', {}, { Raw: true }],
    ['Offer', 'x', {}, { demand: 5 }],
    ['Offer', 'x', {}, { raw: true, demand: 5 }],
  ])('refuses call(%j, %j, %j, %j)', async (target, method, params, options) => {
    const { api, calls } = await recordedApi([true]);
    const stream = api.call(target as never, method as never, params as never, options as never);
    expect(await failureOf(stream)).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });
});

describe('a method that the catalog lacks', () => {
  it('pages by its count, with conditions as the managers write them', async () => {
    const page = (number: number) => ({
      page: number,
      pageCount: 2,
      data: { [number]: { Thing: { id: `${number}` } } },
    });
    const { api, lines } = await recordedApi([page(1), page(2)]);
    const found = await collect(
      api.call('Thing', 'listThem', { filters: { id__gt: 0 }, sort: '-id' }, { unlisted: true }),
    );
    expect(found.map(String)).toEqual(['Thing: 1', 'Thing: 2']);
    expect(lines()[1]).toBe('Thing.listThem?filters[id][GREATER_THAN]=0&sort[Thing.id]=desc&page=2');
  });

  it('emits one thing once', async () => {
    const { api } = await recordedApi(['text']);
    expect(await collect(api.call('Thing', 'tell', {}, { unlisted: true }))).toEqual(['text']);
  });
});

const rows = (name: string, ids: readonly number[]) =>
  Object.fromEntries(ids.map((id) => [id, { [name]: { id: String(id) } }]));

describe('a method that the catalog knows', () => {
  it('emits the elements of a paged list, page after page, as models of its kind', async () => {
    const page = (number: number, ids: number[]) => ({ page: number, pageCount: 2, data: rows('AdCampaign', ids) });
    const { api, lines } = await recordedApi([page(1, [1, 2]), page(2, [3])]);
    const found = await collect(api.call('AdManager', 'findAllCampaigns', { sort: '-id' }, { pageSize: 2 }));
    expect(found.map(String)).toEqual(['AdCampaign: 1', 'AdCampaign: 2', 'AdCampaign: 3']);
    expect(lines()[1]).toBe('AdManager.findAllCampaigns?sort[AdCampaign.id]=desc&limit=2&page=2');
  });

  it('emits the elements of a list that takes no limit, of another model than the target’s', async () => {
    const { api, lines } = await recordedApi([[{ AccountNote: { id: '5' } }]]);
    expect((await collect(api.call('Advertiser', 'getAccountNotes', { id: 3 }))).map(String)).toEqual([
      'AccountNote: 5',
    ]);
    expect(lines()).toEqual(['Advertiser.getAccountNotes?id=3']);
  });

  it('emits ids as strings, also where they come page by page', async () => {
    const { api, lines } = await recordedApi([
      { page: 1, pageCount: 2, data: [7] },
      { page: 2, pageCount: 2, data: [8] },
    ]);
    expect(await collect(api.call('Affiliate', 'getApprovedOfferIds', { id: 2 }))).toEqual(['7', '8']);
    expect(lines()[0]).toBe('Affiliate.getApprovedOfferIds?id=2&limit=500&page=1');
  });

  it('emits one model; null where a read finds none; a short answer as it came', async () => {
    const { api } = await recordedApi([{ Offer: { id: '3' } }, [], false, true]);
    expect((await collect(api.call('Offer', 'findById', { id: 3 })))[0]).toBeInstanceOf(Offer);
    expect(await collect(api.call('Offer', 'findById', { id: 4 }))).toEqual([null]);
    expect(await collect(api.call('Offer', 'findById', { id: 4 }))).toEqual([null]);
    const update = { id: 3, data: { name: 'x' }, return_object: false } as const;
    expect(await collect(api.call('Offer', 'update', update))).toEqual([true]);
  });

  it('emits an object as it is, and no model of it', async () => {
    const { api } = await recordedApi([new Text('{"9":{"a":"1"},"3":{"a":"2"}}'), { total: { clicks: '3' } }]);
    const [map] = await collect(api.call('Affiliate', 'findList'));
    expect([...(map as Map<string, unknown>).keys()]).toEqual(['9', '3']);
    expect(await collect(api.call('Affiliate', 'getOverview'))).toEqual([{ total: { clicks: '3' } }]);
  });

  it('reads a reply of unknown kind by its shape', async () => {
    const { api } = await recordedApi([rows('Thing', [1, 2]), true]);
    expect(await collect(api.call('Affiliate_Dne', 'getUrls', { offer_id: 3 } as never))).toHaveLength(2);
    expect(await collect(api.call('Affiliate_Dne', 'getUrls', { offer_id: 3 } as never))).toEqual([true]);
  });

  it('makes a contained affiliate an affiliate under its other name too', async () => {
    const { api } = await recordedApi([{ Affiliate: { id: '3' }, AffiliateReferral: { 5: { id: '5' } } }]);
    const [affiliate] = await collect(api.affiliates.findById(3, { contain: ['AffiliateReferral'] }));
    expect(affiliate?.related('AffiliateReferral')[0]).toBeInstanceOf(Affiliate);
  });
});
