import { describe, expectTypeOf, it } from 'vitest';
import type { Pair } from '../../../lib/protocol/params.js';
import type { AuthParams } from '../../../lib/transport/auth/credentials.js';

describe('Proof', () => {
  it('is what a call carries, and what of it is secret', () => {
    expectTypeOf<AuthParams['pairs']>().toEqualTypeOf<readonly Pair[]>();
    expectTypeOf<AuthParams['secrets']>().toEqualTypeOf<readonly string[]>();
  });
});
