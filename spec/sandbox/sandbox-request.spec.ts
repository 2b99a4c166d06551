import { describe, expectTypeOf, it } from 'vitest';
import type { SandboxRequest } from '../../lib/sandbox/index.js';

describe('SandboxRequest', () => {
  it('has its parameters as pairs, in order', () => {
    expectTypeOf<SandboxRequest['params']>().toEqualTypeOf<readonly (readonly [name: string, value: string])[]>();
  });
});
