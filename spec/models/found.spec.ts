import { describe, expectTypeOf, it } from 'vitest';
import type { Projected } from 'rxoffers';
import type { Containing, Narrowed } from '../../lib/models/projected.js';

interface Fields {
  id?: string;
  name?: string | null;
}
interface Row extends Fields {
  update(): void;
  readonly country?: Country | readonly Country[] | null;
}
interface Country {
  code: string;
}
interface Relations {
  Country: Country;
  Goal: { goal: string };
}

describe('Narrowed', () => {
  it('has just the fields asked for, all there, and keeps methods', () => {
    type Chosen = Narrowed<Row, Fields, readonly ['name']>;
    expectTypeOf<Chosen['name']>().toEqualTypeOf<string | null>();
    expectTypeOf<Chosen>().toHaveProperty('update');
    expectTypeOf<Chosen>().not.toHaveProperty('id');
  });

  it('is the row as it is where the fields are unknown', () => {
    expectTypeOf<Narrowed<Row, Fields, readonly ('id' | 'name')[]>>().toEqualTypeOf<Row>();
    expectTypeOf<Narrowed<Row, Fields, never>>().toEqualTypeOf<Row>();
  });

  it('takes any name where the catalog knows none', () => {
    type Any = Narrowed<{ update(): void }, Readonly<Record<string, unknown>>, readonly ['a']>;
    expectTypeOf<Any>().toHaveProperty('a');
    expectTypeOf<Any>().toHaveProperty('update');
  });
});

describe('Containing', () => {
  it('has the related models: of a property that was there only its absence goes', () => {
    type Both = Containing<Row, Fields, Relations, readonly ['Country', 'Goal']> & Row;
    expectTypeOf<Both['country']>().toEqualTypeOf<Country | readonly Country[] | null>();
    expectTypeOf<Both['goal']>().toEqualTypeOf<Relations['Goal'] | readonly Relations['Goal'][] | null>();
    expectTypeOf<ReturnType<Both['related']>>().toEqualTypeOf<readonly (Country | Relations['Goal'])[]>();
  });

  it('adds nothing without names, or with names nobody knows', () => {
    expectTypeOf<Containing<Row, Fields, Relations, never>>().toBeUnknown();
    expectTypeOf<Containing<Row, Fields, Relations, readonly ('Country' | 'Goal')[]>>().toBeUnknown();
  });
});

it('Found is both', () => {
  type One = Projected<Row, Fields, Relations, readonly ['id'], 'Goal'>;
  expectTypeOf<One['id']>().toEqualTypeOf<string>();
  expectTypeOf<One>().toHaveProperty('goal');
  expectTypeOf<One>().not.toHaveProperty('name');
});
