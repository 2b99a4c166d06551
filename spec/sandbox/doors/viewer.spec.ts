import { describe, expectTypeOf, it } from 'vitest';
import type { Principal } from '../../../lib/sandbox/auth/principal.js';

describe('Viewer', () => {
  it('has an id where it is one of many', () => {
    expectTypeOf<{ kind: 'network' }>().toExtend<Principal>();
    expectTypeOf<{ kind: 'affiliate'; id: '1' }>().toExtend<Principal>();
    expectTypeOf<{ kind: 'advertiser' }>().not.toExtend<Principal>();
  });
});
