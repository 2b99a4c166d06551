import { describe, expectTypeOf, it } from 'vitest';
import type { RawLogs, Sandbox } from 'rxoffers/sandbox';

describe('Sandbox', () => {
  it('gives a client all that it needs, and can be disposed of', () => {
    expectTypeOf<Sandbox>().toExtend<{ endpoint: string; networkId: string; networkToken: string }>();
    expectTypeOf<Sandbox>().toExtend<AsyncDisposable>();
  });

  it('shows its raw logs and lets nobody change the list of them', () => {
    expectTypeOf<Sandbox['rawLogs']>().toEqualTypeOf<RawLogs>();
    expectTypeOf<ReturnType<RawLogs['files']>>().not.toExtend<unknown[]>();
  });

  it('shows its requests and lets nobody change them', () => {
    expectTypeOf<Sandbox['requests']>().not.toExtend<unknown[]>();
  });
});
