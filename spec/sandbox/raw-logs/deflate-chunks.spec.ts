import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { deflateChunks } from '../../../lib/sandbox/raw-logs/archives.js';
import { bytesOf } from './raw-log-call.js';

// eslint-disable-next-line @typescript-eslint/require-await -- a source is asynchronous whatever it is made of
async function* chunksOf(count: number, seen: { left?: boolean; made?: number } = {}): AsyncGenerator<Buffer, void> {
  try {
    for (let index = 0; index < count; index++) {
      seen.made = index + 1;
      yield Buffer.from(`${index} ${Math.sin(index)}\n`.repeat(500));
    }
  } finally {
    seen.left = true;
  }
}

describe('deflateChunks', () => {
  it('makes what inflates to the same, and the same each time', async () => {
    const once = await bytesOf(deflateChunks(chunksOf(50)));
    expect(inflateRawSync(once).equals(await bytesOf(chunksOf(50)))).toBe(true);
    expect((await bytesOf(deflateChunks(chunksOf(50)))).equals(once)).toBe(true);
  });

  it('makes an empty stream of nothing', async () => {
    expect(inflateRawSync(await bytesOf(deflateChunks(chunksOf(0))))).toHaveLength(0);
  });

  it('lets its source go when it is left, without running through it', async () => {
    const seen: { left?: boolean; made?: number } = {};
    for await (const chunk of deflateChunks(chunksOf(1_000_000, seen))) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    while (!seen.left) await new Promise(setImmediate);
    expect(seen.made).toBeLessThan(1_000_000);
  });

  it('fails as its source fails', async () => {
    // eslint-disable-next-line @typescript-eslint/require-await -- see above
    async function* failing(): AsyncGenerator<Buffer, void> {
      yield Buffer.from('x');
      throw new Error('source broke');
    }
    await expect(bytesOf(deflateChunks(failing()))).rejects.toThrow('source broke');
  });
});
