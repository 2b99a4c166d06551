import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { jsonReply } from '../../../lib/sandbox/http/delivery.js';

describe('jsonReply', () => {
  it('is plain for who did not ask for gzip', async () => {
    const { status, headers, body } = await jsonReply({ a: 1 }, undefined);
    expect([status, headers, body.toString()]).toEqual([200, { 'content-type': 'application/json' }, '{"a":1}']);
  });

  it('is compressed for who did', async () => {
    const { headers, body } = await jsonReply({ a: 1 }, 'deflate, gzip;q=0.5');
    expect(headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(body).toString()).toBe('{"a":1}');
  });
});
