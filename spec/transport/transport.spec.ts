import type { Observable } from 'rxjs';
import { describe, expectTypeOf, it } from 'vitest';
import type { ApiRequest } from '../../lib/transport/api-request.js';
import type { Reply } from '../../lib/transport/reply.js';
import type { Transport } from '../../lib/transport/transport.js';

describe('Transport', () => {
  it('gives a reply for a request', () => {
    expectTypeOf<Transport['send']>().parameters.toEqualTypeOf<[request: ApiRequest]>();
    expectTypeOf<Transport['send']>().returns.toEqualTypeOf<Observable<Reply>>();
  });
});
