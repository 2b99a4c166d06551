import { expectTypeOf, it } from 'vitest';
import type { Id, Scalar } from 'rxoffers';

it('knows what stands for one value, and what for an id', () => {
  expectTypeOf<Id>().toExtend<Scalar>();
  expectTypeOf<null>().not.toExtend<Scalar>();
  expectTypeOf<boolean>().not.toExtend<Id>();
});
