import { describe, expectTypeOf, it } from 'vitest';
import type { SandboxRequest } from 'rxoffers/sandbox';

describe('SandboxRequest', () => {
  it('has its parameters as pairs, in order', () => {
    expectTypeOf<SandboxRequest['params']>().toEqualTypeOf<readonly (readonly [name: string, value: string])[]>();
  });
});
