import { type Observable, of } from 'rxjs';
import { describe, expectTypeOf, it } from 'vitest';
import type { Authenticator, AuthListener } from '../../../lib/transport/auth/credentials.js';

describe('Access', () => {
  it('emits what the work emits, whatever that is', () => {
    const entered = (access: Authenticator, listener: AuthListener) => access.authenticate(() => of(3), listener);
    expectTypeOf(entered).returns.toEqualTypeOf<Observable<number>>();
  });
});
