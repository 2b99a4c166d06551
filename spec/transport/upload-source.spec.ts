import type { Readable } from 'node:stream';
import { describe, expectTypeOf, it } from 'vitest';
import type { UploadSource } from 'rxoffers';

describe('UploadSource', () => {
  it('can be opened anew for each attempt: a bare stream is none', () => {
    expectTypeOf<string | Buffer | Blob>().toExtend<UploadSource>();
    expectTypeOf<() => Readable>().toExtend<UploadSource>();
    expectTypeOf<Readable>().not.toExtend<UploadSource>();
  });
});
