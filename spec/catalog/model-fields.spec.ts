import { describe, expectTypeOf, it } from 'vitest';
import type {
  AdvertisersTagsFields,
  AffiliateFields,
  AffiliatesTagsFields,
  ConversionFields,
  CountryFields,
  OfferFields,
  OffersTagsFields,
  TagFields,
} from '../../lib/catalog/generated/model-fields.js';

describe('model fields', () => {
  it('row 69: are what the wire has: ids, flags and money are strings', () => {
    expectTypeOf<OfferFields['id']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<OfferFields['default_payout']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<OfferFields['is_private']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<OfferFields['modified']>().toEqualTypeOf<number | string | undefined>();
    expectTypeOf<OfferFields['currency']>().toEqualTypeOf<string | null | undefined>();
    expectTypeOf<CountryFields['regions']>().toEqualTypeOf<readonly unknown[] | undefined>();
  });

  it('leave enums open unless all values are known', () => {
    expectTypeOf<'active'>().toExtend<OfferFields['status']>();
    expectTypeOf<'brand new'>().toExtend<OfferFields['status']>();
    expectTypeOf<'brand new'>().not.toExtend<AffiliateFields['status']>();
    expectTypeOf<number>().not.toExtend<ConversionFields['status']>();
  });

  it('may all be absent, since `fields` projects', () => {
    expectTypeOf<Record<never, never>>().toExtend<OfferFields>();
    expectTypeOf<{ name: string }>().toExtend<TagFields>();
  });

  it('row 78: are there for the relations of tags', () => {
    expectTypeOf<OffersTagsFields>().toHaveProperty('offer_id');
    expectTypeOf<AffiliatesTagsFields>().toHaveProperty('affiliate_id');
    expectTypeOf<AdvertisersTagsFields>().toHaveProperty('advertiser_id');
  });
});
