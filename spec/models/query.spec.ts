import { expectTypeOf, it } from 'vitest';
import type { FindAllQuery, Paging, Projection } from 'rxoffers';

interface Fields {
  id?: string;
  name?: string;
}

it('types what a list call asks for', () => {
  type Query = FindAllQuery<Fields, 'Thing', { Country: string }>;
  expectTypeOf<{
    filters: { id__gt: number };
    connector: 'OR';
    sort: ['-id', 'name'];
    fields: ['id'];
    contain: ['Country'];
    limit: 3;
    stable: true;
  }>().toExtend<Query>();
  expectTypeOf<{ sort: null }>().toExtend<Query>();
  expectTypeOf<{ sort: 'code' }>().not.toExtend<Query>();
  expectTypeOf<{ fields: ['code'] }>().not.toExtend<Projection<Fields>>();
  expectTypeOf<{ limit: string }>().not.toExtend<Paging>();
});
