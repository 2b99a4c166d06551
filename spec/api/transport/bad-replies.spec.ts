import { gzipSync } from 'node:zlib';
import { Agent } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { success } from '../../support/server.js';
import {
  accept,
  inTurn,
  read,
  refusalText,
  replying,
  serverClient,
  TOKEN,
  write,
} from '../../support/server-client.js';

/** The error of one call that gets this reply, without retries. */
const errorOf = async (status: number, body: string | Buffer, headers: Record<string, string> = {}) => {
  const { api } = await serverClient(replying(status, body, headers), { retries: 0, maxReplyBytes: 4_096 });
  return failureOf(read(api));
};

/** A reply in this many layers of gzip. */
const layersOf = (count: number): Buffer =>
  Array.from({ length: count }).reduce<Buffer>((bytes) => gzipSync(bytes), Buffer.from(success(1)));

const NOT_YOU = JSON.stringify({ response: { errors: [{ publicMessage: 'Not you', err_msg: 'B' }] } });

describe('an HTTP status other than success', () => {
  it.each([
    [301, 'x', { name: 'HttpError', message: 'Offer.findAll: HTTP 301', excerpt: 'x' }],
    [404, '', { name: 'HttpError', excerpt: undefined }],
    [500, NOT_YOU, { name: 'HttpError', excerpt: NOT_YOU }],
    [503, '<html>', { name: 'HttpError', excerpt: '<html>' }],
    [401, '', { name: 'AuthenticationError', message: 'Offer.findAll: HTTP 401' }],
    [401, NOT_YOU, { name: 'AuthenticationError', message: 'Not you B' }],
    [403, '<html>', { name: 'AuthenticationError', message: 'Offer.findAll: HTTP 403' }],
    [403, success(1), { name: 'AuthenticationError', message: 'Offer.findAll: HTTP 403' }],
    [403, NOT_YOU, { name: 'AuthenticationError', target: 'Offer', method: 'findAll' }],
  ])('is an error with that status: %i with "%s"', async (status, body, error) => {
    expect(await errorOf(status, body)).toMatchObject({ status, ...error });
  });

  it('429 is a RateLimitError with Retry-After', async () => {
    expect(await errorOf(429, '', { 'retry-after': '7' })).toMatchObject({ name: 'RateLimitError', retryAfter: 7_000 });
  });
});

describe('a refusal', () => {
  const RECORDED = 'net.  API usage exceeded rate limit.  Configured: 50/10s window; Your usage: 51.  See x';
  const other = 'API usage exceeded rate limit. Configured: 1200/60s window; Your usage: 1201.';

  it.each<[string, object]>([
    [RECORDED, { limit: 50, window: 10_000, usage: 51, message: RECORDED }],
    [other, { limit: 1200, window: 60_000, usage: 1201 }],
    ['User has exceeded API rate limit', { limit: undefined, window: undefined, usage: undefined }],
  ])('for the rate limit has its numbers: %s', async (text, facts) => {
    expect(await errorOf(200, refusalText(text))).toMatchObject({ name: 'RateLimitError', ...facts });
  });

  it.each([
    'NetworkToken NETxyz is not authenticated',
    'IP 10.1.2.3 is not white-listed',
    'IP 10.1.2.3 is not whitelisted for this network',
    'Network id is not valid',
    'You are not authorized to do this',
    'Invalid network token',
    'API key is invalid or missing',
  ])('of the credentials is an AuthenticationError: %s', async (text) => {
    const errors = [{ publicMessage: 'Other.' }, { err_msg: text }];
    for (const body of [refusalText(text), JSON.stringify({ response: { status: -1, errors } })])
      expect(await errorOf(200, body)).toMatchObject({ name: 'AuthenticationError', status: 200 });
  });

  it.each([
    'Row id is negative',
    'Missing required argument: id',
    "Field 'token' does not exist or is not allowed to be used.",
    'Configured: 50/10s window',
    'Offer id is not valid',
    "Field 'api_key' does not exist or is not allowed to be used.",
    'Invalid token {foo} in offer_url',
    '',
  ])('of anything else is a HasOffersError: "%s"', async (text) => {
    expect(await errorOf(200, refusalText(text))).toMatchObject({ name: 'HasOffersError' });
  });

  it('has the request id, which the support of TUNE asks for', async () => {
    expect(await errorOf(200, refusalText('No'), { 'x-request-id': 'r-1' })).toMatchObject({ requestId: 'r-1' });
  });
});

