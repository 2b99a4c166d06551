import { describe, expectTypeOf, it } from 'vitest';
import type { LogType } from '../../lib/raw-logs/context.js';

describe('LogType', () => {
  it('is one of the three that the service keeps', () => {
    expectTypeOf<LogType>().toEqualTypeOf<'clicks' | 'conversions' | 'impressions'>();
  });
});
