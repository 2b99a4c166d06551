import type { Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { HasOffers } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi } from '../../support/recorded-api.js';

type Call = (api: HasOffers) => Observable<unknown>;

const UNLISTED = { unlisted: true } as const;
const brand = (method: string, params: object, options: object = {}): Call => {
  return (api) => api.call('BrandNew', method, params as never, { ...options, ...UNLISTED } as never);
};
const updating = (data: Record<string, unknown>): Call => {
  return (api) => api.offers.update(5, { name: 'x', ...data }, UNLISTED);
};
const removing = (goal_id: unknown): Call => {
  return (api) => api.offers.removePayout({ id: 1, affiliate_id: 2, goal_id } as never);
};

/** The message of the TypeError that refuses a call; fails when something was sent. */
const refusalOf = async (call: Call): Promise<string> => {
  const { api, lines } = await recordedApi([true]);
  const failure = await failureOf(call(api));
  expect(lines()).toEqual([]);
  expect(failure).toBeInstanceOf(TypeError);
  return (failure as Error).message;
};

describe('an empty value in a write, which would be left out and make it wider', () => {
  it.each<[string, string, Call]>([
    ['Offer.removePayout: goal_id', 'list', removing([])],
    ['Offer.removePayout: goal_id', 'list', removing(new Set())],
    ['Offer.removePayout: goal_id', 'list', removing([undefined])],
    ['Offer.removePayout: goal_id', 'object', removing({})],
    ['Offer.update: data[tags]', 'list', updating({ tags: [] })],
    ['Offer.update: data[tags]', 'list', updating({ tags: new Set() })],
    ['Offer.update: data[tags]', 'list', updating({ tags: [undefined] })],
    ['Offer.update: data[tags]', 'object', updating({ tags: {} })],
    ['Offer.update: data[tags]', 'object', updating({ tags: { x: undefined } })],
    ['Offer.update: data[a][b]', 'list', updating({ a: { b: [] } })],
    ['Offer.update: data[a][0]', 'list', updating({ a: [[], [1]] })],
    ['Offer.create: data[tags]', 'list', (api) => api.offers.create({ name: 'x', tags: [] }, UNLISTED)],
    [
      'Offer.update: data[tags]',
      'list',
      (api) => api.controller('Offer').update({ id: 5, data: { name: 'x', tags: [] } } as never),
    ],
    [
      'Affiliate.createWithUser: user',
      'object',
      (api) => api.affiliates.createWithUser({}, { company: 'A' }, UNLISTED),
    ],
    ['BrandNew.zap: ids', 'list', brand('zap', { ids: [], id: 5 })],
    ['BrandNew.zap: ids', 'list', brand('zap', { ids: [], id: 5 }, { raw: true })],
    ['BrandNew.deleteAll: filters', 'object', brand('deleteAll', { filters: {} })],
    [
      'Alert.sendToAffiliateUsers: filters',
      'object',
      (api) => api.controller('Alert').sendToAffiliateUsers({ alertId: 5, filters: {} }),
    ],
  ])('is refused, and nothing is sent: %s, %s', async (name, what, call) => {
    expect(await refusalOf(call)).toBe(
      `${name} should not be an empty ${what}, which has no form in a request: leave it out, or pass ''`,
    );
  });

  it('may be left out, and an empty string is sent', async () => {
    const { api, lines } = await recordedApi([true]);
    await collect(removing(undefined)(api));
    await collect(removing('')(api));
    await collect(updating({ tags: undefined })(api));
    await collect(updating({ tags: [1, undefined] })(api));
    expect(lines()).toEqual([
      'Offer.removePayout?id=1&affiliate_id=2',
      'Offer.removePayout?id=1&affiliate_id=2&goal_id=',
      'Offer.update?id=5&data[name]=x',
      'Offer.update?id=5&data[name]=x&data[tags][]=1',
    ]);
  });
});

const finding = (filters: unknown): Call => {
  return (api) => api.call('Offer', 'findAll', { filters } as never);
};

