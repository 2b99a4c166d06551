import { expectTypeOf, it } from 'vitest';
import type { MethodName, Target } from 'rxoffers';
import type { ContainOf, MethodNamed, TakenBy } from '../../lib/catalog/api-methods.js';

it('names the targets of all three APIs, and their methods', () => {
  expectTypeOf<'Offer' | 'Affiliate_Offer' | 'Advertiser_Report'>().toExtend<Target>();
  expectTypeOf<'Nothing'>().not.toExtend<Target>();
  expectTypeOf<'setPayout' | 'findAll'>().toExtend<MethodName<'Offer'>>();
  expectTypeOf<'setPayouts'>().not.toExtend<MethodName<'Offer'>>();
});

it('says of a method what it answers with, and nothing of one it lacks', () => {
  expectTypeOf<MethodNamed<'Offer', 'findAll'>['kind']>().toEqualTypeOf<'page'>();
  expectTypeOf<MethodNamed<'Offer', 'nope'>>().toBeNever();
  expectTypeOf<MethodNamed<'Nope', 'findAll'>>().toBeNever();
});

it('says what a method can contain: nothing, names it knows, or any name where they are unknown', () => {
  expectTypeOf<ContainOf<MethodNamed<'Offer', 'findAll'>>['Thumbnail']>().toEqualTypeOf<'OfferFile'>();
  expectTypeOf<keyof ContainOf<MethodNamed<'Offer', 'setPayout'>>>().toBeNever();
  expectTypeOf<keyof ContainOf<MethodNamed<'CustomPage', 'find'>>>().toEqualTypeOf<string>();
  expectTypeOf<keyof ContainOf<MethodNamed<'Conversion', 'findUpdatedConversions'>>>().toEqualTypeOf<string>();
  expectTypeOf<TakenBy<MethodNamed<'Offer', 'setPayout'>>>().toBeNever();
});
