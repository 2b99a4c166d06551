import { reference, type Entity } from '../data/entity.js';

/** What an affiliate may do with an offer. */
export const affiliateOffer: Entity = {
  name: 'AffiliateOffer',
  noun: 'affiliate offer',
  enums: { approval_status: ['approved', 'pending', 'rejected'] },
  template: {
    ...{ id: '', affiliate_id: null, offer_id: null, approval_status: null, agreed_terms_and_conditions: null },
    ...{ approval_notes: null, hostname_id: null, _NETWORK_offer_id: null },
  },
  generate: (_id, draw, counts) => ({
    affiliate_id: reference(draw, counts.Affiliate),
    offer_id: reference(draw, counts.Offer),
    approval_status: draw.pick(['approved', 'approved', 'pending', 'rejected']),
  }),
};
