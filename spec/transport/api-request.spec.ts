import { describe, expectTypeOf, it } from 'vitest';
import type { ApiRequest } from '../../lib/transport/request.js';

describe('ApiRequest', () => {
  it('says whether it may be repeated', () => {
    expectTypeOf<ApiRequest['kind']>().toEqualTypeOf<'read' | 'write'>();
  });
});
