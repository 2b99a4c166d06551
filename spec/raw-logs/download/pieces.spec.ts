import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { RawLogChangedError } from 'rxoffers';
import type { DownloadResponse } from '../../../lib/raw-logs/download/response.js';
import { Interruption } from '../../../lib/raw-logs/download/download-options.js';
import { newPieces } from '../../../lib/raw-logs/download/chunks.js';
import { startProgress } from '../../../lib/raw-logs/download/resume.js';

const bodyOf = (...parts: string[]): DownloadResponse => ({
  status: 200,
  header: () => undefined,
  next: () => Promise.resolve(parts.length > 0 ? Buffer.from(parts.shift() as string) : undefined),
  close: () => undefined,
});
const start = (total?: number, etag?: string) => startProgress({ etag, lastModified: undefined, total });
const collect = async (
  attempt: DownloadResponse,
  progress: ReturnType<typeof start>,
  from: number,
): Promise<string> => {
  let text = '';
  for await (const piece of newPieces(attempt, progress, 'f', from)) text += piece.toString();
  return text;
};

describe('newPieces', () => {
  it('records how far it is and, without an ETag, the CRC-32 of what was used', async () => {
    const progress = start(6);
    expect(await collect(bodyOf('abc', '', 'def'), progress, 0)).toBe('abcdef');
    expect(progress).toMatchObject({ offset: 6, crc: crc32('abcdef') });
    const tagged = start(6, '"a"');
    await collect(bodyOf('abcdef'), tagged, 0);
    expect(tagged.crc).toBe(0);
  });

  it('passes over what was used when the file starts again', async () => {
    const progress = { ...start(6), offset: 4, crc: crc32('abcd') };
    expect(await collect(bodyOf('abc', 'def'), progress, 0)).toBe('ef');
    expect(progress.crc).toBe(crc32('abcdef'));
  });

  it('tells an early end from another file', async () => {
    await expect(collect(bodyOf('abc'), start(6), 0)).rejects.toBeInstanceOf(Interruption);
    await expect(collect(bodyOf('abcdefg'), start(6), 0)).rejects.toBeInstanceOf(RawLogChangedError);
    await expect(collect(bodyOf('abc'), { ...start(), offset: 4 }, 0)).rejects.toBeInstanceOf(RawLogChangedError);
  });
});
