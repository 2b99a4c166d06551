import type { Country, Goal, HasOffers, Model, Offer, OfferFile, Tag } from 'rxoffers';
// Compiled, never run: the contained models decide the type of what is emitted.

type One<T> = T | readonly T[] | null;

export const compiled = (api: HasOffers): void => {
  api.offers.findAll({ contain: ['Country', 'Goal'] }).subscribe((offer) => {
    offer satisfies Offer;
    offer.country satisfies One<Country>;
    offer.goal satisfies One<Goal>;
    offer.related('Country') satisfies readonly Country[];
    offer.related('Goal') satisfies readonly Goal[];
    // @ts-expect-error there may be several, or none
    offer.country satisfies Country;
    // @ts-expect-error goals are not files
    offer.related('Goal') satisfies readonly OfferFile[];
    // @ts-expect-error thumbnails were not requested, and may be absent
    offer.thumbnail satisfies One<OfferFile>;
    // @ts-expect-error there is no such relation
    void offer.conversion;
  });
  api.offers.findAll({ contain: 'Thumbnail', fields: ['id'] }).subscribe((offer) => {
    offer.thumbnail satisfies One<OfferFile>;
    offer.related('Thumbnail') satisfies readonly OfferFile[];
    offer.id satisfies string;
    // @ts-expect-error this field was not requested
    void offer.name;
  });
  api.offers.findById(3, { contain: ['OfferTag'] }).subscribe((offer) => {
    offer?.offerTag satisfies One<Tag> | undefined;
    offer?.related('OfferTag') satisfies readonly Tag[] | undefined;
  });
  api.offers.findAll().subscribe((offer) => {
    offer.country satisfies One<Country> | undefined;
    // @ts-expect-error it was not requested
    offer.country satisfies One<Country>;
  });
  api.conversions.findAll({ contain: ['Offer', 'Affiliate'] }).subscribe((conversion) => {
    conversion.offer satisfies One<Offer>;
    conversion.related('Affiliate')[0]?.company satisfies string | null | undefined;
  });
  api.affiliates.findAll({ contain: ['PaymentMethod'] }).subscribe(({ paymentMethod }) => {
    paymentMethod satisfies One<Model<undefined>>;
  });
  api.call('AdManager', 'findAllCreatives', { contain: ['Offer'] }).subscribe((creative) => {
    creative.offer satisfies One<Offer>;
    creative.related('Offer') satisfies readonly Offer[];
    creative.weight satisfies string | null | undefined;
    // @ts-expect-error it was not requested
    void creative.offerFile;
  });
  api
    .controller('Goal')
    .findById({ id: 3, contain: ['Offer'] })
    .subscribe((goal) => goal?.related('Offer')[0]?.name satisfies string | null | undefined);
  api.offerFiles.findAll({ contain: ['CreativeCode'] }).subscribe((file) => {
    file.creativeCode satisfies One<string>;
    // @ts-expect-error a code is a string
    file.creativeCode satisfies One<Offer>;
  });

  // @ts-expect-error offers contain no conversions
  api.offers.findAll({ contain: ['Conversion'] });
  // @ts-expect-error nor together with others
  api.offers.findAll({ contain: ['Country', 'Conversion'] });
  // @ts-expect-error nor alone
  api.offers.findAll({ contain: 'Conversion' });
  // @ts-expect-error models are named as on the wire
  api.offers.findAll({ contain: ['country'] });
  // @ts-expect-error models are named
  api.offers.findAll({ contain: true });
  // @ts-expect-error conversions contain no tracking links
  api.conversions.findAll({ contain: ['TrackingLink'] });
  // @ts-expect-error affiliate users contain affiliates alone
  api.affiliateUsers.findAll({ contain: ['Offer'] });
  // @ts-expect-error offers contain no conversions
  api.offers.findById(3, { contain: ['Conversion'] });
  // @ts-expect-error another method's models
  api.call('AdManager', 'findAllCampaigns', { contain: ['OfferUrl'] });
  // @ts-expect-error this method takes no contain
  api.call('Offer', 'setPayout', { id: 3, affiliate_id: 5, contain: ['Country'] });
  // @ts-expect-error another method's models
  api.controller('AdManager').findAllCampaigns({ contain: ['OfferUrl'] });
  // @ts-expect-error this method takes no contain
  api.controller('Offer').findAllIds({ contain: ['Country'] });
};
