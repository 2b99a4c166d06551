import type { Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { type HasOffers, Offer } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi } from '../../support/recorded-api.js';

describe('null in the data of a write', () => {
  it('clears the field, as an empty value does; undefined leaves it out', async () => {
    const { api, lines } = await recordedApi([true]);
    const data = { name: 'A', ref_id: null, description: undefined, note: '' };
    await collect(api.offers.update(5, data));
    await collect(api.offers.create(data));
    await collect(api.call('Offer', 'update', { id: 5, data } as never));
    await collect(api.controller('Offer').update({ id: 5, data }));
    await collect(api.call('Offer', 'update', { id: 5, data } as never, { raw: true }));
    await collect(new Offer(api.offers, { id: '5' }).update(data));
    const wire = 'data[name]=A&data[ref_id]=&data[note]=';
    const update = `Offer.update?id=5&${wire}`;
    expect(lines()).toEqual([update, `Offer.create?${wire}`, update, update, update, update]);
  });

  it('clears it alone, and inside of nested data', async () => {
    const { api, lines } = await recordedApi([true]);
    await collect(api.offers.update(5, { ref_id: null }));
    await collect(api.offers.update(5, { a: { b: null, c: [{ d: null }] } }, { unlisted: true }));
    const signup = { account: { company: 'A', phone: null }, user: { email: 'a', title: null } };
    await collect(api.call('Advertiser', 'signup', signup as never));
    expect(lines()).toEqual([
      'Offer.update?id=5&data[ref_id]=',
      'Offer.update?id=5&data[a][b]=&data[a][c][0][d]=',
      'Advertiser.signup?account[company]=A&account[phone]=&user[email]=a&user[title]=',
    ]);
  });
});

describe('null that has no form on the wire', () => {
  it.each<[string, (api: HasOffers) => Observable<unknown>]>([
    ['an element of a list', (api) => api.offers.update(5, { ids: [1, null] }, { unlisted: true })],
    ['an element of a nested list', (api) => api.offers.update(5, { a: [{ b: [null] }] }, { unlisted: true })],
    ['an element among rows', (api) => api.offers.update(5, { a: [{ b: 1 }, null] }, { unlisted: true })],
    ['an element of a Set', (api) => api.offers.create({ a: new Set([null]) }, { unlisted: true })],
    ['a parameter', (api) => api.offers.setPayout({ id: 5, affiliate_id: 6, payout: null } as never)],
    [
      'an element of a parameter',
      (api) => api.call('Offer', 'doThing', { category_ids: [1, null] }, { unlisted: true }),
    ],
    ['a parameter of a raw call', (api) => api.call('Offer', 'x', { y: null }, { raw: true, unlisted: true })],
    ['a parameter of an unknown method', (api) => api.call('Brand', 'doThing', { limit: null }, { unlisted: true })],
    ['an entry of a parameter', (api) => api.call('Offer', 'doThing', { options: { x: null } }, { unlisted: true })],
    ['the data itself', (api) => api.call('Offer', 'doThing', { data: null }, { unlisted: true })],
    ['an argument of a manager', (api) => api.affiliates.block(5, null as never)],
    [
      'a field of the user, before there is an affiliate',
      (api) => api.affiliates.createWithUser({ tags: [null] }, { company: 'A' }, { unlisted: true }),
    ],
    [
      'a condition in the form of the service',
      (api) => api.call('Offer', 'findAll', { filters: { id: { LESS_THAN: null } } } as never),
    ],
  ])('is refused with a TypeError, and nothing is sent: %s', async (_, call) => {
    const { api, lines } = await recordedApi([true]);
    const failure = await failureOf(call(api));
    expect(failure).toBeInstanceOf(TypeError);
    expect((failure as Error).message).toMatch(/^\w+\.\w+: [\w[\]]+ should not be null/);
    expect(lines()).toEqual([]);
  });

  it('says nothing in a read, as ever', async () => {
    const { api, lines } = await recordedApi([[]]);
    await collect(api.offers.findAll({ fields: null, sort: null } as never));
    await collect(api.call('Offer', 'findAllIds', { filters: null } as never));
    expect(lines()).toEqual(['Offer.findAll?limit=500&page=1', 'Offer.findAllIds']);
  });
});
