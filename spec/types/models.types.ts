import type { Affiliate, Conversion, Offer, OfferFile, RelatedList, Stream, Tag } from 'rxoffers';
// Compiled, never run: what models have, and what they lack.

export const offers = (offer: Offer): unknown[] => [
  offer.id satisfies string | undefined,
  offer.name satisfies string | null | undefined,
  offer.status satisfies string | null | undefined,
  offer.modified satisfies number | string | null | undefined,
  offer.toObject() satisfies Record<string, unknown>,
  offer.equals(offer) satisfies boolean,
  offer.related('Advertiser')[0]?.company satisfies string | null | undefined,
  offer.related('Whatever') satisfies readonly unknown[],
  offer.conversions satisfies Pick<RelatedList<Conversion, object, string>, 'count'>,
  offer.conversions.findAll({ filters: { status: 'approved' }, fields: ['payout'] }),
  offer.files.findAll() satisfies Stream<OfferFile>,
  offer.findAllAffiliateApprovals({ filters: { approval_status: 'approved' } }),
  offer.update({ name: 'x' }),
  offer.addTargetCountry('ES'),

  // @ts-expect-error there is no such field
  offer.nmae,
  // @ts-expect-error an id is a string
  offer.id satisfies number | undefined,
  // @ts-expect-error money is a string
  offer.default_payout satisfies number | null | undefined,
  // @ts-expect-error there is no such relation
  offer.conversion,
  // @ts-expect-error an update needs data
  offer.update(),
  // @ts-expect-error a code is a string
  offer.addTargetCountry(5),
  // @ts-expect-error conversions have no such field
  offer.conversions.findAll({ filters: { offer_url: 'x' } }),
  // @ts-expect-error nor such a relation
  offer.conversions.findAll({ contain: ['TrackingLink'] }),
  // @ts-expect-error an offer is deleted by its status
  offer.delete(),
  // @ts-expect-error an approval has no such field
  offer.findAllAffiliateApprovals({ filters: { nmae: 'x' } }),
];

export const others = (affiliate: Affiliate, tag: Tag, file: OfferFile, conversion: Conversion): unknown[] => [
  affiliate.company satisfies string | null | undefined,
  affiliate.user(),
  affiliate.block('because'),
  affiliate.related('AffiliateReferral')[0]?.company,
  tag.addToOffer(3),
  tag.delete(),
  file.related('CreativeCode') satisfies readonly string[],
  conversion.payout satisfies string | null | undefined,
  conversion.related('Offer')[0]?.name,

  // @ts-expect-error there is no such field
  affiliate.compny,
  // @ts-expect-error a reason is a text
  affiliate.block(5),
  // @ts-expect-error an offer has an id
  tag.addToOffer(),
  // @ts-expect-error a code is a string
  file.related('CreativeCode') satisfies readonly Offer[],
  // @ts-expect-error a payout is a string
  conversion.payout satisfies number,
  // @ts-expect-error conversions have no such method
  conversion.delete(),
];
