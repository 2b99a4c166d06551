import { crc32, deflateRawSync } from 'node:zlib';
import unzipper from 'unzipper';
import { describe, expect, it } from 'vitest';
import { readArchive } from '../../../lib/raw-logs/archive/read-archive.js';
import { createArchive } from '../../../lib/sandbox/raw-logs/archives.js';
import { sourceOf } from '../../support/download-of.js';
import { bytesOf, never } from './raw-log-call.js';

const TEXT = Buffer.from('a,b\n"1","2"\n'.repeat(300));

const archiveOf = (compression: 'deflate' | 'store', descriptor: boolean) => {
  const data = compression === 'deflate' ? deflateRawSync(TEXT) : TEXT;
  const facts = { crc: crc32(TEXT), compressed: data.length, size: TEXT.length };
  return createArchive({ name: 'clicks.csv', compression, descriptor }, facts, () => [data]);
};

const FORMS = [
  ['deflate', false],
  ['deflate', true],
  ['store', false],
  ['store', true],
] as const;

const streamed = async (bytes: Buffer): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const { data } of readArchive(sourceOf(bytes), { file: 'clicks.zip' })) chunks.push(data);
  return Buffer.concat(chunks);
};

describe('createArchive', () => {
  it.each(FORMS)('opens in unzipper and in our own reader (%s, descriptor %s)', async (compression, descriptor) => {
    const archive = archiveOf(compression, descriptor);
    const bytes = await bytesOf(archive.read(0, archive.size, never));
    expect(bytes).toHaveLength(archive.size);
    const { files } = await unzipper.Open.buffer(bytes);
    expect(files.map(({ path }) => path)).toEqual(['clicks.csv']);
    expect((await files[0]?.buffer())?.equals(TEXT)).toBe(true);
    expect((await streamed(bytes)).equals(TEXT)).toBe(true);
  });

  it('reads any part, and knows where its data lies', async () => {
    const archive = archiveOf('store', true);
    const bytes = await bytesOf(archive.read(0, archive.size, never));
    expect((await bytesOf(archive.read(20, 400, never))).equals(bytes.subarray(20, 400))).toBe(true);
    expect(bytes.subarray(archive.data.start, archive.data.end).equals(TEXT)).toBe(true);
  });

  it.each(FORMS)('claims a wrong CRC-32 in both places alike (%s, descriptor %s)', async (compression, descriptor) => {
    const right = archiveOf(compression, descriptor);
    const wrong = right.withWrongCrc();
    const [a, b] = [await bytesOf(right.read(0, right.size, never)), await bytesOf(wrong.read(0, wrong.size, never))];
    expect([...a].flatMap((byte, at) => (byte === b[at] ? [] : [at]))).toHaveLength(2);
    await expect(streamed(b)).rejects.toMatchObject({ name: 'RawLogCorruptError', message: /CRC-32/ });
  });
});
