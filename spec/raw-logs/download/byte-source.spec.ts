import { expect, expectTypeOf, it } from 'vitest';
import type { TempFile } from '../../../lib/raw-logs/archive/temp-file.js';
import type { ByteSource } from '../../../lib/raw-logs/download/download-options.js';
import { download } from '../../../lib/raw-logs/download/download.js';

it('is what a download and a temporary file are', () => {
  expectTypeOf(download).returns.toEqualTypeOf<ByteSource>();
  expectTypeOf<TempFile>().toExtend<ByteSource>();
  expect(download).toBeTypeOf('function');
});
