import { describe, expectTypeOf, it } from 'vitest';
import type { Viewer } from '../../../lib/sandbox/auth/principal.js';

describe('Viewer', () => {
  it('has an id where it is one of many', () => {
    expectTypeOf<{ kind: 'network' }>().toExtend<Viewer>();
    expectTypeOf<{ kind: 'affiliate'; id: '1' }>().toExtend<Viewer>();
    expectTypeOf<{ kind: 'advertiser' }>().not.toExtend<Viewer>();
  });
});
