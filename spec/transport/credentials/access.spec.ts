import { type Observable, of } from 'rxjs';
import { describe, expectTypeOf, it } from 'vitest';
import type { Access, AccessListener } from '../../../lib/transport/auth/credentials.js';

describe('Access', () => {
  it('emits what the work emits, whatever that is', () => {
    const entered = (access: Access, listener: AccessListener) => access.enter(() => of(3), listener);
    expectTypeOf(entered).returns.toEqualTypeOf<Observable<number>>();
  });
});
