import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { MaxRetriesError, RawLogChangedError } from 'rxoffers';
import { downloadRange, newChunks } from '../../../lib/raw-logs/download/chunks.js';
import { Interruption } from '../../../lib/raw-logs/download/download-options.js';
import type { FileResponse } from '../../../lib/raw-logs/download/response.js';
import { type Progress, startProgress } from '../../../lib/raw-logs/download/resume.js';
import { createRedactor } from '../../../lib/transport/redactor.js';
import { serve } from '../../support/download-of.js';

const start = (total?: number, etag?: string): Progress => startProgress({ etag, lastModified: undefined, total });
const digits = '0123456789';

/** The new bytes of a response whose body arrives in these chunks, the first of which is at `from`. */
const read = async (chunks: readonly string[], progress: Progress, from = 0): Promise<string> => {
  const left = chunks.map((chunk) => Buffer.from(chunk));
  const response: FileResponse = {
    ...{ status: 200, redactor: createRedactor([]), header: () => undefined, close: () => undefined },
    next: () => Promise.resolve(left.shift()),
  };
  let text = '';
  for await (const chunk of newChunks(response, progress, 'f', from)) text += chunk.toString();
  return text;
};
const split = (length: number): string[] => digits.match(new RegExp(`.{1,${length}}`, 'g')) ?? [];

describe('newChunks', () => {
  it('records the offset and, without an ETag, the CRC-32 of what was used', async () => {
    const progress = start(6);
    expect(await read(['abc', '', 'def'], progress)).toBe('abcdef');
    expect(progress).toMatchObject({ offset: 6, crc: crc32('abcdef') });
    const tagged = start(6, '"a"');
    await read(['abcdef'], tagged);
    expect(tagged.crc).toBe(0);
  });

  it('drops what was used when the file starts again, wherever chunks end', async () => {
    for (let used = 0; used <= digits.length; used += 1)
      for (let length = 1; length <= digits.length; length += 1)
        for (const etag of [undefined, '"a"']) {
          const crc = etag ? 0 : crc32(digits.slice(0, used));
          const progress = { ...start(10, etag), offset: used, crc };
          expect(await read(split(length), progress)).toBe(digits.slice(used));
          if (!etag) expect(progress.crc).toBe(crc32(digits));
        }
  });

  it('notices that what it drops are other bytes, before it yields any', async () => {
    const progress = { ...start(10), offset: 5, crc: crc32('01x34') };
    await expect(read(split(4), progress)).rejects.toBeInstanceOf(RawLogChangedError);
    expect(progress.offset).toBe(5);
  });

  it('tells an early end from another file', async () => {
    await expect(read(['abc'], start(6))).rejects.toBeInstanceOf(Interruption);
    await expect(read(['abcdefg'], start(6))).rejects.toThrow(/6 bytes, got more than 6 bytes/);
    await expect(read(['abc'], { ...start(), offset: 4 })).rejects.toThrow(/at least 4 bytes, got 3 bytes/);
  });
});

describe('downloadRange', () => {
  const file = Buffer.from(digits);
  const never = new AbortController().signal;

  it('resolves with exactly the range, and does not move the stream', async () => {
    await using served = await serve(file);
    const known = start();
    expect(String(await downloadRange(served.options, known, 2, 5, never))).toBe('234');
    expect(known).toMatchObject({ offset: 0, identity: { total: 10, etag: '"v1"' } });
  });

  it('learns that ranges are not supported, and requests no more', async () => {
    await using served = await serve(file, () => ({ headers: { 'content-range': 'bytes 0-2/10' } }));
    const known = start();
    expect(await downloadRange(served.options, known, 2, 5, never)).toBeUndefined();
    expect(await downloadRange(served.options, known, 2, 5, never)).toBeUndefined();
    expect(served.server.requests).toHaveLength(1);
  });

  it('gives up when its attempts are spent, also on ranges that are too short', async () => {
    for (const behaviour of [{ hangUp: true }, { chunked: true, body: file.subarray(0, 4) }]) {
      const short = { ...behaviour, headers: { 'content-range': 'bytes 2-4/10' } };
      await using served = await serve(file, () => short);
      await expect(downloadRange(served.options, start(), 2, 5, never)).rejects.toBeInstanceOf(MaxRetriesError);
      expect(served.server.requests).toHaveLength(4);
    }
  });
});
