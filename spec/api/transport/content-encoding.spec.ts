import * as zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { success } from '../../support/server.js';
import { inTurn, read, replying, serverClient } from '../../support/server-client.js';

const { gzipSync: gzip, deflateSync: deflate, deflateRawSync: deflateRaw, brotliCompressSync: brotli } = zlib;

/** A reply that stays large when it is compressed. Brotli makes its first byte a bracket, as in JSON. */
const LARGE = Array.from({ length: 40_000 }, (_, index) => `${(index * 7919) % 65_521}`);
const SMALL = [{ id: '1', name: 'Größe ✓' }];

/** What the service or a proxy says of a body, and what the body is. */
const BODIES: readonly [header: string, what: string, encode: (text: Buffer) => Buffer][] = [
  ['', 'gzip', gzip],
  ['identity', 'gzip', gzip],
  ['gzip', 'gzip', gzip],
  ['x-gzip', 'gzip', gzip],
  ['GZIP', 'gzip', gzip],
  [' gzip ', 'gzip', gzip],
  ['gzip, gzip', 'gzip twice', (text) => gzip(gzip(text))],
  ['gzip', 'gzip twice', (text) => gzip(gzip(text))],
  ['deflate', 'gzip', gzip],
  ['deflate', 'deflate with the header of zlib', deflate],
  ['deflate', 'raw deflate', deflateRaw],
  ['gzip, deflate', 'gzip in raw deflate', (text) => deflateRaw(gzip(text))],
  ['br', 'Brotli', brotli],
  ['gzip, br', 'gzip in Brotli', (text) => brotli(gzip(text))],
  ['br, gzip', 'Brotli in gzip', (text) => gzip(brotli(text))],
  ['aws-chunked', 'gzip', gzip],
  ['aws-chunked, gzip', 'gzip', gzip],
  ...[
    'identity',
    'gzip',
    'x-gzip',
    'gzip, identity',
    'gzip, gzip',
    'deflate',
    'br',
    'zstd',
    'aws-chunked',
    'utf-8',
    'none',
    ',',
    'x-made-up',
  ].map((header): (typeof BODIES)[number] => [header, 'plain', (text) => text]),
];

describe('a reply that says its content-encoding is', () => {
  it.each(BODIES)('"%s" and is %s is read by its bytes', async (header, _, encode) => {
    const replies = [SMALL, LARGE].map((data) =>
      replying(200, encode(Buffer.from(success(data))), header === '' ? {} : { 'content-encoding': header }),
    );
    const { api } = await serverClient(inTurn(...replies), { retries: 0 });
    expect(await collect(read(api))).toEqual([SMALL]);
    expect(await collect(read(api))).toEqual([LARGE]);
  });

  it('zstd, and is, is read if this version of Node can', async () => {
    const { zstdCompressSync } = zlib as { zstdCompressSync?: (data: Buffer) => Buffer };
    // A frame with one raw block, as the format has it: any version can write it.
    const text = Buffer.from(success(SMALL));
    const frame = Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, text.length]), blockHeader(text), text]);
    const { api } = await serverClient(replying(200, frame, { 'content-encoding': 'zstd' }));
    if (zstdCompressSync) expect(await collect(read(api))).toEqual([SMALL]);
    else
      expect(await failureOf(read(api))).toMatchObject({
        name: 'ProtocolError',
        message: 'The reply is compressed with zstd, which this version of Node cannot read',
      });
  });

  it('gzip beside an HTTP status is read for its words, compressed or not', async () => {
    const refusal = Buffer.from(JSON.stringify({ response: { status: -1, errors: [{ publicMessage: 'No' }] } }));
    for (const body of [refusal, gzip(refusal)]) {
      const { api } = await serverClient(replying(404, body, { 'content-encoding': 'gzip' }));
      expect(await failureOf(read(api))).toMatchObject({ name: 'HttpError', message: 'Offer.findAll: HTTP 404: No' });
    }
  });

  it.each([deflate, deflateRaw, brotli])('gzip, and is something else, does not call gzip unknown', async (encode) => {
    const body = encode(Buffer.from(success(SMALL)));
    const { api } = await serverClient(replying(200, body, { 'content-encoding': 'gzip' }), { retries: 0 });
    expect(await failureOf(read(api))).toMatchObject({
      name: 'ProtocolError',
      message: 'The reply is binary, and not as its content-encoding says',
    });
  });

  it('gzip, and is HTML in plain, says that it is no reply', async () => {
    const { api } = await serverClient(replying(200, '<html>', { 'content-encoding': 'gzip' }), { retries: 0 });
    expect(await failureOf(read(api))).toMatchObject({ name: 'ProtocolError', excerpt: '<html>' });
  });

  it('br and is cut is a passing fault', async () => {
    const cut = brotli(Buffer.from(success(LARGE))).subarray(0, 9_000);
    const { server, api } = await serverClient(
      inTurn(replying(200, cut, { 'content-encoding': 'br' }), replying(200, success(SMALL))),
    );
    expect(await collect(read(api))).toEqual([SMALL]);
    expect(server.seen).toHaveLength(2);
  });
});

/** The header of the one block of a frame: 3 bytes, the last block, raw. */
const blockHeader = ({ length }: Buffer): Buffer => {
  const header = Buffer.alloc(3);
  header.writeUIntLE((length << 3) | 1, 0, 3);
  return header;
};
