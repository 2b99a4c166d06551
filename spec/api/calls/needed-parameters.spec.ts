import type { Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { HasOffers } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi } from '../../support/recorded-api.js';

type Args = Readonly<Record<string, unknown>>;

/** Calls any method, without the help of the types. */
const calling = (api: HasOffers, name: string, args: Args): Observable<unknown> => {
  const [target = '', method = ''] = name.split('.');
  return api.call(target as never, method as never, args as never);
};

/** The message of a call that is refused with a TypeError; fails when something was sent. */
const refusalOf = async (call: (api: HasOffers) => Observable<unknown>): Promise<string> => {
  const { api, lines } = await recordedApi([true]);
  const failure = await failureOf(call(api));
  expect(failure).toBeInstanceOf(TypeError);
  expect(lines()).toEqual([]);
  return (failure as Error).message;
};

describe('a write without any field', () => {
  const EMPTY: readonly Args[] = [{}, { name: undefined }, { goals: [] }, { deep: { er: {} } }];

  it.each<[string, (api: HasOffers, data: Args) => Observable<unknown>]>([
    ['Offer.update', (api, data) => api.offers.update(5, data, { unlisted: true })],
    ['Offer.create', (api, data) => api.offers.create(data, { unlisted: true })],
    ['Offer.update', (api, data) => api.offers.update(5, data, { returnObject: false, unlisted: true })],
    [
      'Affiliate.createWithUser',
      (api, data) => api.affiliates.createWithUser({ email: 'a' }, data, { unlisted: true }),
    ],
    [
      'Application.updateOfferCategory',
      (api, data) => api.application.updateOfferCategory(5, data, { unlisted: true }),
    ],
  ])('is refused by a manager: %s', async (name, call) => {
    for (const data of EMPTY)
      expect(await refusalOf((api) => call(api, data))).toBe(`${name}: data should hold at least one field`);
  });

  it.each([
    ['Offer.update', { id: 5, data: {} }, 'data'],
    ['Offer.update', { id: 5, data: { name: undefined } }, 'data'],
    ['Offer.update', { id: 5, data: null }, 'data'],
    ['Offer.update', { id: 5, return_object: true }, 'data'],
    ['Offer.create', { data: {} }, 'data'],
    ['Offer.create', {}, 'data'],
    ['Advertiser.create', {}, 'account or data'],
    ['Advertiser.create', { data: {}, account: {}, return_object: true }, 'account or data'],
    ['Offer.updateField', { id: 5, value: 'x' }, 'field'],
    ['Offer.updateField', { id: 5, field: 'name' }, 'value'],
    ['Offer.updateField', { id: 5, field: 'name', value: null }, 'value'],
    ['Conversion.updateStatus', { id: 5 }, 'status'],
    ['CashflowGroup.updateCashflowGroup', { id: 5 }, 'name or description or affiliate_ids_json or rules_json'],
  ])('is refused by a controller: %s %j', async (name, args, parameter) => {
    expect(await refusalOf((api) => calling(api, name, args))).toBe(`${name}: ${parameter} should be given`);
  });

  it('clears a field when it has its name and an empty value', async () => {
    const { api, lines } = await recordedApi([true]);
    await collect(calling(api, 'Offer.updateField', { id: 5, field: 'ref_id', value: '' }));
    await collect(api.offers.update(5, { ref_id: '' }));
    expect(lines()).toEqual(['Offer.updateField?id=5&field=ref_id&value=', 'Offer.update?id=5&data[ref_id]=']);
  });
});

describe('a method whose id the catalog does not flag', () => {
  const ROW = { data: { name: 'x' }, field: 'name', value: 'x', status: 'approved' };
  const BY_ID = [
    ...['AdManager.findCampaignById', 'AdManager.findCreativeById', 'Affiliate_AdManager.findCampaignById'],
    ...['Application.findAllOfferCategoryOfferIds', 'Offer.getApprovalQuestions'],
    ...['OfferDisabledLink.findById', 'OfferFile.findById', 'OfferPixel.findById'],
  ];
  const OF_CONVERSIONS = ['findById', 'update', 'updateField', 'updateMeta', 'updateStatus'];
  const BY_IDS = ['OfferDisabledLink.findAllByIds', 'OfferFile.findAllByIds', 'OfferPixel.findAllByIds'];

  it.each(BY_ID)('needs it all the same: %s', async (name) => {
    for (const args of [{}, { id: undefined }])
      expect(await refusalOf((api) => calling(api, name, args))).toBe(`${name}: id should be given`);
    for (const id of [null, '', NaN, [], {}, true, Infinity])
      expect(await refusalOf((api) => calling(api, name, { id }))).toContain(`${name}: id should be `);
  });

  it.each(OF_CONVERSIONS)('needs one of the ids of a conversion: Conversion.%s', async (method) => {
    const name = `Conversion.${method}`;
    expect(await refusalOf((api) => calling(api, name, ROW))).toMatch(/^Conversion\.\w+: .*\bid\b.* should be given$/);
    for (const id of [null, '', NaN, []]) {
      expect(await refusalOf((api) => calling(api, name, { ...ROW, id }))).toMatch(/id\b.* should be /);
      expect(await refusalOf((api) => calling(api, name, { ...ROW, tune_event_id: id }))).toMatch(/id\b.* should be /);
    }
    for (const given of [{ id: 5 }, { tune_event_id: 'a-b' }]) {
      const { api, lines } = await recordedApi([null]);
      await collect(calling(api, name, { ...ROW, ...given }));
      expect(lines()).toHaveLength(1);
    }
  });

  it('takes the id of a transaction where the service does', async () => {
    const { api, lines } = await recordedApi([null]);
    await collect(calling(api, 'Conversion.findById', { transaction_id: 'abc' }));
    await collect(calling(api, 'Conversion.update', { transaction_id: 'abc', data: { status: 'approved' } }));
    expect(lines()).toHaveLength(2);
  });

  it.each(BY_IDS)('needs the ids all the same, each of them: %s', async (name) => {
    for (const args of [{}, { ids: [] }, { ids: new Set() }])
      expect(await refusalOf((api) => calling(api, name, args))).toBe(`${name}: ids should be given`);
    for (const ids of [null, '', NaN, [1, null], [1, ''], [NaN], [{}], new Set([undefined])])
      expect(await refusalOf((api) => calling(api, name, { ids }))).toMatch(/: ids(\[\])? should be /);
  });

  it.each([[[1, '2']], [new Set([1, 2n])], [{ 0: 1, 1: 2 }], ['1,2'], [5]])(
    'takes ids in any form: %j',
    async (ids) => {
      const { api, lines } = await recordedApi([[]]);
      await collect(calling(api, 'Offer.findAllByIds', { ids }));
      await collect(calling(api, 'OfferPixel.findAllByIds', { ids }));
      expect(lines()).toHaveLength(2);
    },
  );

  it('checks a flagged id in the same way', async () => {
    for (const id of [null, '', NaN, [], true])
      expect(await refusalOf((api) => calling(api, 'Offer.findById', { id }))).toContain(
        'Offer.findById: id should be ',
      );
    expect(await refusalOf((api) => calling(api, 'Offer.findAllByIds', { ids: ['1', ''] }))).toContain('ids should');
  });

  it('checks nothing when the call is raw, as ever', async () => {
    const { api, lines } = await recordedApi([null]);
    await collect(api.call('OfferPixel', 'findById', {} as never, { raw: true }));
    expect(lines()).toEqual(['OfferPixel.findById']);
  });
});
