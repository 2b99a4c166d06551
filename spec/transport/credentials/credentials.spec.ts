import { describe, expectTypeOf, it } from 'vitest';
import type { Credentials } from '../../../lib/transport/auth/credentials.js';

describe('Credentials', () => {
  it('are of three kinds, each for one network', () => {
    expectTypeOf<Credentials['kind']>().toEqualTypeOf<'network token' | 'api key' | 'integrator'>();
    expectTypeOf<Credentials>().toHaveProperty('networkId').toEqualTypeOf<string>();
  });
});
