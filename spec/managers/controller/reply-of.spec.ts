import { expectTypeOf, it } from 'vitest';
import type { Offer } from 'rxoffers';
import type { MethodNamed } from '../../../lib/catalog/api-methods.js';
import type { ReplyOf } from '../../../lib/managers/controller-types.js';
import type { Decoded } from '../../../lib/protocol/decoded.js';

type Of<Target extends string, Name extends string, Return = never> = ReplyOf<
  MethodNamed<Target, Name>,
  never,
  never,
  Return
>;

it('is what the catalog says of each kind of reply', () => {
  expectTypeOf<Of<'Offer', 'findAll'>>().toExtend<Offer>();
  expectTypeOf<Of<'Offer', 'findById'>>().toEqualTypeOf<Offer | null>();
  expectTypeOf<Of<'Offer', 'findAllIds'>>().toEqualTypeOf<string>();
  expectTypeOf<Of<'Offer', 'blockAffiliate'>>().toEqualTypeOf<boolean>();
  expectTypeOf<Of<'Affiliate', 'findList'>>().toEqualTypeOf<Decoded>();
  expectTypeOf<Of<'Affiliate_Dne', 'getUrls'>>().toBeUnknown();
  expectTypeOf<Of<'Advertiser', 'getAccountBalance'>>().toEqualTypeOf<string | number | boolean | null>();
});

it('is a short answer when one is asked for, and either when nobody knows', () => {
  expectTypeOf<Of<'Offer', 'update', true>>().toEqualTypeOf<Offer>();
  expectTypeOf<Of<'Offer', 'update', false>>().toEqualTypeOf<boolean>();
  expectTypeOf<Of<'Offer', 'create', false>>().toEqualTypeOf<string | number>();
  expectTypeOf<Of<'Offer', 'update', boolean>>().toEqualTypeOf<Offer | boolean>();
});
