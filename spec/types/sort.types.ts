import type { HasOffers } from 'rxoffers';
// Compiled, never run: how users sort, and what must not compile.

export const compiled = (api: HasOffers): unknown[] => [
  api.offers.findAll({ sort: 'id' }),
  api.offers.findAll({ sort: '-id' }),
  api.offers.findAll({ sort: ['name', '-id'] }),
  api.offers.findAll({ sort: 'Offer.name' }),
  api.offers.findAll({ sort: '-Offer.name' }),
  api.offers.findAll({ sort: ['-Advertiser.company'] }),
  api.offers.findAll({ sort: null }),
  api.conversions.findAll({ sort: '-datetime' }),
  api.tags.findAllOfferTagRelations({ sort: '-id' }),
  api.application.findAllOfferCategories({ sort: 'name' }),
  api.call('OfferPixel', 'findAll', { sort: '-modified' }),
  api.call('Affiliate_Offer', 'findMyOffers', { sort: ['-id'] }),
  api.controller('Employee').findAll({ sort: 'email' }),
  api.controller('Offer').affiliateFindAll({ sorts: '-id' }),

  // @ts-expect-error there is no such field
  api.offers.findAll({ sort: 'nmae' }),
  // @ts-expect-error nor is there one in descending order
  api.offers.findAll({ sort: '-nmae' }),
  // @ts-expect-error nor in a list
  api.offers.findAll({ sort: ['id', 'nmae'] }),
  // @ts-expect-error nor under the model's name
  api.offers.findAll({ sort: 'Offer.nmae' }),
  // @ts-expect-error a model that offers do not contain
  api.offers.findAll({ sort: 'Conversion.datetime' }),
  // @ts-expect-error the direction is a sign
  api.offers.findAll({ sort: 'id desc' }),
  // @ts-expect-error fields are named, not numbered
  api.offers.findAll({ sort: 1 }),
  // @ts-expect-error the service's own form is for methods that the catalog lacks
  api.offers.findAll({ sort: { id: 'desc' } }),
  // @ts-expect-error another model's field
  api.conversions.findAll({ sort: 'offer_url' }),
  // @ts-expect-error there is no such field
  api.call('OfferPixel', 'findAll', { sort: '-nmae' }),
  // @ts-expect-error there is no such field
  api.controller('Employee').findAll({ sort: 'nmae' }),
  // @ts-expect-error this method calls it `sorts`
  api.controller('Offer').affiliateFindAll({ sort: '-id' }),
];
