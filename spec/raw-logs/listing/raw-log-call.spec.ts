import type { Observable } from 'rxjs';
import { describe, expectTypeOf, it } from 'vitest';
import type { Decoded } from '../../../lib/protocol/decoded.js';
import type { RawLogCall } from '../../../lib/raw-logs/context.js';

describe('RawLogCall', () => {
  it('takes a method with parameters and gives the data', () => {
    expectTypeOf<RawLogCall>().toBeCallableWith('listLogs', { date_dir: '20160909' });
    expectTypeOf<RawLogCall>().returns.toEqualTypeOf<Observable<Decoded>>();
  });
});
