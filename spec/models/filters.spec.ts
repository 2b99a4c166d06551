import { expectTypeOf, it } from 'vitest';
import type { Filters, SortKey } from 'rxoffers';

interface Fields {
  id?: string;
  status?: string;
}
type ThingFilters = Filters<Fields, 'Thing'>;

it('types conditions over the fields of a model, with every operator and with its name', () => {
  expectTypeOf<{ id__gt: 3; 'Thing.status__not_like': '%x%'; status: ['a', 'b'] }>().toExtend<ThingFilters>();
  expectTypeOf<'id__gte' | 'Thing.id' | 'status__null' | 'Thing.id__ne'>().toExtend<keyof ThingFilters>();
  expectTypeOf<'id__between'>().not.toExtend<keyof ThingFilters>();
  expectTypeOf<'name'>().not.toExtend<keyof ThingFilters>();
  expectTypeOf<'Other.id'>().not.toExtend<keyof ThingFilters>();
  expectTypeOf<{ id__gt: number[] }>().not.toExtend<ThingFilters>();
});

it('types sort keys', () => {
  expectTypeOf<'id' | '-status' | '-Advertiser.id'>().toExtend<SortKey<Fields>>();
  expectTypeOf<'-name'>().not.toExtend<SortKey<Fields>>();
});
