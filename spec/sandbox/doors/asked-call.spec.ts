import { describe, expectTypeOf, it } from 'vitest';
import type { Call } from '../../../lib/sandbox/handlers/call.js';
import type { AskedCall } from '../../../lib/sandbox/auth/principal.js';

describe('AskedCall', () => {
  it('becomes a call by knowing who asks', () => {
    expectTypeOf<AskedCall>().not.toExtend<Call>();
    expectTypeOf<AskedCall & Pick<Call, 'principal'>>().toExtend<Call>();
  });
});
