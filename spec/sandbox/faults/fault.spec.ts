import { describe, expectTypeOf, it } from 'vitest';
import type { Fault } from '../../../lib/sandbox/faults/fault.js';

describe('Fault', () => {
  it('has what its kind needs, and when it happens', () => {
    expectTypeOf<{ kind: 'reset'; times: 2; when: () => true }>().toExtend<Fault>();
    expectTypeOf<{ kind: 'status'; status: 503; retryAfter: 1 }>().toExtend<Fault>();
    expectTypeOf<{ kind: 'status' }>().not.toExtend<Fault>();
    expectTypeOf<{ kind: 'magic' }>().not.toExtend<Fault>();
  });
});
