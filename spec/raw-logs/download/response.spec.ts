import { getEventListeners } from 'node:events';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { HttpError, ProtocolError } from 'rxoffers';
import { type DownloadOptions, Interruption } from '../../../lib/raw-logs/download/download-options.js';
import { connect, parseS3Error } from '../../../lib/raw-logs/download/response.js';
import { serve } from '../../support/download-of.js';

const link = 'https://user:passw0rd!@s3.example.com/x.zip?X-Amz-Signature=abc%2Fdef%2F123456&sig=SECRETSECRET&n=1';

interface Reply {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
}

/** Requests a link from a storage that always gives the same reply. Returns the outcome and what was done for it. */
const request = async (reply: Reply | Error, from = link) => {
  const opened: Readable[] = [];
  let renewed = 0;
  const options: DownloadOptions = {
    ...{ file: 'x.zip', retry: { retries: 0, retryDelay: 0, maxRetryDelay: 0 } },
    link: { get: () => Promise.resolve(from), renew: () => void (renewed += 1) },
    open: () => {
      if (reply instanceof Error) return Promise.reject(reply);
      const body = Readable.from([Buffer.from(reply.body ?? 'PK')]);
      opened.push(body);
      return Promise.resolve({ status: reply.status, headers: reply.headers ?? {}, body });
    },
  };
  const { signal } = new AbortController();
  const outcome: unknown = await connect(options, {}, signal).catch((error: unknown) => error);
  const error = outcome instanceof Interruption ? outcome.error : (outcome as Error);
  return { outcome, error, requests: opened.length, renewed, closed: opened.every(({ destroyed }) => destroyed), signal };
}; // prettier-ignore

