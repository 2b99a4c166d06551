import { describe, expectTypeOf, it } from 'vitest';
import type { Pair } from '../../lib/protocol/params.js';

describe('Pair', () => {
  it('is a name and a text', () => {
    expectTypeOf<readonly ['limit', '2']>().toExtend<Pair>();
    expectTypeOf<readonly ['limit', 2]>().not.toExtend<Pair>();
    expectTypeOf<readonly ['limit']>().not.toExtend<Pair>();
  });
});
