import { describe, expectTypeOf, it } from 'vitest';
import type { DownloadFaultKind } from 'rxoffers/sandbox';

describe('DownloadFaultKind', () => {
  it('has a position where it means nothing without one', () => {
    expectTypeOf<{ kind: 'cut'; at: 5 }>().toExtend<DownloadFaultKind>();
    expectTypeOf<{ kind: 'cut' }>().not.toExtend<DownloadFaultKind>();
    expectTypeOf<{ kind: 'corrupt' }>().toExtend<DownloadFaultKind>();
    expectTypeOf<{ kind: 's3'; status: 200 }>().toExtend<DownloadFaultKind>();
    expectTypeOf<{ kind: 'reset' }>().not.toExtend<DownloadFaultKind>();
  });
});
