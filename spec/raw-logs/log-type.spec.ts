import { describe, expectTypeOf, it } from 'vitest';
import type { LogType } from 'rxoffers';

describe('LogType', () => {
  it('is one of the three that the service keeps', () => {
    expectTypeOf<LogType>().toEqualTypeOf<'clicks' | 'conversions' | 'impressions'>();
  });
});