describe('absent conditions, which would match everything', () => {
  const NULL = 'filters should be a plain object, not null';
  it.each<[string, Call]>([
    [`Offer.findAll: ${NULL}`, (api) => api.offers.findAll({ filters: null } as never)],
    [`Offer.findAll: ${NULL}`, (api) => api.offers.findAll({ filters: null, stable: true } as never)],
    [`Offer.findPages: ${NULL}`, (api) => api.offers.findPages({ filters: null } as never)],
    [`Offer.findAllIds: ${NULL}`, (api) => api.offers.findAllIds({ filters: null } as never)],
    [`Offer.count: ${NULL}`, (api) => api.offers.count({ filters: null } as never)],
    [
      `Application.findAllOfferCategories: ${NULL}`,
      (api) => api.application.findAllOfferCategories({ filters: null } as never),
    ],
    [`Offer.findAll: ${NULL}`, finding(null)],
    [`Offer.findAllIds: ${NULL}`, (api) => api.call('Offer', 'findAllIds', { filters: null } as never)],
    [`OfferPixel.findAll: ${NULL}`, (api) => api.controller('OfferPixel').findAll({ filters: null } as never)],
    [`OfferPixel.count: ${NULL}`, (api) => api.controller('OfferPixel').count({ filters: null } as never)],
    [`BrandNew.deleteAll: ${NULL}`, brand('deleteAll', { filters: null })],
    [`BrandNew.deleteAll: ${NULL}`, brand('deleteAll', { filters: null }, { raw: true })],
  ])('are refused as null: %s', async (message, call) => {
    expect(await refusalOf(call)).toBe(message);
  });

  it.each<[string, string, Call]>([
    ['Offer.findAll: filters[id]', 'an empty object', finding({ id: {} })],
    ['Offer.findAll: filters[id][GREATER_THAN]', 'an empty list', finding({ id: { GREATER_THAN: [] } })],
    ['Offer.findAll: filters[id][GREATER_THAN]', 'an empty list', finding({ id: { GREATER_THAN: new Set() } })],
    ['Offer.findAll: filters[id][GREATER_THAN]', 'undefined', finding({ id: { GREATER_THAN: undefined } })],
    ['Offer.findAll: filters[id][LESS_THAN]', 'undefined', finding({ id: { GREATER_THAN: 1, LESS_THAN: undefined } })],
    ['Offer.findAll: filters[status]', 'undefined', finding({ id: { GREATER_THAN: 1 }, status: undefined })],
    ['Offer.findAll: filters[status]', 'an empty list', finding({ id: { GREATER_THAN: 1 }, status: [] })],
    ['Offer.findAll: filters[OR]', 'an empty object', finding({ OR: {} })],
    ['Offer.findAll: filters[OR][id]', 'an empty list', finding({ OR: { id: [] } })],
    ['Offer.findAll: filters[OR][id][]', 'undefined', finding({ OR: { id: [1, undefined] } })],
    ['Offer.findAll: filters[id]', 'null', finding({ id: null, status: { NOT_EQUAL_TO: 'x' } })],
    ['BrandNew.deleteAll: filters[id]', 'an empty object', brand('deleteAll', { filters: { id: {} } })],
    ['BrandNew.deleteAll: filters[id]', 'an empty object', brand('deleteAll', { filters: { id: {} } }, { raw: true })],
    [
      'Report.getStats: filters[Stat.date][values]',
      'an empty list',
      (api) =>
        api.call('Report', 'getStats', {
          fields: ['Stat.clicks'],
          filters: { 'Stat.date': { conditional: 'BETWEEN', values: [] } },
        } as never),
    ],
  ])('are refused in the form of the service: %s, %s', async (name, what, call) => {
    expect(await refusalOf(call)).toBe(`${name} should not be ${what}: it would match everything`);
  });

  it('may be left out, or hold nothing in a read', async () => {
    const { api, lines } = await recordedApi([[]]);
    await collect(api.offers.findAllIds({ filters: undefined }));
    await collect(api.offers.findAllIds({ filters: {} }));
    await collect(api.call('Offer', 'findAllIds', { filters: {} } as never));
    expect(lines()).toEqual(['Offer.findAllIds', 'Offer.findAllIds', 'Offer.findAllIds']);
  });
});

describe('an absent id of a read, which would find all rows', () => {
  it.each<[string, string, Call]>([
    [
      'Offer.findAllFeaturedOfferIds: ids',
      'an empty list',
      (api) => api.call('Offer', 'findAllFeaturedOfferIds', { ids: [] } as never),
    ],
    [
      'Offer.findAllFeaturedOfferIds: ids',
      'an empty list',
      (api) => api.call('Offer', 'findAllFeaturedOfferIds', { ids: [undefined] } as never),
    ],
    [
      'Offer.findAllFeaturedOfferIds: ids[]',
      'null',
      (api) => api.controller('Offer').findAllFeaturedOfferIds({ ids: [1, null] } as never),
    ],
    [
      'Advertiser.findAllPendingUnassignedAdvertisers: employee_id',
      'null',
      (api) => api.call('Advertiser', 'findAllPendingUnassignedAdvertisers', { employee_id: null } as never),
    ],
    [
      'Advertiser.findAllPendingUnassignedAdvertisers: employee_id',
      'an empty object',
      (api) => api.call('Advertiser', 'findAllPendingUnassignedAdvertisers', { employee_id: {} } as never),
    ],
    [
      'Advertiser.findAllPendingUnassignedAdvertisers: affiliateId',
      'null',
      (api) =>
        api.call('Advertiser', 'findAllPendingUnassignedAdvertisers', { affiliateId: null } as never, { raw: true }),
    ],
  ])('is refused: %s, %s', async (name, what, call) => {
    expect(await refusalOf(call)).toBe(`${name} should not be ${what}: leave it out`);
  });

  it('may be left out; other empty parameters of a read say nothing', async () => {
    const { api, lines } = await recordedApi([[]]);
    await collect(api.call('Offer', 'findAllFeaturedOfferIds', { ids: undefined } as never));
    await collect(api.call('Offer', 'findAllFeaturedOfferIds', { fields: [], paid: null } as never, UNLISTED));
    expect(lines()).toEqual(['Offer.findAllFeaturedOfferIds', 'Offer.findAllFeaturedOfferIds']);
  });
});
