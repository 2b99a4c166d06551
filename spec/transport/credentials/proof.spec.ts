import { describe, expectTypeOf, it } from 'vitest';
import type { Pair } from '../../../lib/protocol/pair.js';
import type { Proof } from '../../../lib/transport/credentials/proof.js';

describe('Proof', () => {
  it('is what a call carries, and what of it is secret', () => {
    expectTypeOf<Proof['pairs']>().toEqualTypeOf<readonly Pair[]>();
    expectTypeOf<Proof['secrets']>().toEqualTypeOf<readonly string[]>();
  });
});
