import type { Observable } from 'rxjs';
import { describe, expectTypeOf, it } from 'vitest';
import type { Decoded } from '../../lib/protocol/decoded.js';
import type { RawLogContext } from '../../lib/raw-logs/context.js';
import type { Transport } from '../../lib/transport/transport.js';

describe('RawLogContext', () => {
  it('is met by a transport', () => {
    expectTypeOf<Transport>().toExtend<Pick<RawLogContext, 'open' | 'report' | 'closed'>>();
  });

  it('calls the service for one type of log', () => {
    expectTypeOf<RawLogContext['callFor']>().parameters.toEqualTypeOf<
      [type: 'clicks' | 'conversions' | 'impressions']
    >();
    expectTypeOf<ReturnType<RawLogContext['callFor']>>().returns.toEqualTypeOf<Observable<Decoded>>();
  });
});