describe('a reply that is not one of the API', () => {
  const deep = `{"response":{"status":1,"data":${'['.repeat(100)}${']'.repeat(100)}}}`;
  const bomb = gzipSync(success('x'.repeat(1_000_000)));
  const damaged = gzipSync(success('x'.repeat(100)));
  damaged.writeUInt8(damaged.readUInt8(20) ^ 0xff, 20);

  it.each<[string, string | Buffer, string, RegExp]>([
    ['without envelope', '{"a":1}', '', /^Offer\.findAll: The reply has no "response"$/],
    ['without status', '{"response":{}}', '', /neither a status nor an error/],
    ['nested too deeply', deep, '', /nested deeper than 64 levels/],
    ['too large', success('x'.repeat(5_000)), '', /larger than 4096 bytes/],
    ['too large once it is decoded', bomb, 'gzip', /larger than 4096 bytes/],
    [
      'too many values',
      success(Array(900).fill({})),
      '',
      /^Offer\.findAll: The reply has more than 1000 values: ask for/,
    ],
    ['too large once it is decoded twice', gzipSync(bomb), 'gzip, gzip', /larger than 4096 bytes/],
    ['damaged gzip', damaged, 'gzip', /not valid gzip/],
    ['of an unknown encoding', Buffer.from([1, 2, 255, 254]), 'compress', /unknown content-encoding$/],
    ['compressed too often', layersOf(5), 'gzip, gzip, gzip, gzip, gzip', /compressed more than 4 times/],
  ])('is a ProtocolError, and the call is not repeated: %s', async (_name, body, encoding, message) => {
    const headers: Record<string, string> = encoding === '' ? {} : { 'content-encoding': encoding };
    const { server, api } = await serverClient(replying(200, body, headers), {
      maxReplyBytes: 4_096,
      maxReplyValues: 1_000,
    });
    const error = await failureOf(read(api));
    expect(error).toMatchObject({ name: 'ProtocolError', message: expect.stringMatching(message) as string });
    expect(server.seen).toHaveLength(1);
  });

  it.each<[string, string | Buffer, Record<string, string>, RegExp]>([
    ['HTML', '<html>Maintenance</html>', { 'content-type': 'text/html' }, /^Offer\.findAll: The reply is not JSON$/],
    ['empty', '', {}, /^Offer\.findAll: The reply is empty$/],
    ['blank', ' \n', {}, /^Offer\.findAll: The reply is empty$/],
    ['cut', success({ a: 1 }).slice(0, 40), {}, /not JSON/],
    ['cut gzip', gzipSync(success(1)).subarray(0, 20), { 'content-encoding': 'gzip' }, /not valid gzip/],
  ])('is a passing fault of a read, never of a write: %s', async (_name, body, headers, message) => {
    const fail = replying(200, body, headers);
    const { server, api } = await serverClient(inTurn(fail, fail, accept), { retries: 2 });
    expect(await collect(read(api))).toEqual([true]);
    expect(server.seen).toHaveLength(3);
    const lasting = await serverClient(fail, { retries: 1 });
    expect(await failureOf(read(lasting.api))).toMatchObject({
      name: 'MaxRetriesError',
      attempts: 2,
      cause: { name: 'ProtocolError', message: expect.stringMatching(message) as string },
    });
    const writing = await serverClient(inTurn(fail, accept), { retries: 2 });
    expect(await failureOf(write(writing.api))).toMatchObject({ name: 'ProtocolError' });
    expect(writing.server.seen).toHaveLength(1);
  });

  it('may be as large as allowed', async () => {
    const text = success('y'.repeat(100));
    const { api } = await serverClient(replying(200, text), { maxReplyBytes: text.length });
    expect(await collect(read(api))).toHaveLength(1);
  });

  it('is shown by its beginning, redacted', async () => {
    const error = (await errorOf(200, `<html>${TOKEN}${'x'.repeat(1_500)}`)) as { excerpt: string };
    expect(error.excerpt).toMatch(/^<html>\[redacted\]x+$/);
    expect(error.excerpt.length).toBeLessThanOrEqual(200);
  });
});

