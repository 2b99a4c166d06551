import type { Observable } from 'rxjs';
import { Affiliate, HasOffers, HasOffersAdvertiser, HasOffersAffiliate, type Managers, Offer } from 'rxoffers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failureOf } from '../support/collect.js';
import { recordedApi } from '../support/recorded-api.js';

type Words = string;
type Method = (...args: unknown[]) => Observable<unknown>;

type ControllerMethod =
  | 'blockAffiliate'
  | 'count'
  | 'findAll'
  | 'findAllCampaigns'
  | 'findPages'
  | 'fnidAll'
  | 'getCampaignCreatives'
  | 'go'
  | 'update';
type ListMethod = Method & Readonly<Record<'findPages' | 'count', Method>>;

/** The API without the types of its arguments: these calls do not compile with them. */
type LooseApi = { readonly [Name in keyof Managers]: { readonly [Key in keyof Managers[Name]]: Method } } & {
  readonly call: Method;
  readonly controller: (target: string, options?: object) => Record<ControllerMethod, ListMethod>;
};
type Call = (api: LooseApi) => Observable<unknown>;

interface LooseModel {
  readonly conversions: Record<'findAll' | 'findPages' | 'count', Method>;
  readonly files: Record<'findAll', Method>;
  readonly findAllAffiliateApprovals: Method;
}

const offer = (api: LooseApi, fields: Record<string, string> = { id: '3' }) =>
  new Offer(api.offers as unknown as HasOffers['offers'], fields) as unknown as LooseModel;
const affiliate = (api: LooseApi) =>
  new Affiliate(api.affiliates as unknown as HasOffers['affiliates'], { id: '80' }) as unknown as LooseModel;

