// Compiled, never run: how users call any method, and what must not compile.
import type { Observable } from 'rxjs';
import type {
  Affiliate,
  HasOffers,
  HasOffersAdvertiser,
  HasOffersAffiliate,
  Model,
  Offer,
  OfferFile,
  Stream,
} from 'rxoffers';

export const calls = (api: HasOffers, name: string): unknown[] => [
  api.call('Offer', 'findAll') satisfies Stream<Offer>,
  api.call('Offer', 'findById', { id: 3 }) satisfies Stream<Offer | null>,
  api.call('Offer', 'findAllIds') satisfies Stream<string>,
  api.call('Offer', 'blockAffiliate', { id: 3, affiliate_id: '5' }) satisfies Stream<boolean>,
  api.call('Offer', 'setPayout', { id: 3n, affiliate_id: 5, payout: '1.25' }) satisfies Stream<boolean>,
  api.call('Offer', 'getOfferFilesWithCreativeCode', { offer_id: 1, affiliate_id: 2 }) satisfies Stream<OfferFile>,
  api.call('Advertiser', 'getAccountBalance', { id: 3 }) satisfies Stream<string | number | boolean | null>,
  api.call('OfferPixel', 'findAll', { filters: { status: 'active' } }, { pageSize: 50 }) satisfies Stream<Model>,
  api.call('Affiliate_Offer', 'findAll') satisfies Stream<Offer>,
  api.call('Affiliate_Affiliate', 'findById') satisfies Stream<Affiliate | null>,
  api.call('Offer', 'update', { id: 3, data: { name: 'x', brand_new: 1 } }, { unlisted: true }) satisfies Stream<
    Offer | boolean
  >,
  api.call('Offer', 'update', { id: 3, data: {}, return_object: false }) satisfies Stream<boolean>,
  api.call('Offer', 'create', { data: {}, return_object: 0 }) satisfies Stream<string | number>,
  api.call('OfferTargeting', 'addTargetRuleToOffer', { offer_id: 1, rule_id: 2, action: 'allow' }),
  api.call('OfferTargeting', 'addTargetRuleToOffer', { offer_id: 1, rule_id: 2, action: 'brand-new' }),
  api.call('Conversion', 'findUpdatedConversions', { whatever: 1, fields: ['id'], contain: ['Offer'] }),
  api.call('AffiliateBilling', 'updateInvoice', { id: 3, data: {}, return_object: false }) satisfies Stream<boolean>,
  api.call('Offer', 'findAll', undefined, { pageSize: 3 }) satisfies Stream<Offer>,
  // A method whose parameters are unknown needs none.
  api.call('Affiliate_Dne', 'getUrls'),
  api.call('Affiliate_Dne', 'getUrls', { any: 1 }),
  // What the catalog does not list can be called with a word, and emits `unknown`.
  api.call('Offer', 'brandNew', { any: { thing: 1 } }, { unlisted: true }) satisfies Stream<unknown>,
  api.call('BrandNew', 'findAll', {}, { unlisted: true, pageSize: 3 }) satisfies Stream<unknown>,
  api.call(name, 'findAll', { any: 1 }, { unlisted: true }) satisfies Stream<unknown>,
  api.call('Offer', name, undefined, { unlisted: true }) satisfies Stream<unknown>,
  api.call(name, name, {}, { unlisted: true, raw: true }),
  // With names that it does not list among the parameters, a method emits what it always does.
  api.call('Offer', 'findAll', { contain: ['BrandNew'] }, { unlisted: true }) satisfies Stream<Offer>,
  api.call('Offer', 'findAllIds', { brand_new: 3 }, { unlisted: true }) satisfies Stream<string>,
  // Raw is the way around the types of the parameters.
  api.call('Offer', 'findAll', { contain: ['BrandNew'] }, { raw: true }),

  // @ts-expect-error there is no such target
  api.call('AdManagr', 'findAllCampaigns'),
  // @ts-expect-error there is no such method
  api.call('Offer', 'findAl'),
  // @ts-expect-error nor with parameters
  api.call('Offer', 'findAl', { limit: 3 }),
  // @ts-expect-error nor raw
  api.call('Offer', 'findAl', {}, { raw: true }),
  // @ts-expect-error any text may name no target
  api.call(name, 'findAll'),
  // @ts-expect-error nor a method
  api.call('Offer', name),
  // @ts-expect-error the option allows names, and is no flag to turn off
  api.call('BrandNew', 'findAll', {}, { unlisted: false }),
  // @ts-expect-error the name is misspelt
  api.call('BrandNew', 'findAll', {}, { unlsited: true }),

  // @ts-expect-error there is no such field to write
  api.call('Offer', 'update', { id: 3, data: { name: 'x', brand_new: 1 } }),
  // @ts-expect-error one parameter is missing
  api.call('Offer', 'blockAffiliate', { id: 3 }),
  // @ts-expect-error all of them are
  api.call('Offer', 'blockAffiliate'),
  // @ts-expect-error there is no such parameter
  api.call('Offer', 'blockAffiliate', { id: 3, affiliate_id: 5, affilate: 5 }),
  // @ts-expect-error an id is not a flag
  api.call('Offer', 'blockAffiliate', { id: true, affiliate_id: 5 }),
  // @ts-expect-error nor an object
  api.call('Offer', 'findById', { id: {} }),
  // @ts-expect-error a flag is not a word
  api.call('Offer', 'update', { id: 3, data: {}, return_object: 'no' }),
  // @ts-expect-error data are fields
  api.call('Offer', 'update', { id: 3, data: 'x' }),
  // @ts-expect-error there is no such field
  api.call('Offer', 'findAll', { filters: { nmae: 'x' } }),
  // @ts-expect-error there is no such operator
  api.call('Offer', 'findAll', { filters: { id__between: 3 } }),
  // @ts-expect-error a limit is a number
  api.call('Offer', 'findAll', { limit: '3' }),
  // @ts-expect-error this list has no pages
  api.call('Offer', 'getOfferFilesWithCreativeCode', { offer_id: 1, affiliate_id: 2, limit: 3 }),
  // @ts-expect-error there is no such option
  api.call('Offer', 'findAll', {}, { pagesize: 3 }),
  // @ts-expect-error parameters are an object
  api.call('Offer', 'findAll', [1]),
  // @ts-expect-error ids are a list
  api.call('Offer', 'findAllByIds', { ids: 3 }),
  // @ts-expect-error a list of offers holds no booleans
  api.call('Offer', 'findAll') satisfies Stream<boolean>,
  // @ts-expect-error a read may find none
  api.call('Offer', 'findById', { id: 3 }) satisfies Stream<Offer>,
  // @ts-expect-error the type of the reply is unknown
  api.call('BrandNew', 'findAll', {}, { unlisted: true }) satisfies Stream<Offer>,
];

