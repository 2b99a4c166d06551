import type { Observable } from 'rxjs';
import { describe, expectTypeOf, it } from 'vitest';
import type { ClientEvent } from 'rxoffers';
import type { ApiRequest } from '../../lib/transport/request.js';
import type { DownloadResponse } from '../../lib/transport/http.js';
import type { Reply } from '../../lib/transport/reply.js';
import type { Transport } from '../../lib/transport/transport.js';

describe('Transport', () => {
  it('gives a reply for a request', () => {
    expectTypeOf<Transport['send']>().parameters.toEqualTypeOf<[request: ApiRequest]>();
    expectTypeOf<Transport['send']>().returns.toEqualTypeOf<Observable<Reply>>();
  });

  it('opens downloads, and tells what happens to them', () => {
    expectTypeOf<Transport['open']>().returns.toEqualTypeOf<Promise<DownloadResponse>>();
    expectTypeOf<Transport['report']>().parameters.toEqualTypeOf<[event: ClientEvent]>();
    expectTypeOf<Transport['closed']>().toEqualTypeOf<AbortSignal>();
  });
});
