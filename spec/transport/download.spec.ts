import { describe, expectTypeOf, it } from 'vitest';
import type { DownloadRequest, DownloadResponse } from '../../lib/transport/http.js';

describe('a download', () => {
  it('cannot be opened without a way to leave it', () => {
    expectTypeOf<{ url: string }>().not.toExtend<DownloadRequest>();
    expectTypeOf<{ url: string; signal: AbortSignal }>().toExtend<DownloadRequest>();
    expectTypeOf<DownloadResponse['status']>().toEqualTypeOf<number>();
  });
});