const TYPE_ERRORS: Readonly<Record<string, readonly [Words, Call][]>> = {
  'a query': [
    ["Offer.findAll: fields should be an array of names, not 'id'", (api) => api.offers.findAll({ fields: 'id' })],
    [
      'Offer.findAll: fields should be an array of names, and every name a string',
      (api) => api.offers.findAll({ fields: ['id', 5] }),
    ],
    ['Offer.findAll: contain should be an array of names, not 5', (api) => api.offers.findAll({ contain: 5 })],
    ["Offer.findAll: limit should be an integer of at least 0, not '5'", (api) => api.offers.findAll({ limit: '5' })],
    ["Offer.findAll: page should be an integer of at least 1, not '5'", (api) => api.offers.findAll({ page: '5' })],
    [
      "Offer.findAll: pageSize should be an integer of at least 1, not 'x'",
      (api) => api.offers.findAll({ pageSize: 'x' }),
    ],
    ["Offer.findAll: stable should be true or false, not 'yes'", (api) => api.offers.findAll({ stable: 'yes' })],
    ['Offer.findAll: demand should be the one that iterate() gives', (api) => api.offers.findAll({ demand: 5 })],
    [
      'Offer.findAll: demand should be the one that iterate() gives',
      (api) => api.offers.findAll({ demand: { wanted: true } }),
    ],
    ['Offer.findPages: query should be a plain object, not null', (api) => api.offers.findPages(null)],
    [
      'Offer.findAll: query has no "status"; known: filters, connector, sort, fields, contain, limit, page, pageSize, ' +
        'prefetch, concurrency, stable, demand. Conditions go under "filters"',
      (api) => api.offers.findAll({ status: 'active' }),
    ],
    [
      "Tag.findAllOfferTagRelations: fields should be an array of names, not 'id'",
      (api) => api.tags.findAllOfferTagRelations({ fields: 'id' }),
    ],
    ['Offer.count: selection should be a plain object, not null', (api) => api.offers.count(null)],
    [
      'Offer.count: selection has no "limit"; known: filters, connector, demand. Conditions go under "filters"',
      (api) => api.offers.count({ limit: 3 }),
    ],
    [
      'Offer.findAllIds: selection has no "sort"; known: filters, connector, demand. Conditions go under "filters"',
      (api) => api.offers.findAllIds({ sort: 'id' }),
    ],
    [
      'Application.findAllOfferCategories: query has no "limit"; known: filters, connector, sort, fields, demand. ' +
        'Conditions go under "filters"',
      (api) => api.application.findAllOfferCategories({ limit: 3 }),
    ],
    ["Offer.findAll: connector should be 'AND' or 'OR', not 'or'", (api) => api.offers.findAll({ connector: 'or' })],
    ['Offer.findAll: sort should be a field name or a list of them, not 5', (api) => api.offers.findAll({ sort: 5 })],
    [
      'Offer.findAll: sort should be a field name or a list of them, each non-empty, not an empty string',
      (api) => api.offers.findAll({ sort: [''] }),
    ],
  ],
  'stable paging': [
    [
      'Offer.findAll: sort should be left out with stable paging, which sorts by id',
      (api) => api.offers.findAll({ stable: true, sort: '-id' }),
    ],
    [
      "Offer.findAll: connector should be 'AND' with stable paging: 'OR' would make its condition on id an alternative",
      (api) => api.offers.findAll({ stable: true, connector: 'OR' }),
    ],
    [
      'Offer.findAll: page should be left out with stable paging, which has no page numbers',
      (api) => api.offers.findAll({ stable: true, page: 2 }),
    ],
    [
      'Offer.findAll: filters should not name an id with stable paging, which adds its own condition on id',
      (api) => api.offers.findAll({ stable: true, filters: { id: 3 } }),
    ],
  ],
  filters: [
    ['Offer.findAll: filters should be a plain object, not 5', (api) => api.offers.findAll({ filters: 5 })],
    [
      'Offer.findAll: filters should be a plain object, not a Map',
      (api) => api.offers.findAll({ filters: new Map([['id', 3]]) }),
    ],
    [
      'Offer.count: filters should be a plain object, not a URLSearchParams',
      (api) => api.offers.count({ filters: new URLSearchParams('id=3') }),
    ],
    [
      'Offer.findAll: filters.id__between has no operator "between"; known: ne, lt, lte, gt, gte, like, not_like, null, ' +
        'not_null, true, false',
      (api) => api.offers.findAll({ filters: { id__between: 3 } }),
    ],
    [
      'Offer.findAll: filters.status should not be null: leave it out, or use status__null',
      (api) => api.offers.findAll({ filters: { status: null } }),
    ],
    [
      'Offer.findAll: filters.status should not be undefined: leave it out, or use status__null',
      (api) => api.offers.findAll({ filters: { status: undefined } }),
    ],
    [
      'Offer.findAll: filters.status should not be an empty list: it would match everything',
      (api) => api.offers.findAll({ filters: { status: [] } }),
    ],
    [
      'Offer.findAll: filters.status should not contain null or undefined',
      (api) => api.offers.findAll({ filters: { status: [null] } }),
    ],
    [
      'Offer.findAll: filters.status should be a list of plain values',
      (api) => api.offers.findAll({ filters: { status: [{}] } }),
    ],
    [
      'Offer.findAll: filters.id__gt should be one value: an operator does not take a list',
      (api) => api.offers.findAll({ filters: { id__gt: [1] } }),
    ],
    [
      'Offer.findAll: filters.id should be a plain value or a list of them, not a Map',
      (api) => api.offers.findAll({ filters: { id: new Map() } }),
    ],
    [
      'Offer.findAll: filters.id should have equality or operators, not both: they exclude each other',
      (api) => api.offers.findAll({ filters: { id: 3, 'Offer.id__gt': 1 } }),
    ],
    [
      "Offer.findAll: filters.or should be a list of alternatives, such as [{ id: 3 }, { name: 'x' }], not an object",
      (api) => api.offers.findAll({ filters: { or: { id: 1 } } }),
    ],
    [
      'Offer.count: filters.or[0] should be one condition: the service has no form for several in one alternative',
      (api) => api.offers.count({ filters: { or: [{ id: 1, name: 'x' }] } }),
    ],
    [
      'Offer.findAll: filters.or[1].id__gt should be one value: an operator does not take a list',
      (api) => api.controller('Offer').findAll({ filters: { or: [{ name: 'x' }, { id__gt: [1] }] } }),
    ],
    [
      "Offer.findAll: filters.or should be a list of alternatives, such as [{ id: 3 }, { name: 'x' }], not an object",
      (api) => api.call('Offer', 'findAll', { filters: { or: { id: 1 } } }),
    ],
    [
      'Offer.findAll: filters.id should be one condition: with connector OR the service uses one per field',
      (api) => api.offers.findAll({ filters: { id__gt: 1, id__lt: 3 }, connector: 'OR' }),
    ],
  ],
  'an id': [
    ['Offer.findById: id should be a string or a number, not undefined', (api) => api.offers.findById()],
    ['Offer.findById: id should be a string or a number, not null', (api) => api.offers.findById(null)],
    ['Offer.findById: id should be a string or a number, not an empty string', (api) => api.offers.findById('')],
    ['Offer.findById: id should be a string or a number, not NaN', (api) => api.offers.findById(NaN)],
    ['Offer.findById: id should be a string or a number, not true', (api) => api.offers.findById(true)],
    ['Offer.findById: id should be a string or a number, not an array', (api) => api.offers.findById([3])],
    ['Offer.findById: id should be a string or a number, not a Date', (api) => api.offers.findById(new Date(0))],
    ['Offer.update: id should be a string or a number, not null', (api) => api.offers.update(null, { name: 'x' })],
    ['Affiliate.delete: id should be a string or a number, not undefined', (api) => api.affiliates.delete()],
    ['Tag.delete: id should be a string or a number, not undefined', (api) => api.tags.delete()],
    [
      'Offer.blockAffiliate: affiliateId should be a string or a number, not undefined',
      (api) => api.offers.blockAffiliate(3),
    ],
    [
      'Offer.addTargetCountry: code should be a string or a number, not an empty string',
      (api) => api.offers.addTargetCountry(3, ''),
    ],
    [
      'Application.findAllOfferCategoryOfferIds: id should be a string or a number, not undefined',
      (api) => api.application.findAllOfferCategoryOfferIds(),
    ],
    ['Tag.setForOffer: tagIds should be an array of ids', (api) => api.tags.setForOffer(1, 3)],
    [
      'Tag.setForOffer: tagIds[1] should be a string or a number, not null',
      (api) => api.tags.setForOffer([1, null], 3),
    ],
    ['Tag.setForOffer: offerId should be a string or a number, not undefined', (api) => api.tags.setForOffer([1])],
  ],
  'one object for positional arguments': [
    [
      'Offer.addTargetCountry takes (id, code), not one object',
      (api) => api.offers.addTargetCountry({ id: 3, country_code: 'ES' }),
    ],
    ['Offer.findById takes (id, projection), not one object', (api) => api.offers.findById({ id: 62 })],
    ['Offer.update takes (id, data), not one object', (api) => api.offers.update({ id: 62, name: 'x' })],
    ['Affiliate.delete takes (id), not one object', (api) => api.affiliates.delete({ id: 62 })],
    ['Affiliate.block takes (id, reason), not one object', (api) => api.affiliates.block({ id: 62 })],
    [
      'Offer.blockAffiliate takes (id, affiliateId), not one object',
      (api) => api.offers.blockAffiliate({ id: 3, affiliate_id: 4 }),
    ],
    [
      'Offer.setAffiliateApprovalStatus takes (id, affiliateId, status), not one object',
      (api) => api.offers.setAffiliateApprovalStatus({ id: 3 }),
    ],
    [
      'Offer.generateTrackingLink takes (id, affiliateId, options), not one object',
      (api) => api.offers.generateTrackingLink({ offer_id: 3 }),
    ],
    [
      'Affiliate.getOfferFilesWithCreativeCode takes (id, offerId), not one object',
      (api) => api.affiliates.getOfferFilesWithCreativeCode({ id: 1, offer_id: 2 }),
    ],
    [
      'Affiliate.getOfferFilesWithCreativeCode: offerId should be a string or a number, not undefined',
      (api) => api.affiliates.getOfferFilesWithCreativeCode(1),
    ],
    [
      'Offer.getOfferFilesWithCreativeCode takes (id, affiliateId), not one object',
      (api) => api.offers.getOfferFilesWithCreativeCode({ offer_id: 3 }),
    ],
    [
      'Application.updateOfferCategory takes (id, data), not one object',
      (api) => api.application.updateOfferCategory({ id: 3 }),
    ],
    ['Tag.addToOffer takes (tagId, offerId), not one object', (api) => api.tags.addToOffer({ tag_id: 1, offer_id: 2 })],
  ],
  'positional arguments for one object': [
    [
      'Offer.setPayout takes one object: { id, affiliate_id, goal_id?, payout?, percent_payout? }',
      (api) => api.offers.setPayout(62, 5, '1.25'),
    ],
    [
      'Offer.blockAffiliate takes one object: { id, affiliate_id }',
      (api) => api.controller('Offer').blockAffiliate(3, 4),
    ],
    ['Offer.findAll takes one object of named parameters', (api) => api.controller('Offer').findAll(null)],
    [
      'Offer.findAll takes one object of named parameters',
      (api) => api.controller('Offer').findAll({ limit: 3 }, { pageSize: 3 }),
    ],
    [
      'Offer.setPayout takes one object: { id, affiliate_id, goal_id?, payout?, percent_payout? }',
      (api) => api.offers.setPayout({ id: 62, affiliate_id: 5 }, 5, '1.25'),
    ],
    [
      'Offer.findPages takes one object of named parameters',
      (api) => api.controller('Offer').findPages({ limit: 3 }, { pageSize: 3 }),
    ],
    [
      'BrandNew.go takes one object of named parameters',
      (api) => api.controller('BrandNew', { unlisted: true }).go('x'),
    ],
  ],
  'a write': [
    ['Offer.create: data should be a plain object, not undefined', (api) => api.offers.create()],
    ['Offer.create: data should be a plain object, not a string', (api) => api.offers.create('x')],
    ['Offer.update: data should be a plain object, not a Map', (api) => api.offers.update(62, new Map())],
    [
      "Offer.create: returnObject should be true or false, not 'no'",
      (api) => api.offers.create({}, { returnObject: 'no' }),
    ],
    [
      'Offer.update: unlisted should be true or false, not 1',
      (api) => api.offers.update(3, { name: 'x' }, { unlisted: 1 }),
    ],
    [
      'Offer.create: options has no "return_object"; known: returnObject, unlisted',
      (api) => api.offers.create({}, { return_object: 0 }),
    ],
    [
      'Offer.create: data[made] should be the string the service expects, not a Map',
      (api) => api.offers.create({ made: new Map() }),
    ],
    ['Offer.create: data[n] should be a finite number, not NaN', (api) => api.offers.create({ n: NaN })],
    [
      'Offer.create: data[f] should be a string, a number, a boolean, or a list or plain object of them, not a function',
      (api) => api.offers.create({ f: () => 1 }),
    ],
    [
      'Application.updateOfferCategory: data should be a plain object, not undefined',
      (api) => api.application.updateOfferCategory(3),
    ],
    [
      'Affiliate.createWithUser: data should be a plain object, not a number',
      (api) => api.affiliates.createWithUser({ email: 'a@b.c' }, 5),
    ],
    [
      'Affiliate.createWithUser: user should be a plain object, not null',
      (api) => api.affiliates.createWithUser(null, {}),
    ],
    [
      'Affiliate.createWithUser: user[email] should be the string the service expects, not a Map',
      (api) => api.affiliates.createWithUser({ email: new Map() }, { company: 'A' }),
    ],
    [
      'OfferFile.create: source should be a path, bytes, a Blob, a stream, an iterable, or a function that opens one',
      (api) => api.offerFiles.create(null, { filename: 'x' }),
    ],
    [
      'OfferFile.create: data.filename should be given for a source without a path',
      (api) => api.offerFiles.create(Buffer.from('x'), {}),
    ],
    [
      'OfferFile.create: data should be a plain object, not undefined',
      (api) => api.offerFiles.create(Buffer.from('x')),
    ],
    [
      'Offer.setAffiliateApprovalStatus: status should be a non-empty string',
      (api) => api.offers.setAffiliateApprovalStatus(3, 4, ''),
    ],
  ],
  options: [
    ['Offer.findById: projection should be a plain object, not an array', (api) => api.offers.findById(62, ['id'])],
    [
      'Offer.findById: projection has no "field"; known: fields, contain',
      (api) => api.offers.findById(62, { field: [] }),
    ],
    [
      "Offer.findById: fields should be an array of names, not 'id'",
      (api) => api.offers.findById(62, { fields: 'id' }),
    ],
    [
      'Offer.generateTrackingLink: options has no "tiny_url"; known: tinyUrl, params',
      (api) => api.offers.generateTrackingLink(1, 2, { tiny_url: true }),
    ],
    [
      "Offer.generateTrackingLink: tinyUrl should be true or false, not 'yes'",
      (api) => api.offers.generateTrackingLink(1, 2, { tinyUrl: 'yes' }),
    ],
    [
      'Offer.generateTrackingLink: params should be a plain object, not a string',
      (api) => api.offers.generateTrackingLink(1, 2, { params: 'a=b' }),
    ],
  ],
  'a related list': [
    ['Conversion.findAll: query should be a plain object, not null', (api) => offer(api).conversions.findAll(null)],
    ['Conversion.findPages: query should be a plain object, not null', (api) => offer(api).conversions.findPages(null)],
    ['Conversion.count: query should be a plain object, not null', (api) => offer(api).conversions.count(null)],
    [
      'OfferFile.findAll: filters should be a plain object, not a number',
      (api) => affiliate(api).files.findAll({ filters: 5 }),
    ],
    [
      "Conversion.findAll: connector should be 'AND' in a related list: 'OR' would make offer_id an alternative",
      (api) => offer(api).conversions.findAll({ connector: 'OR' }),
    ],
    [
      'Conversion.findAll: the model has no id: find it with its id among the fields',
      (api) => offer(api, {}).conversions.findAll(),
    ],
    [
      'Offer.findAllAffiliateApprovals: query should be a plain object, not null',
      (api) => offer(api).findAllAffiliateApprovals(null),
    ],
  ],
  'a call': [
    ['api.call: target should be a non-empty string', (api) => api.call('', 'findAll')],
    ['api.call: method should be a non-empty string', (api) => api.call('Offer', 5)],
    ['Offer.findAll: parameters should be a plain object, not null', (api) => api.call('Offer', 'findAll', null)],
    ['Offer.findAll: options should be a plain object, not null', (api) => api.call('Offer', 'findAll', {}, null)],
    [
      'Offer.findAll: options has no "limit"; known: raw, unlisted, pageSize, prefetch, concurrency, demand',
      (api) => api.call('Offer', 'findAll', {}, { limit: 3 }),
    ],
    [
      'Offer.findAll: demand should be the one that iterate() gives',
      (api) => api.call('Offer', 'findAll', {}, { demand: 5, raw: true }),
    ],
    [
      "Offer.findAll: limit should be an integer of at least 0, not '5'",
      (api) => api.call('Offer', 'findAll', { limit: '5' }),
    ],
    [
      "BrandNew.go: fields should be an array of names, not 'id'",
      (api) => api.call('BrandNew', 'go', { fields: 'id' }, { unlisted: true }),
    ],
    ['Offer.setPayout: affiliate_id should be given', (api) => api.call('Offer', 'setPayout', { id: 3 })],
    ['Offer.setPayout: affiliate_id should be given', (api) => api.offers.setPayout({ id: 3, affiliate_id: [] })],
    [
      'Offer.setPayout: payout should be the string the service expects, not a Map',
      (api) => api.offers.setPayout({ id: 3, affiliate_id: 4, payout: new Map() }),
    ],
    [
      "AdManager.findAllCampaigns.findPages: pageSize should be an integer of at least 1, not 'x'",
      (api) => api.controller('AdManager').findAllCampaigns.findPages({ pageSize: 'x' }),
    ],
    [
      'AdManager.findAllCampaigns.count: sort should be left out: the count is that of all matching rows',
      (api) => api.controller('AdManager').findAllCampaigns.count({ sort: '-id' }),
    ],
    [
      'Offer.count: pageSize should be left out: the count is that of all matching rows',
      (api) => api.controller('Offer').count({ pageSize: 5 }),
    ],
    [
      'AdManager.getCampaignCreatives.count: id should be given',
      (api) => api.controller('AdManager').getCampaignCreatives.count(),
    ],
    [
      'Offer.count: filters.id should not be null: leave it out, or use id__null',
      (api) => api.controller('Offer').count({ filters: { id: null } }),
    ],
    [
      'Offer.count: demand should be the one that iterate() gives',
      (api) => api.controller('Offer').count({ demand: 5 }),
    ],
    ['Offer.findAll.count takes one object of named parameters', (api) => api.controller('Offer').findAll.count(5)],
    [
      "api.call: method should be a method that the catalog lists for Offer, not 'findAl'; did you mean 'findAll'? " +
        'Other names need { unlisted: true }',
      (api) => api.call('Offer', 'findAl'),
    ],
    [
      "api.call: method should be a method that the catalog lists for Offer, not 'neverHeardOf'. " +
        'Other names need { unlisted: true }',
      (api) => api.call('Offer', 'neverHeardOf', {}, { raw: true }),
    ],
    [
      "api.call: target should be a target that the catalog lists for HasOffers, not 'AdManagr'; did you mean " +
        "'AdManager'? Other names need { unlisted: true }",
      (api) => api.call('AdManagr', 'findAllCampaigns'),
    ],
    [
      "api.controller('Offer'): method should be a method that the catalog lists for Offer, not 'fnidAll'; did you mean " +
        "'findAll'? Other names need { unlisted: true }",
      (api) => api.controller('Offer').fnidAll(),
    ],
    [
      "Offer.findAll: unlisted should be true or false, not 'yes'",
      (api) => api.call('Offer', 'findAll', {}, { unlisted: 'yes' }),
    ],
    [
      "Offer.update: return_object should be true or false, not 'no'",
      (api) => api.controller('Offer').update({ id: 3, data: { name: 'x' }, return_object: 'no' }),
    ],
    [
      "AdManager.findAllCampaigns: pageSize should be an integer of at least 1, not 'x'",
      (api) => api.controller('AdManager').findAllCampaigns({ pageSize: 'x' }),
    ],
  ],
};

