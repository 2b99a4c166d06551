import { randomBytes } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createByteReader } from '../../../lib/raw-logs/archive/byte-reader.js';
import { checkReadable, createInflateLimit, readEntry } from '../../../lib/raw-logs/archive/read-entry.js';
import type { LocalHeader } from '../../../lib/raw-logs/archive/zip-format.js';
import { sourceOf } from '../../support/download-of.js';
import { damage, readerOf } from '../../support/reader-of.js';

const { signal } = new AbortController();
const limit = createInflateLimit(100_000_000, damage);

const header = (parts: Partial<LocalHeader> = {}): LocalHeader => ({
  ...{ offset: 0, flags: 0, method: 8, crc: 0, compressed: 0, size: 0, name: Buffer.from('a.csv'), descriptor: false },
  ...parts,
});

/** The header of `data` that lies compressed as `raw`. */
const headerOf = (data: Buffer, raw: Buffer, method = 8): LocalHeader =>
  header({ method, crc: crc32(data), compressed: raw.length, size: data.length });

const chunksOf = async (of: LocalHeader, reader: ReturnType<typeof readerOf>) => {
  const data = readEntry(of, { reader, stored: of.compressed, limit, damage, signal });
  const chunks: Buffer[] = [];
  for (;;) {
    const step = await data.next();
    if (step.done) return { chunks, seen: step.value };
    chunks.push(step.value);
  }
};

describe('readEntry', () => {
  it.each([0, 8])('leaves the reader right after the data, wherever chunks end (method %i)', async (method) => {
    const data = Buffer.concat([randomBytes(40), Buffer.alloc(60, 'a')]);
    const raw = method === 8 ? deflateRawSync(data) : data;
    const after = Buffer.from('what follows');
    for (let chunk = 1; chunk <= raw.length + after.length; chunk += 1) {
      const reader = readerOf(Buffer.concat([raw, after]), chunk);
      const { chunks, seen } = await chunksOf(headerOf(data, raw, method), reader);
      expect(Buffer.concat(chunks)).toEqual(data);
      const facts = { crc: crc32(data), size: data.length, compressed: raw.length };
      expect(seen).toEqual({ ...facts, method, offset: 0, name: Buffer.from('a.csv') });
      expect(await reader.take(after.length, 'x')).toEqual(after);
    }
  });

  it('passes on large chunks of inflated data, and stored data as it arrives', async () => {
    const data = Buffer.alloc(5 * 2 ** 20, 'abc');
    const raw = deflateRawSync(data);
    const inflated = (await chunksOf(headerOf(data, raw), readerOf(raw, 64 * 1024))).chunks;
    expect(inflated.map(({ length }) => length)).toEqual(Array(20).fill(256 * 1024));
    const digits = Buffer.from('012345');
    const stored = (await chunksOf(headerOf(digits, digits, 0), readerOf(digits, 4))).chunks;
    expect(stored.map(String)).toEqual(['0123', '45']);
  });

  it('tells truncated data from corrupt data', async () => {
    const data = randomBytes(1000);
    const raw = deflateRawSync(data);
    const read = (bytes: Buffer, method = 8) => chunksOf(headerOf(data, raw, method), readerOf(bytes, 64));
    await expect(read(raw.subarray(0, 500))).rejects.toThrow(/Truncated archive.*end of the compressed data/);
    await expect(read(Buffer.alloc(0))).rejects.toThrow(/Truncated/);
    await expect(read(Buffer.alloc(500, 0xff))).rejects.toThrow(/Corrupt compressed data.*deflate stream at 0/);
    await expect(read(data.subarray(0, raw.length - 2), 0)).rejects.toThrow(/2 more bytes|\d+ more bytes/);
  });

  it('reads no further ahead than its consumer and its buffers ask', async () => {
    const data = randomBytes(8 * 2 ** 20);
    const raw = deflateRawSync(data);
    let pulled = 0;
    const source = sourceOf(raw, 64 * 1024)
      .stream(signal)
      [Symbol.asyncIterator]();
    const counted: AsyncIterator<Buffer> = { next: () => ((pulled += 64 * 1024), source.next()) };
    const reader = createByteReader(counted, damage);
    const chunks = readEntry(headerOf(data, raw), { reader, stored: 0, limit, damage, signal });
    await chunks.next();
    let before = -1;
    await expect.poll(() => before === (before = pulled), { interval: 50 }).toBe(true);
    expect(pulled).toBeLessThan(2 * 2 ** 20);
    await chunks.return(undefined as never);
  });
});

describe('checkReadable', () => {
  it.each([[0, 0], [8, 8], [0x808, 8], [6, 8]])('accepts flags %i, method %i', (flags, method) => {
    expect(() => checkReadable(header({ flags, method }), damage)).not.toThrow();
  }); // prettier-ignore

  it.each([
    [0x01, 8, /Encrypted entry a\.csv/], [0x40, 8, /Encrypted/], [0x2000, 8, /Encrypted/], [0x20, 8, /patch data/],
    [0, 9, /method 9 \(Deflate64\)/], [0, 12, /method 12 \(bzip2\)/], [0, 14, /LZMA/], [0, 93, /Zstandard/],
    [1, 99, /Encrypted/], [0, 1234, /method 1234$/],
  ])('refuses flags %i, method %i', (flags, method, words) => {
    expect(() => checkReadable(header({ flags, method }), damage)).toThrow(words);
  }); // prettier-ignore
});

it('An inflate limit counts all entries together', () => {
  const small = createInflateLimit(10, damage);
  small.foresee(10);
  small.add(6);
  expect(() => small.foresee(5)).toThrow(/at most 10 bytes inflated, got 11/);
  small.add(4);
  expect(() => small.add(1)).toThrow(/too large/);
});
