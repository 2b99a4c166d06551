import { expectTypeOf, it } from 'vitest';
import type { Model, ModelNamed, Offer, OfferFile } from 'rxoffers';
import type { FieldsNamed, RelationsOf } from '../../lib/managers/model-classes.js';

it('names the class of a model, or a plain model with its fields', () => {
  expectTypeOf<ModelNamed<'Offer'>>().toEqualTypeOf<Offer>();
  expectTypeOf<ModelNamed<'CreativeCode'>>().toEqualTypeOf<string>();
  expectTypeOf<ModelNamed<'OfferPixel'>>().toExtend<Model<undefined>>();
  expectTypeOf<ModelNamed<'OfferPixel'>>().toHaveProperty('code');
  expectTypeOf<ModelNamed<'BrandNew'>>().toEqualTypeOf<Model<undefined>>();
});

it('knows the fields of a model, and takes any where it knows none', () => {
  expectTypeOf<FieldsNamed<'Offer'>>().toHaveProperty('offer_url');
  expectTypeOf<FieldsNamed<'Stat'>>().toEqualTypeOf<Readonly<Record<string, unknown>>>();
});

it('names what a method can contain, by the name it comes under', () => {
  type Relations = RelationsOf<'Offer'>;
  expectTypeOf<Relations['Thumbnail']>().toEqualTypeOf<OfferFile>();
  expectTypeOf<Relations['Hostname']>().toExtend<Model<undefined>>();
  expectTypeOf<Relations>().not.toHaveProperty('Affiliate');
});
