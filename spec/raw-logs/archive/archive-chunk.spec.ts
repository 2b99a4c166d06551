import { expect, expectTypeOf, it } from 'vitest';
import type { ArchiveChunk, ArchiveEntry } from '../../../lib/raw-logs/archive/read-archive.js';
import { readArchive } from '../../../lib/raw-logs/archive/read-archive.js';

it('is what reading an archive brings', () => {
  expectTypeOf(readArchive).returns.toEqualTypeOf<AsyncIterableIterator<ArchiveChunk>>();
  expectTypeOf<ArchiveChunk['entry']>().toEqualTypeOf<ArchiveEntry>();
  expect(readArchive).toBeTypeOf('function');
});
