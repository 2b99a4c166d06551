import { describe, expectTypeOf, it } from 'vitest';
import type { Decoded } from '../../lib/protocol/decoded.js';
import type { Reply } from '../../lib/transport/reply.js';

describe('Reply', () => {
  it('has the data as it was decoded', () => {
    expectTypeOf<Reply['data']>().toEqualTypeOf<Decoded>();
    expectTypeOf<Reply['requestId']>().toEqualTypeOf<string | undefined>();
  });
});
