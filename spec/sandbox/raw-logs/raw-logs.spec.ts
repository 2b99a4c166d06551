import { describe, expectTypeOf, it } from 'vitest';
import type { RawLogs } from 'rxoffers/sandbox';

describe('RawLogs', () => {
  it('streams texts, and has rows at once', () => {
    expectTypeOf<ReturnType<RawLogs['csv']>>().toEqualTypeOf<AsyncIterable<Buffer>>();
    expectTypeOf<ReturnType<RawLogs['rows']>>().toEqualTypeOf<Iterable<Record<string, string>>>();
    expectTypeOf<Parameters<RawLogs['size']>[0]>().toEqualTypeOf<'clicks' | 'conversions' | 'impressions'>();
  });
});