const RANGE_ERRORS: readonly [Words, Call][] = [
  ['Offer.findAll: limit should be an integer of at least 0, not -1', (api) => api.offers.findAll({ limit: -1 })],
  ['Offer.findAll: limit should be an integer of at least 0, not 1.5', (api) => api.offers.findAll({ limit: 1.5 })],
  ['Offer.findAll: limit should be an integer of at least 0, not NaN', (api) => api.offers.findAll({ limit: NaN })],
  ['Offer.findPages: page should be an integer of at least 1, not 0', (api) => api.offers.findPages({ page: 0 })],
  ['Offer.findAll: pageSize should be an integer of at least 1, not 0', (api) => api.offers.findAll({ pageSize: 0 })],
  ['Offer.findAll: prefetch should be an integer of at least 0, not -1', (api) => api.offers.findAll({ prefetch: -1 })],
  [
    'Offer.findAll: concurrency should be an integer of at least 1, not 0',
    (api) => api.offers.findAll({ concurrency: 0 }),
  ],
  [
    'Tag.findAllOfferTagRelations: limit should be an integer of at least 0, not -1',
    (api) => api.tags.findAllOfferTagRelations({ limit: -1 }),
  ],
  [
    'Offer.findAll: pageSize should be an integer of at least 1, not 0',
    (api) => api.call('Offer', 'findAll', {}, { pageSize: 0 }),
  ],
  [
    'BrandNew.go: limit should be an integer of at least 0, not -1',
    (api) => api.call('BrandNew', 'go', { limit: -1 }, { unlisted: true }),
  ],
];

