// Compiled, never run: how users write queries, and what must not compile.
import type { Observable } from 'rxjs';
import type { Country, HasOffers, Model, Offer, Stream, Tag } from 'rxoffers';

export const compiled = (api: HasOffers): unknown[] => [
  api.offers.findAll({
    filters: { id__gt: 100, status: ['active', 'paused'] },
    connector: 'OR',
    sort: ['-id', 'name'],
  }),
  api.offers.findAll({
    filters: { 'Offer.id__gt': 3, 'Offer.status': 'active' },
    fields: ['id'],
    contain: ['Country'],
  }),
  api.offers.findAll({ filters: { name__like: '%x%', advertiser_id__not_null: true }, sort: '-Advertiser.company' }),
  api.conversions.count({ filters: { offer_id: 3 } }),
  api.offers.create({ name: 'x' }) satisfies Observable<Offer>,
  api.offers.create({ name: 'x' }, { returnObject: false }) satisfies Observable<Offer | boolean | string | number>,
  api.offers.findById(62) satisfies Observable<Offer | null>,
  api.offers.findAll() satisfies Stream<Offer>,

  api.offers.findAll({ filters: { id: 62n, 'Offer.name__not_like': 'x', status: 'brand-new' } }),
  api.offers.findAll({ filters: { default_payout__gte: '1.25', is_private: true, name__null: true } }),
  api.offers.findAll({ filters: { expiration_date__lt: '2026-01-01', modified__gt: 1_700_000_000 } }),
  api.offers.findAll({ filters: { expiration_date__lt: new Date(), modified__gt: new Date() } }),
  api.offers.findAllIds({ filters: { status: ['active'] } }),
  api.conversions.findAll({ filters: { datetime__gte: '2026-01-01 00:00:00', is_adjustment: '0' } }),
  api.affiliates.findAll({ filters: { company: 'x', 'Affiliate.id__gt': 3 }, connector: 'OR' }),
  api.tags.findAllOfferTagRelations({ filters: { tag_id: [1, 2] } }),
  api.call('OfferPixel', 'findAll', { filters: { id__gt: 3, 'OfferPixel.status': ['active'] }, connector: 'OR' }),
  api.controller('Employee').findAll({ filters: { email__like: '%@example.com', status__ne: 'deleted' } }),
  api.controller('Offer').findAll({ filters: { 'Offer.id': [1, '2', 3n] } }),

  api.offers.findAll({ filters: { status: 'active', or: [{ id: [1, 2] }, { name__like: 'x%' }] } }),
  api.conversions.count({ filters: { or: [{ 'Conversion.offer_id': [1] }, { payout__gt: '1.5' }] } }),
  api.controller('Employee').findAll({ filters: { status: 'active', or: [{ id: 3 }, { email__like: '%@x.com' }] } }),
  api.tags.findAllOfferTagRelations({ filters: { or: [{ tag_id: [1, 2] }, { offer_id: 3 }] } }),

  // @ts-expect-error alternatives are a list
  api.offers.findAll({ filters: { or: { id: 1 } } }),
  // @ts-expect-error there is no such field in an alternative
  api.offers.findAll({ filters: { or: [{ nmae: 'x' }] } }),
  // @ts-expect-error an operator takes one value there too
  api.offers.findAll({ filters: { or: [{ id__gt: [1, 2] }] } }),
  // @ts-expect-error alternatives have no groups
  api.offers.findAll({ filters: { or: [{ or: [{ id: 1 }] }] } }),
  // @ts-expect-error undefined would widen the query
  api.offers.findAll({ filters: { or: undefined } }),
  // @ts-expect-error there is no such operator
  api.offers.findAll({ filters: { id__between: 3 } }),
  // @ts-expect-error an id is not a flag
  api.offers.findAll({ filters: { id: true } }),
  // @ts-expect-error nor one in a list
  api.offers.findAll({ filters: { id: [1, true] } }),
  // @ts-expect-error nor with an operator
  api.offers.findAll({ filters: { id__gt: false } }),
  // @ts-expect-error a name is not a time
  api.offers.findAll({ filters: { name: new Date() } }),
  // @ts-expect-error a name is not a flag
  api.offers.findAll({ filters: { name: true } }),
  // @ts-expect-error a status is a word
  api.offers.findAll({ filters: { status: 1 } }),
  // @ts-expect-error a time is not a number
  api.conversions.findAll({ filters: { datetime__gte: 1_700_000_000 } }),
  // @ts-expect-error money is not a flag
  api.offers.findAll({ filters: { default_payout__gt: true } }),
  // @ts-expect-error a flag is not a word
  api.offers.findAll({ filters: { is_private: 'yes' } }),
  // @ts-expect-error this operator takes a flag
  api.offers.findAll({ filters: { name__null: 'yes' } }),
  // @ts-expect-error a pattern is a text
  api.offers.findAll({ filters: { name__like: true } }),
  // @ts-expect-error there is no such field
  api.call('OfferPixel', 'findAll', { filters: { nmae: 'x' } }),
  // @ts-expect-error there is no such operator
  api.call('OfferPixel', 'findAll', { filters: { id__betwixt: 3 } }),
  // @ts-expect-error an id is not a flag
  api.call('OfferPixel', 'findAll', { filters: { id: true } }),
  // @ts-expect-error another model's field
  api.call('OfferPixel', 'findAll', { filters: { 'Offer.name': 'x' } }),
  // @ts-expect-error there is no such field
  api.controller('Employee').findAll({ filters: { nmae: 'x' } }),
  // @ts-expect-error an operator takes one value
  api.controller('Employee').findAll({ filters: { id__gt: [3] } }),
  // @ts-expect-error there is no such connector
  api.controller('Employee').findAll({ filters: { id: 3 }, connector: 'XOR' }),
  // @ts-expect-error there is no such field
  api.offers.findAll({ filters: { nmae: 'x' } }),
  // @ts-expect-error nor with the model's name
  api.offers.findAll({ filters: { 'Offer.nmae__ne': 'x' } }),
  // @ts-expect-error another model's field
  api.offers.findAll({ filters: { 'Country.code': 'ES' } }),
  // @ts-expect-error an operator takes one value
  api.offers.findAll({ filters: { id__gt: [1, 2] } }),
  // @ts-expect-error null would widen the query
  api.offers.findAll({ filters: { status: null } }),
  // @ts-expect-error so would undefined
  api.offers.findAll({ filters: { status: undefined } }),
  // @ts-expect-error conditions go under filters
  api.offers.findAll({ status: 'active' }),
  // @ts-expect-error there is no such connector
  api.offers.findAll({ connector: 'or' }),
  // @ts-expect-error there is no such field to sort by
  api.offers.findAll({ sort: 'nmae' }),
  // @ts-expect-error there is no such field to return
  api.offers.findById(1, { fields: ['nmae'] }),
  // @ts-expect-error a limit is a number
  api.offers.findAll({ limit: '2' }),
  // @ts-expect-error offers have no delete
  api.offers.delete,
  // @ts-expect-error countries have no methods
  api.countries.create,
  // @ts-expect-error conversions have no ids
  api.conversions.findAllIds,
  // @ts-expect-error nor have tags
  api.tags.findAllIds,
];

export const related = (offer: Offer): unknown[] => [
  offer.country satisfies Country | readonly Country[] | null | undefined,
  offer.related('Country') satisfies readonly Country[],
  offer.related('OfferTag') satisfies readonly Tag[],
  offer.related('OfferUrl') satisfies readonly Model[],
  offer.related('Whatever'),
  offer.name satisfies string | null | undefined,
  // @ts-expect-error there is no such field
  offer.nmae,
];
