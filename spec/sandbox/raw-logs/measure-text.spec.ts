import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { breathe } from '../../../lib/sandbox/raw-logs/archives.js';
import { deflateChunks } from '../../../lib/sandbox/raw-logs/archives.js';
import { measureText } from '../../../lib/sandbox/raw-logs/archives.js';
import { bytesOf, never } from './raw-log-call.js';

const chunks = Array.from({ length: 20 }, (_, index) => Buffer.from(`row ${index}\n`.repeat(1000)));
const text = () => breathe(chunks, never);

describe('measureText', () => {
  it('tells CRC-32 and size of a text that is stored', async () => {
    const all = Buffer.concat(chunks);
    expect(await measureText(text(), 'store')).toEqual({ crc: crc32(all), size: all.length, compressed: all.length });
  });

  it('tells how long the deflated text is, too', async () => {
    const { crc, size, compressed } = await measureText(text(), 'deflate');
    expect([crc, size]).toEqual([crc32(Buffer.concat(chunks)), Buffer.concat(chunks).length]);
    expect(compressed).toBe((await bytesOf(deflateChunks(text()))).length);
    expect(compressed).toBeLessThan(deflateRawSync(Buffer.concat(chunks), { level: 1 }).length * 2);
  });
});
