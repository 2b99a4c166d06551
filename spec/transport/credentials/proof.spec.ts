import { describe, expectTypeOf, it } from 'vitest';
import type { Pair } from '../../../lib/protocol/params.js';
import type { Proof } from '../../../lib/transport/auth/credentials.js';

describe('Proof', () => {
  it('is what a call carries, and what of it is secret', () => {
    expectTypeOf<Proof['pairs']>().toEqualTypeOf<readonly Pair[]>();
    expectTypeOf<Proof['secrets']>().toEqualTypeOf<readonly string[]>();
  });
});
