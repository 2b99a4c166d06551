import { expectTypeOf, it } from 'vitest';
import type { Id, Scalar } from '../../lib/models/query.js';

it('knows what stands for one value, and what for an id', () => {
  expectTypeOf<Id>().toExtend<Scalar>();
  expectTypeOf<null>().not.toExtend<Scalar>();
  expectTypeOf<boolean>().not.toExtend<Id>();
});
