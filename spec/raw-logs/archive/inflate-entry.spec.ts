import { deflateRawSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { RawLogCorruptError } from 'rxoffers';
import { createByteReader } from '../../../lib/raw-logs/archive/byte-reader.js';
import { damageOf } from '../../../lib/raw-logs/archive/damage.js';
import { inflateEntry } from '../../../lib/raw-logs/archive/read-entry.js';
import { sourceOf } from '../../support/download-of.js';

const never = new AbortController().signal;
const damage = damageOf('f');
const readerOf = (bytes: Buffer, piece: number) =>
  createByteReader(sourceOf(bytes, piece).stream(never)[Symbol.asyncIterator](), damage);

const inflate = async (reader: ReturnType<typeof readerOf>): Promise<{ data: Buffer; taken: number }> => {
  const data = inflateEntry(reader, damage, never);
  const parts: Buffer[] = [];
  for (;;) {
    const step = await data.next();
    if (step.done) return { data: Buffer.concat(parts), taken: step.value };
    parts.push(step.value);
  }
};

describe('inflateEntry', () => {
  it('stops right behind the deflate stream, wherever chunks end', async () => {
    const data = Buffer.concat([randomBytes(40), Buffer.alloc(60, 'a')]);
    const raw = deflateRawSync(data);
    const behind = Buffer.from('what follows');
    for (let piece = 1; piece <= raw.length + behind.length; piece += 1) {
      const reader = readerOf(Buffer.concat([raw, behind]), piece);
      expect(await inflate(reader)).toEqual({ data, taken: raw.length });
      expect(reader.offset).toBe(raw.length);
      expect(await reader.take(behind.length, 'x')).toEqual(behind);
    }
  });

  it('hands on large chunks', async () => {
    const data = Buffer.alloc(5 * 2 ** 20, 'abc');
    const lengths: number[] = [];
    for await (const chunk of inflateEntry(readerOf(deflateRawSync(data), 64 * 1024), damage, never))
      lengths.push(chunk.length);
    expect(Math.max(...lengths)).toBe(256 * 1024);
    expect(lengths).toHaveLength(20);
  });

  it('tells truncation from corruption', async () => {
    const raw = deflateRawSync(randomBytes(1000));
    await expect(inflate(readerOf(raw.subarray(0, 500), 64))).rejects.toThrow(/Truncated/);
    await expect(inflate(readerOf(Buffer.alloc(500, 0xff), 64))).rejects.toThrow(/Corrupt compressed data/);
    await expect(inflate(readerOf(Buffer.alloc(0), 64))).rejects.toBeInstanceOf(RawLogCorruptError);
  });

  it('reads no further ahead than its consumer and its buffers ask', async () => {
    const raw = deflateRawSync(randomBytes(8 * 2 ** 20));
    let pulled = 0;
    const source = sourceOf(raw, 64 * 1024)
      .stream(never)
      [Symbol.asyncIterator]();
    const counted: AsyncIterator<Buffer> = { next: () => ((pulled += 64 * 1024), source.next()) };
    const data = inflateEntry(createByteReader(counted, damage), damage, never);
    await data.next();
    let before = -1;
    await expect.poll(() => before === (before = pulled), { interval: 50 }).toBe(true);
    expect(pulled).toBeLessThan(2 * 2 ** 20);
    await data.return(0);
  });
});
