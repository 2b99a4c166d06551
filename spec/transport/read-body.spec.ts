import { Readable } from 'node:stream';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readBody } from '../../lib/transport/http.js';

const body = (...chunks: Buffer[]): Readable => Readable.from(chunks);

describe('readBody', () => {
  it.each<[string | undefined, Buffer]>([
    [undefined, Buffer.from('žluť')],
    ['identity', Buffer.from('žluť')],
    ['gzip', gzipSync('žluť')],
    ['GZIP ', gzipSync('žluť')],
    ['x-gzip', gzipSync('žluť')],
    ['deflate', deflateSync('žluť')],
    ['br', brotliCompressSync('žluť')],
  ])('decodes %s, split anywhere', async (encoding, bytes) => {
    for (let at = 0; at <= bytes.length; at++)
      expect(await readBody(body(bytes.subarray(0, at), bytes.subarray(at)), encoding, 100)).toBe('žluť');
  });

  it('counts decoded bytes, and destroys a body that is too large', async () => {
    await expect(readBody(body(gzipSync('x'.repeat(1_000))), 'gzip', 100)).rejects.toThrow(/larger than 100 bytes/);
    const large = body(Buffer.alloc(60), Buffer.alloc(60), Buffer.alloc(60));
    await expect(readBody(large, undefined, 100)).rejects.toThrow(/larger than 100 bytes/);
    expect(large.destroyed).toBe(true);
    expect(await readBody(body(Buffer.from('y'.repeat(100))), undefined, 100)).toHaveLength(100);
  });

  it.each([
    ['gzip', Buffer.from('plain')],
    ['gzip', gzipSync('cut in the middle').subarray(0, 20)],
    ['zstd', Buffer.from('x')],
  ])('refuses what is no %s', async (encoding, bytes) => {
    await expect(readBody(body(bytes), encoding, 100)).rejects.toMatchObject({
      name: 'ProtocolError',
      message: expect.stringContaining(encoding) as string,
    });
  });

  it('passes the failure of the body on', async () => {
    const failing = new Readable({ read: () => failing.destroy(new Error('reset')) });
    await expect(readBody(failing, 'gzip', 100)).rejects.toThrow('reset');
  });
});
