import { type Observable, of } from 'rxjs';
import { describe, expectTypeOf, it } from 'vitest';
import type { Access, AccessListener } from '../../../lib/transport/credentials/access.js';

describe('Access', () => {
  it('emits what the work emits, whatever that is', () => {
    expectTypeOf<Access['enter']>()
      .toBeCallableWith(() => of(3), {} as AccessListener)
      .returns.toEqualTypeOf<Observable<number>>();
  });
});