const s3 = (code: string, message = ''): string => `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;

describe('connect', () => {
  it('gives status, headers and body, with the headers requested', async () => {
    await using served = await serve(Buffer.from('file'));
    const response = await connect(served.options, { range: 'bytes=1-' }, new AbortController().signal);
    expect([response.status, response.header('content-range'), response.header('x-none')]).toEqual([206, 'bytes 1-3/4', undefined]); // prettier-ignore
    expect([String(await response.next()), await response.next()]).toEqual(['ile', undefined]);
    response.close();
  });

  it('closes the connection, and stops listening to its signal', async () => {
    await using served = await serve(Buffer.alloc(100_000), () => ({ stallAt: 10 }));
    const { signal } = new AbortController();
    const response = await connect(served.options, {}, signal);
    await response.next();
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    response.close();
    await expect.poll(() => served.server.sockets.size).toBe(0);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('takes the first value of a header that was sent twice', async () => {
    const { outcome } = await request({ status: 200, headers: { etag: ['"a"', '"b"'] } });
    expect((outcome as Awaited<ReturnType<typeof connect>>).header('etag')).toBe('"a"');
  });

  it.each([200, 206, 416])('passes on %i, unless it is a document', async (status) => {
    for (const headers of [{}, { 'content-type': 'application/zip' }])
      expect((await request({ status, headers })).outcome).toMatchObject({ status });
    if (status === 416) return;
    for (const type of ['application/xml', 'text/html; charset=utf-8', 'application/json']) {
      const { error, requests } = await request({ status, body: '<html>', headers: { 'content-type': type } });
      expect(error).toMatchObject({ name: 'HttpError', status, excerpt: undefined });
      expect(error.message).toBe(`Download of x.zip: a document (${type}) instead of a file`);
      expect(requests).toBe(1);
    }
  });

  it.each([
    [401, ''],
    [403, ''],
    [400, s3('ExpiredToken')],
    [400, s3('RequestExpired')],
  ])('replaces the link once for %i %s', async (status, body) => {
    const { outcome, requests, renewed, closed, signal } = await request({ status, body });
    expect(outcome).toBeInstanceOf(HttpError);
    expect([requests, renewed, closed]).toEqual([2, 1, true]);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it.each([[400, s3('InvalidArgument')], [404, ''], [301, '']])('is final for %i %s', async (status, body) => {
    const { outcome, requests } = await request({ status, body });
    expect(outcome).toMatchObject({ name: 'HttpError', status });
    expect(requests).toBe(1);
  }); // prettier-ignore

  it.each([[408, ''], [429, ''], [500, ''], [503, ''], [400, s3('RequestTimeout')]])('is an interruption for %i %s', async (status, body) => {
    const { outcome, closed } = await request({ status, body, headers: { 'retry-after': '7' } });
    expect(outcome).toBeInstanceOf(Interruption);
    expect(outcome).toMatchObject({ retryAfter: 7000, error: { name: 'HttpError', status } });
    expect(closed).toBe(true);
  }); // prettier-ignore

  it('reads only the start of a long document', async () => {
    let read = 0;
    const body = new Readable({ read: function () { this.push(Buffer.alloc((read += 1024) && 1024, ' ')); } }); // prettier-ignore
    await using served = await serve(Buffer.alloc(0));
    const options = { ...served.options, open: () => Promise.resolve({ status: 500, headers: {}, body }) };
    await expect(connect(options, {}, new AbortController().signal)).rejects.toBeInstanceOf(Interruption);
    expect(read).toBeLessThan(100_000);
  });

  it('is an interruption when an error document breaks off, and closes the connection', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from('<Error><Code>NoSuchKey</Code>');
      throw await Promise.resolve(new Error('reset'));
    }
    const body = Readable.from(broken());
    await using served = await serve(Buffer.alloc(0));
    const options = { ...served.options, open: () => Promise.resolve({ status: 404, headers: {}, body }) };
    const { signal } = new AbortController();
    await expect(connect(options, {}, signal)).rejects.toBeInstanceOf(Interruption);
    expect([body.destroyed, getEventListeners(signal, 'abort').length]).toEqual([true, 0]);
  });

  it('fails as its link does, and refuses one that is not an http(s) URL, without quoting it', async () => {
    for (const bad of ['', 'nonsense', 'ftp://x/y?sig=SECRETSECRET']) {
      const { error } = await request({ status: 200 }, bad);
      expect(error).toBeInstanceOf(ProtocolError);
      expect(error.message).toBe('The download link of x.zip is not an http(s) URL');
    }
    const reason = new HttpError('no link', 500);
    await using served = await serve(Buffer.alloc(0));
    const options = { ...served.options, link: { get: () => Promise.reject(reason), renew: () => undefined } };
    await expect(connect(options, {}, new AbortController().signal)).rejects.toBe(reason);
  });
});

describe('The errors of a download', () => {
  it.each([
    `connect ${link}`,
    'signature abc/def/123456 is wrong',
    'signature abc%2Fdef%2F123456 is wrong',
    'SECRETSECRET and passw0rd!',
  ])('do not show the secrets of its link: %s', async (message) => {
    const secrets = /abc|SECRET|passw0rd/;
    const { error } = await request(new Error(message));
    expect(error.message).toMatch(/^Download of x\.zip.*\[redacted\]/s);
    expect(error.message).not.toMatch(secrets);
    const refused = (await request({ status: 403, body: s3('AccessDenied', message) })).error;
    expect(refused).toMatchObject({ excerpt: expect.stringContaining('[redacted]') as string });
    expect(refused.message).not.toMatch(secrets);
  });

  it('do not show a part of a secret that the end of a long message cuts', async () => {
    for (let before = 180; before <= 200; before += 1) {
      const body = s3('Denied', `${'x'.repeat(before)}SECRETSECRET`);
      expect((await request({ status: 404, body })).error.message).not.toContain('S');
    }
  });

  it('leave other texts and short values alone', async () => {
    expect((await request(new Error('1 of 1 attempts'))).error.message).toContain('1 of 1 attempts');
    expect((await request({ status: 404, body: s3('NoSuchKey', 'no key 1') })).error.message).toBe(
      'Download of x.zip: HTTP 404, NoSuchKey: no key 1',
    );
  });
});

describe('parseS3Error', () => {
  it('parses code and message and nothing else', () => {
    const xml =
      '<?xml version="1.0"?>\n<Error><Code>SignatureDoesNotMatch</Code><Message>no\nmatch</Message><StringToSign>SECRET</StringToSign></Error>';
    expect(parseS3Error(xml)).toEqual({ code: 'SignatureDoesNotMatch', message: 'no\nmatch' });
    expect(parseS3Error('<Error><Code>X</Code></Error>')).toEqual({ code: 'X', message: undefined });
  });

  it.each(['', 'PK', '<html><Code>X</Code></html>', '<Error></Error>', '<Error><Code></Code></Error>'])(
    'finds no error document in %j',
    (text) => {
      expect(parseS3Error(text)).toBeUndefined();
    },
  );
});