const expectRefusal = async (call: Call, error: Error): Promise<void> => {
  const { api, calls } = await recordedApi([true]);
  const failure = await failureOf(call(api as unknown as LooseApi));
  expect(failure).toEqual(error);
  expect(failure).toBeInstanceOf(error.constructor);
  expect((failure as Error).stack).toContain(error.message);
  expect(calls).toHaveLength(0);
};

describe.each(Object.entries(TYPE_ERRORS))('a TypeError of %s', (_, rows) => {
  it.each(rows)('%s', async (words, call) => {
    await expectRefusal(call, new TypeError(words));
  });
});

describe('a RangeError', () => {
  it.each(RANGE_ERRORS)('%s', async (words, call) => {
    await expectRefusal(call, new RangeError(words));
  });
});

describe('an error of the user', () => {
  class NotReady extends TypeError {}

  it('in a getter of the arguments stays as it is', async () => {
    const { api } = await recordedApi([true]);
    const error = new NotReady('not yet');
    const data = {
      get name() {
        throw error;
      },
    };
    expect(await failureOf(api.offers.create(data))).toBe(error);
  });

  it('keeps its cause when it gets the method’s name', async () => {
    const { api } = await recordedApi([true]);
    const cause = new Error('why');
    const data = {
      get name() {
        throw new TypeError('not yet', { cause });
      },
    };
    expect(await failureOf(api.offers.create(data))).toMatchObject({ message: 'Offer.create: not yet', cause });
  });
});

