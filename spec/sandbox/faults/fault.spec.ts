import { describe, expectTypeOf, it } from 'vitest';
import type { CallFaultKind, DownloadFaultKind, Fault, FaultKind } from 'rxoffers/sandbox';

describe('Fault', () => {
  it('has what its kind needs, and when it happens', () => {
    expectTypeOf<{ kind: 'reset'; times: 2; when: () => true }>().toExtend<Fault>();
    expectTypeOf<{ kind: 'status'; status: 503; retryAfter: 1 }>().toExtend<Fault>();
    expectTypeOf<{ kind: 'status' }>().not.toExtend<Fault>();
    expectTypeOf<{ kind: 'magic' }>().not.toExtend<Fault>();
  });

  it('may be one of downloads, which those of calls are not', () => {
    expectTypeOf<{ kind: 'cut'; at: 5; times: 2 }>().toExtend<Fault>();
    expectTypeOf<{ kind: 'cut'; at: 5 }>().not.toExtend<CallFaultKind>();
    expectTypeOf<CallFaultKind | DownloadFaultKind>().toEqualTypeOf<FaultKind>();
  });
});