describe('the words of a refusal', () => {
  const refused = (rest: object) =>
    JSON.stringify({ response: { status: -1, data: '', errors: [], errorMessage: null, ...rest } });

  it.each<[string, string, RegExp]>([
    ['errors under data', refused({ data: { errors: { error: 'No such offer' } } }), /No such offer/],
    [
      'an error under data',
      refused({ data: { error: { err_code: 3, err_msg: 'No such offer' } } }),
      /Error code: 3\. No such offer/,
    ],
    [
      'a list of errors under data',
      refused({ data: { errors: [{ publicMessage: 'No such offer' }] } }),
      /No such offer/,
    ],
    ['data.public_message', refused({ data: { public_message: 'No such offer' } }), /No such offer/],
    ['data.error_name', refused({ data: { error_name: 'NO_SUCH_OFFER' } }), /NO_SUCH_OFFER/],
    ['a text for data', refused({ data: 'No such offer' }), /No such offer/],
    ['public_message in errors', refused({ errors: [{ public_message: 'No such offer' }] }), /No such offer/],
    [
      'errorMessage beside err_msg',
      refused({ errors: [{ err_msg: 'B' }], errorMessage: 'No such offer' }),
      /B[^]*No such offer/,
    ],
  ])('are kept: %s', async (_, body, words) => {
    expect(await errorOf(200, body)).toMatchObject({
      name: 'HasOffersError',
      message: expect.stringMatching(words) as string,
    });
  });

  it.each([400, 404, 422, 500, 503])('are kept when the status is %i', async (status) => {
    const body = refused({ errors: [{ err_code: 3, err_msg: `Bad ${TOKEN}` }], errorMessage: 'No such offer' });
    const error = await errorOf(status, body);
    expect(error).toMatchObject({
      name: 'HttpError',
      status,
      message: `Offer.findAll: HTTP ${status}: Error code: 3. Bad [redacted].\nNo such offer`,
      errors: [{ code: 3 }, { publicMessage: 'No such offer' }],
    });
  });

  it('tell a rate limit and refused credentials, whatever the status', async () => {
    const limit = 'API usage exceeded rate limit. Configured: 50/10s window; Your usage: 51.';
    expect(await errorOf(503, refusalText(limit))).toMatchObject({ name: 'RateLimitError', limit: 50 });
    expect(await errorOf(400, refusalText('NetworkToken NETxyz is not authenticated'))).toMatchObject({
      name: 'AuthenticationError',
      status: 400,
    });
  });

  it('do not repeat an errorMessage that an error has already', async () => {
    const body = refused({ errors: [{ err_msg: 'No such offer.' }], errorMessage: 'No such offer' });
    expect(((await errorOf(200, body)) as { errors: unknown[] }).errors).toHaveLength(1);
  });
});

describe('an error', () => {
  it('frees its connection, whatever the status and the size of the body', async () => {
    const dispatcher = new Agent({ connections: 1, pipelining: 1 });
    onTestFinished(() => dispatcher.destroy());
    const fail = replying(404, 'x'.repeat(2 * 1024 * 1024));
    const { api } = await serverClient(inTurn(fail, fail, fail, accept), { dispatcher });
    for (let call = 0; call < 3; call++) await failureOf(read(api));
    expect(await collect(read(api))).toHaveLength(1);
  });
});