const THROWN: readonly [Words, () => unknown][] = [
  ['HasOffers.fromEnv: the environment variable HASOFFERS_NETWORK_ID is not set', () => HasOffers.fromEnv()],
  [
    'HasOffers.fromEnv: the environment variable HASOFFERS_NETWORK_TOKEN is not set',
    () => HasOffers.fromEnv({ networkId: 'net' }),
  ],
  [
    'HasOffersAffiliate.fromEnv: the environment variable HASOFFERS_AFFILIATE_API_KEY is not set',
    () => HasOffersAffiliate.fromEnv({ networkId: 'net' }),
  ],
  [
    'HasOffersAdvertiser.fromEnv: the environment variable HASOFFERS_ADVERTISER_API_KEY is not set',
    () => HasOffersAdvertiser.fromEnv({ networkId: 'net' }),
  ],
  [
    'api.controller: target should be a non-empty string',
    () => new HasOffers({ networkId: 'net', networkToken: 'T' }).controller('' as never),
  ],
  [
    "api.controller: target should be a target that the catalog lists for HasOffers, not 'AdManagr'; did you mean " +
      "'AdManager'? Other names need { unlisted: true }",
    () => new HasOffers({ networkId: 'net', networkToken: 'T' }).controller('AdManagr' as never),
  ],
  [
    "api.controller: target should be a target that the catalog lists for HasOffersAffiliate, not 'Offer'; did you mean " +
      "'Affiliate_Offer'? Other names need { unlisted: true }",
    () => new HasOffersAffiliate({ networkId: 'net', apiKey: 'K' }).controller('Offer' as never),
  ],
  [
    'api.controller: options has no "unlsited"; known: unlisted',
    () => new HasOffers({ networkId: 'net', networkToken: 'T' }).controller('Offer', { unlsited: true } as never),
  ],
  [
    "api.controller: unlisted should be true or false, not 'yes'",
    () => new HasOffers({ networkId: 'net', networkToken: 'T' }).controller('Offer', { unlisted: 'yes' } as never),
  ],
];

describe('a TypeError that is thrown at once', () => {
  beforeEach(() => {
    for (const name of ['NETWORK_ID', 'NETWORK_TOKEN', 'AFFILIATE_API_KEY', 'ADVERTISER_API_KEY', 'ENDPOINT'])
      vi.stubEnv(`HASOFFERS_${name}`, '');
  });

  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each(THROWN)('%s', (words, call) => {
    expect(call).toThrow(new TypeError(words));
  });
});
