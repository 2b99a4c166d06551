import type { HasOffers, Offer } from 'rxoffers';
// Compiled, never run: the requested fields decide the type of what is emitted.

const names: ('id' | 'name')[] = ['id'];

export const compiled = (api: HasOffers): void => {
  api.offers.findAll({ fields: ['id', 'name'] }).subscribe((offer) => {
    offer.id satisfies string;
    offer.name satisfies string;
    offer.toObject() satisfies object;
    offer.update({ name: 'x' }) satisfies object;
    // @ts-expect-error this field was not requested
    void offer.offer_url;
    // @ts-expect-error nor does it exist
    void offer.nmae;
    // @ts-expect-error it is not a whole offer
    offer satisfies Offer;
  });
  api.offers.findById(3, { fields: ['status'] }).subscribe((offer) => {
    offer?.status satisfies string | undefined;
    // @ts-expect-error there may be no such offer
    void offer.status;
    // @ts-expect-error this field was not requested
    void offer?.id;
  });
  api.offers.findPages({ fields: ['id'] }).subscribe(({ items }) => {
    items.map(({ id }) => id) satisfies string[];
    // @ts-expect-error this field was not requested
    items.map(({ name }) => name);
  });
  // The compiler cannot know which of them: all may be absent.
  api.offers.findAll({ fields: names }).subscribe((offer) => {
    offer satisfies Offer;
    offer.name satisfies string | null | undefined;
    // @ts-expect-error it may be absent
    offer.name satisfies string;
  });
  api.offers.findAll().subscribe((offer) => {
    offer satisfies Offer;
    // @ts-expect-error it may be absent
    offer.id satisfies string;
  });
  api.conversions.findAll({ fields: ['payout'] }).subscribe(({ payout }) => {
    payout satisfies string;
    // @ts-expect-error money is a string
    payout satisfies number;
  });
  api.call('OfferPixel', 'findAll', { fields: ['id', 'code'] }).subscribe((pixel) => {
    pixel.code satisfies string | null;
    // @ts-expect-error this field was not requested
    void pixel.status;
  });
  api
    .controller('AdManager')
    .findAllCampaigns({ fields: ['name'] })
    .subscribe((campaign) => {
      campaign.name satisfies string | null;
      campaign.toJSON() satisfies object;
      // @ts-expect-error this field was not requested
      void campaign.width;
    });
  api.tags.findAllOfferTagRelations({ fields: ['tag_id'] }).subscribe(({ tag_id }) => void tag_id);
  api.countries satisfies object;

  // @ts-expect-error there is no such field
  api.offers.findAll({ fields: ['nmae'] });
  // @ts-expect-error nor among others
  api.offers.findAll({ fields: ['id', 'nmae'] });
  // @ts-expect-error fields are a list
  api.offers.findAll({ fields: 'id' });
  // @ts-expect-error fields are names
  api.offers.findAll({ fields: [1] });
  // @ts-expect-error another model's field
  api.conversions.findAll({ fields: ['offer_url'] });
  // @ts-expect-error there is no such field
  api.offers.findById(3, { fields: ['nmae'] });
  // @ts-expect-error there is no such field
  api.call('OfferPixel', 'findAll', { fields: ['nmae'] });
  // @ts-expect-error this method takes no fields
  api.call('Offer', 'setPayout', { id: 3, affiliate_id: 5, fields: ['id'] });
  // @ts-expect-error there is no such field
  api.controller('AdManager').findAllCampaigns({ fields: ['nmae'] });
};
