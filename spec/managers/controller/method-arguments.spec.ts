import { expectTypeOf, it } from 'vitest';
import type { MethodNamed } from '../../../lib/catalog/api-methods.js';
import type {
  ChosenFor,
  ContainedFor,
  MethodArguments,
  PagingFor,
  ReturnFor,
} from '../../../lib/managers/controller-types.js';

type FindAll = MethodNamed<'Offer', 'findAll'>;
type SetPayout = MethodNamed<'Offer', 'setPayout'>;

it('takes what the catalog says, by the fields of the method’s model', () => {
  expectTypeOf<{ filters: { id__gt: 3 }; sort: '-Offer.name'; limit: 3 }>().toExtend<MethodArguments<FindAll>>();
  expectTypeOf<{ filters: { id__gt: boolean } }>().not.toExtend<MethodArguments<FindAll>>();
  expectTypeOf<{ id: 3 }>().not.toExtend<MethodArguments<SetPayout>>();
  expectTypeOf<{ id: 3; affiliate_id: '4' }>().toExtend<MethodArguments<SetPayout>>();
});

it('asks for fields, contained models and a short answer only where the method has them', () => {
  expectTypeOf<readonly ['id']>().toExtend<ChosenFor<FindAll>>();
  expectTypeOf<ChosenFor<SetPayout>>().toBeNever();
  expectTypeOf<readonly ['Country'] | 'Goal'>().toExtend<ContainedFor<FindAll>>();
  expectTypeOf<ContainedFor<SetPayout>>().toBeNever();
  expectTypeOf<false>().toExtend<ReturnFor<MethodNamed<'Offer', 'update'>>>();
  expectTypeOf<ReturnFor<FindAll>>().toBeNever();
});

it('pages what takes a limit', () => {
  expectTypeOf<PagingFor<FindAll>>().toHaveProperty('pageSize');
  expectTypeOf<PagingFor<SetPayout>>().not.toHaveProperty('pageSize');
});
