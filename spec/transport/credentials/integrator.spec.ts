import { describe, expectTypeOf, it } from 'vitest';
import type { CheckedIntegrator, Integrator, IntegratorCredentials } from 'rxoffers';

describe('IntegratorCredentials', () => {
  it('need three texts, and nothing else', () => {
    expectTypeOf<{ integratorId: string; clientId: string; clientSecret: string }>().toExtend<IntegratorCredentials>();
    expectTypeOf<{ integratorId: string; clientId: string }>().not.toExtend<IntegratorCredentials>();
    expectTypeOf<CheckedIntegrator['audience']>().toEqualTypeOf<string>();
  });
});

describe('Integrator', () => {
  it('shows its id, and none of its credentials', () => {
    expectTypeOf<Integrator>().toHaveProperty('integratorId');
    expectTypeOf<keyof Integrator>().toEqualTypeOf<'integratorId' | 'token' | 'held' | 'drop'>();
  });
});