export const controllers = (api: HasOffers, name: string): unknown[] => [
  api.controller('AdManager').findAllCampaigns({ filters: { status: 'active' }, limit: 3, stable: true }),
  api.controller('Offer').findAll({ demand: undefined, prefetch: 0 }) satisfies Stream<Offer>,
  api.controller('Offer').findById({ id: 3 }) satisfies Observable<Offer | null>,
  api.controller('Offer').setPayout({ id: 3, affiliate_id: 5, payout: 1.5 }) satisfies Observable<boolean>,
  api.controller('Affiliate').getApprovedOfferIds({ id: 3, limit: 10 }) satisfies Stream<string>,
  api.controller('Affiliate_Dne').getUrls() satisfies Stream<unknown>,
  api.controller('Affiliate_AffiliateUser').getContext(),
  api.controller('BrandNew', { unlisted: true })['anything']?.({ a: 1 }) satisfies Stream<unknown> | undefined,
  api.controller(name, { unlisted: true })['anything']?.(),
  api.controller('Offer', { unlisted: true })['anything']?.({ a: 1 }) satisfies Stream<unknown> | undefined,
  api.controller('Offer', { unlisted: true }).findAll({ limit: 3 }) satisfies Stream<Offer>,
  api.controller('Offer', { unlisted: true }).findAll({ brand_new: 3 }) satisfies Stream<unknown>,
  api.offers.setPayout({ id: 3, affiliate_id: 5, payout: '1.25' }) satisfies Observable<boolean>,
  api.offers.getGroups({ id: 3 }),
  api.tags.findAllOptimizerTags(),
  api.affiliates.getAccountBalance({ id: 3 }),
  api.conversions.updateStatus({ tune_event_id: 'x', status: 'approved' }) satisfies Observable<boolean>,
  api.application.findAllCountries(),
  // A name of the manager's own wins.
  api.offers.findById(3) satisfies Observable<Offer | null>,

  // @ts-expect-error there is no such controller
  api.controller('AdManagr'),
  // @ts-expect-error any text may name none
  api.controller(name),
  // @ts-expect-error the option is no flag to turn off
  api.controller('AdManagr', { unlisted: false }),
  // @ts-expect-error there is no such method
  api.controller('AdManager').findAllCampains(),
  // @ts-expect-error the object is missing
  api.controller('Offer').setPayout(),
  // @ts-expect-error a parameter is missing
  api.controller('Offer').setPayout({ id: 3 }),
  // @ts-expect-error arguments come in one object
  api.controller('Offer').setPayout(3, 5, '1.25'),
  // @ts-expect-error money is not a flag
  api.offers.setPayout({ id: 3, affiliate_id: 5, payout: true }),
  // @ts-expect-error there is no such parameter
  api.offers.setPayout({ id: 3, affiliate_id: 5, pay: 1 }),
  // @ts-expect-error there is no such method
  api.offers.setPayouts({ id: 3 }),
  // @ts-expect-error the manager's own takes an id
  api.offers.findById({ id: 3 }),
  // @ts-expect-error this method has no pages
  api.controller('Offer').setPayout({ id: 3, affiliate_id: 5, pageSize: 3 }),
];

export const otherClients = (affiliate: HasOffersAffiliate, advertiser: HasOffersAdvertiser): unknown[] => [
  affiliate.controller('Affiliate_Offer').findMyOffers({ sort: '-id' }) satisfies Stream<Offer>,
  affiliate.call('Affiliate_Offer', 'findById', { id: 3 }) satisfies Stream<Offer | null>,
  advertiser.controller('Advertiser_Report').getStats({ fields: ['Stat.clicks'] }),
  affiliate.call('Offer', 'findAll', {}, { unlisted: true }) satisfies Stream<unknown>,
  // @ts-expect-error a network's target
  affiliate.call('Offer', 'findAll'),
  // @ts-expect-error nor as a controller
  affiliate.controller('Offer'),
  // @ts-expect-error an affiliate's target
  advertiser.call('Affiliate_Offer', 'findAll'),
  // @ts-expect-error there is no such method
  affiliate.controller('Affiliate_Offer').findMyOfers(),
  // @ts-expect-error a report is of fields
  advertiser.controller('Advertiser_Report').getStats(),
];
