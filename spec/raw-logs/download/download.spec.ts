import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConnectionError, HttpError, MaxRetriesError, ProtocolError, RawLogChangedError, TimeoutError } from 'rxoffers';
import type { ByteSource } from '../../../lib/raw-logs/download/download-options.js';
import { download } from '../../../lib/raw-logs/download/download.js';
import { FILE, readAll, serve } from '../../support/download-of.js';
import { type Behaviour, SECRET } from '../../support/file-server.js';

const bytes = randomBytes(300_000);
const digest = (data: Buffer): string => createHash('sha256').update(data).digest('hex');
const undamaged = digest(bytes);
const failure = (source: ByteSource): Promise<unknown> =>
  readAll(source).then(
    (data) => `${data.length} bytes and no error`,
    (error: unknown) => error,
  );
const expired = {
  status: 403,
  body: `<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message><StringToSign>${SECRET}</StringToSign></Error>`,
};

describe('download', () => {
  it('brings the bytes of the file as they are (row 129)', async () => {
    await using served = await serve(bytes);
    expect(digest(await readAll(served.source))).toBe(undamaged);
    expect(served.source.size).toBe(bytes.length);
    expect(served.server.requests).toEqual([
      {
        url: expect.stringContaining('/raw-logs/') as string,
        range: undefined,
        ifRange: undefined,
        encoding: 'identity',
      },
    ]);
  });

  it('sends nothing before it is pulled', async () => {
    await using served = await serve(bytes);
    served.source.stream(new AbortController().signal);
    expect(served.asked()).toBe(0);
    expect(served.server.requests).toHaveLength(0);
  });

  it('brings an empty file', async () => {
    await using served = await serve(Buffer.alloc(0));
    expect(await readAll(served.source)).toHaveLength(0);
  });

  it('resumes at the next byte, if it is the same file', async () => {
    await using served = await serve(bytes, (n) => (n === 0 ? { cutAt: 100_001 } : {}));
    expect(digest(await readAll(served.source))).toBe(undamaged);
    expect(served.server.requests[1]).toMatchObject({ range: 'bytes=100001-', ifRange: '"v1"' });
    expect(served.events).toEqual([
      { type: 'resume', file: FILE, offset: 100_001, delay: 0, reason: expect.any(String) as string },
    ]);
  });

  it.each([[true], [false]])(
    'survives a cut at any of 100 offsets, alone and three in a row (ranges: %s)',
    async (ranges) => {
      for (let round = 0; round < 100; round += 1) {
        const cuts = Array.from({ length: round % 2 === 0 ? 1 : 3 }, () => Math.floor(Math.random() * bytes.length));
        await using served = await serve(bytes, (n) => ({
          ranges,
          ...(n < cuts.length ? { cutAt: cuts[n] as number } : {}),
        }));
        expect(digest(await readAll(served.source)), `cut at ${cuts.join(', ')}`).toBe(undamaged);
      }
    },
  );

  it.each([[true], [false]])('survives cuts of a file without validators (ranges: %s)', async (ranges) => {
    const plan = (n: number): Behaviour => ({ etag: null, ranges, ...(n < 2 ? { cutAt: 50_000 + n } : {}) });
    await using served = await serve(bytes, plan);
    expect(digest(await readAll(served.source))).toBe(undamaged);
    expect(served.server.requests.map(({ ifRange }) => ifRange)).toEqual([undefined, undefined, undefined]);
  });

  it('asks by date where there is no strong ETag', async () => {
    const lastModified = 'Fri, 09 Sep 2016 10:00:00 GMT';
    await using served = await serve(bytes, (n) => ({ etag: 'W/"x"', lastModified, ...(n === 0 ? { cutAt: 5 } : {}) }));
    expect(digest(await readAll(served.source))).toBe(undamaged);
    expect(served.server.requests[1]?.ifRange).toBe(lastModified);
  });

  it('resumes a file whose length nobody said, also when it broke at its very end', async () => {
    for (const cutAt of [70_000, bytes.length]) {
      await using served = await serve(bytes, (n) =>
        n === 0
          ? { chunked: true, body: Buffer.concat([bytes, Buffer.alloc(cutAt === bytes.length ? 9 : 0)]), cutAt }
          : {},
      );
      expect(digest(await readAll(served.source))).toBe(undamaged);
    }
  });

  it('starts over without ranges and drops the bytes that were used', async () => {
    await using served = await serve(bytes, (n) => ({ ranges: false, ...(n === 0 ? { cutAt: 200_000 } : {}) }));
    expect(digest(await readAll(served.source))).toBe(undamaged);
    expect(served.events).toContainEqual({ type: 'restart', file: FILE, skipping: 200_000 });
  });

  const forged: readonly (readonly [string, Behaviour])[] = [
    ['another start', { headers: { 'content-range': `bytes 7-299999/${bytes.length}` } }],
    ['no Content-Range', { headers: { 'content-range': '' } }],
    ['no total', { headers: { 'content-range': 'bytes 100000-299999/*' } }],
    ['nonsense', { headers: { 'content-range': 'bytes banana' } }],
  ];
  it.each(forged)('does not use a 206 with %s, and takes the whole file instead', async (_, behaviour) => {
    await using served = await serve(bytes, (n) => (n === 0 ? { cutAt: 100_000 } : n === 1 ? behaviour : {}));
    expect(digest(await readAll(served.source))).toBe(undamaged);
    expect(served.server.requests[2]?.range).toBeUndefined();
  });

  const other = Buffer.from(bytes).fill(1, 1000, 2000);
  const changes: readonly (readonly [string, Behaviour, Behaviour])[] = [
    ['another ETag, whole', {}, { etag: '"v2"', body: other }],
    ['another ETag in a 206', {}, { headers: { etag: '"v2"' } }],
    ['another size in a 206', { etag: null }, { etag: null, body: Buffer.concat([bytes, bytes]) }],
    ['another size, whole', { etag: null }, { etag: null, ranges: false, body: bytes.subarray(0, 250_000) }],
    ['shorter than what was used', { etag: null }, { etag: null, body: bytes.subarray(0, 50_000) }],
    ['shorter than what was used, chunked', { etag: null }, { etag: null, ranges: false, chunked: true, body: bytes.subarray(0, 50_000) }],
    ['the same size and other bytes', { etag: null }, { etag: null, ranges: false, body: other }],
    ['another date', { etag: null, lastModified: 'Fri, 09 Sep 2016 10:00:00 GMT' }, { etag: null, lastModified: 'Sat, 10 Sep 2016 10:00:00 GMT' }],
  ]; // prettier-ignore
  it.each(changes)('fails when the file changed under way: %s', async (_, first, then) => {
    await using served = await serve(bytes, (n) => (n === 0 ? { ...first, cutAt: 100_000 } : then));
    expect(await failure(served.source)).toBeInstanceOf(RawLogChangedError);
  });

  it('never hands on more than the file is long', async () => {
    await using served = await serve(bytes, (n) =>
      n === 0
        ? { cutAt: 10 }
        : { body: Buffer.concat([bytes, bytes]), headers: { 'content-range': `bytes 10-299999/300000` } },
    );
    expect(await failure(served.source)).toBeInstanceOf(RawLogChangedError);
  });
});

describe('download, links', () => {
  it('asks for a fresh link when the old one expired (row 128), once', async () => {
    await using served = await serve(bytes, (n) => (n === 0 ? { refuse: expired } : {}));
    expect(digest(await readAll(served.source))).toBe(undamaged);
    expect(served.asked()).toBe(2);
    expect(served.events).toEqual([{ type: 'link renewed', file: FILE }]);
  });

  it('resumes with a fresh link', async () => {
    await using served = await serve(bytes, (n) => (n === 0 ? { cutAt: 99 } : n === 1 ? { refuse: expired } : {}));
    expect(digest(await readAll(served.source))).toBe(undamaged);
    expect(served.server.requests.map(({ range }) => range)).toEqual([undefined, 'bytes=99-', 'bytes=99-']);
  });

  it('fails when the fresh link is refused as well, telling code and message and no secret', async () => {
    await using served = await serve(bytes, () => ({ refuse: expired }));
    const error = await failure(served.source);
    expect(error).toBeInstanceOf(HttpError);
    expect(error).toMatchObject({ status: 403, excerpt: 'AccessDenied: Request has expired' });
    expect(served.asked()).toBe(2);
    expect(JSON.stringify([error, String(error), served.events])).not.toContain(SECRET);
  });

  it('takes an ExpiredToken with status 400 for an expired link', async () => {
    const refuse = { status: 400, body: '<Error><Code>ExpiredToken</Code><Message>m</Message></Error>' };
    await using served = await serve(bytes, (n) => (n === 0 ? { refuse } : {}));
    expect(digest(await readAll(served.source))).toBe(undamaged);
  });

  it('passes on the failure of the link itself', async () => {
    const reason = new HttpError('no link', 500);
    await using served = await serve(bytes, undefined, {
      link: { get: () => Promise.reject(reason), renew: () => undefined },
    });
    expect(await failure(served.source)).toBe(reason);
  });

  it.each(['', 'nonsense', 'ftp://x/y?sig=SECRETSECRET'])('refuses the link %j', async (link) => {
    await using served = await serve(bytes, undefined, {
      link: { get: () => Promise.resolve(link), renew: () => undefined },
    });
    const error = await failure(served.source);
    expect(error).toBeInstanceOf(ProtocolError);
    expect(String(error)).not.toContain('SECRETSECRET');
  });
});

describe('download, refusals and budget', () => {
  it('ends at once for what will not pass: a missing file', async () => {
    const refuse = { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' };
    await using served = await serve(bytes, () => ({ refuse }));
    expect(await failure(served.source)).toMatchObject({ name: 'HttpError', status: 404, excerpt: 'NoSuchKey' });
    expect(served.server.requests).toHaveLength(1);
  });

  it('takes no XML for a file, whatever its status', async () => {
    await using served = await serve(bytes, () => ({
      refuse: { status: 200, body: '<Error><Code>InternalError</Code></Error>' },
    }));
    expect(await failure(served.source)).toMatchObject({
      name: 'MaxRetriesError',
      cause: { name: 'HttpError', status: 200 },
    });
  });

  it('takes no encoded body for a file', async () => {
    await using served = await serve(bytes, () => ({ headers: { 'content-encoding': 'gzip' } }));
    expect(await failure(served.source)).toBeInstanceOf(ProtocolError);
  });

  it('tries again when the storage is busy', async () => {
    await using served = await serve(bytes, (n) => (n < 3 ? { refuse: { status: 503 } } : {}));
    expect(digest(await readAll(served.source))).toBe(undamaged);
  });

  it('ends when the storage asks for a longer wait than allowed', async () => {
    await using served = await serve(bytes, () => ({ refuse: { status: 503, headers: { 'retry-after': '60' } } }));
    expect(await failure(served.source)).toMatchObject({ name: 'HttpError', retryAfter: 60_000 });
  });

  it('counts attempts in a row without a new byte', async () => {
    await using served = await serve(bytes, (n) => (n === 0 ? { cutAt: 1000 } : { hangUp: true }));
    const error = await failure(served.source);
    expect(error).toBeInstanceOf(MaxRetriesError);
    expect(error).toMatchObject({ attempts: 4, cause: { name: 'ConnectionError' } });
  });

  it('starts the count over with each new byte', async () => {
    await using served = await serve(bytes, (n) => {
      if (n >= 40) return {};
      return n % 3 === 0 ? { cutAt: 1 + n } : { hangUp: true };
    });
    expect(digest(await readAll(served.source))).toBe(undamaged);
    expect(served.server.requests).toHaveLength(41);
  });

  it('does not count bytes that it drops as new', async () => {
    await using served = await serve(bytes, (n) => ({ ranges: false, cutAt: n === 0 ? 200_000 : 150_000 }));
    expect(await failure(served.source)).toBeInstanceOf(MaxRetriesError);
    expect(served.server.requests).toHaveLength(4);
  });

  it('gives the plain error without retries', async () => {
    const retry = { retries: 0, retryDelay: 1, maxRetryDelay: 1 };
    await using served = await serve(bytes, () => ({ cutAt: 1000 }), { retry });
    expect(await failure(served.source)).toBeInstanceOf(ConnectionError);
    expect(served.server.requests).toHaveLength(1);
  });

  it('resumes for free after its consumer paused', async () => {
    let clock = 0;
    const retry = { retries: 0, retryDelay: 1, maxRetryDelay: 1 };
    await using served = await serve(bytes, (n) => (n === 0 ? { cutAt: 100_000 } : {}), { retry, now: () => clock });
    const parts: Buffer[] = [];
    for await (const part of served.source.stream(new AbortController().signal)) {
      parts.push(part);
      clock += 2000;
    }
    expect(digest(Buffer.concat(parts))).toBe(undamaged);
  });

  it('resumes after a stall', async () => {
    await using served = await serve(bytes, (n) => (n === 0 ? { stallAt: 1000 } : {}), { bodyTimeout: 50 });
    expect(digest(await readAll(served.source))).toBe(undamaged);
  });

  it('names a stall that does not end', async () => {
    await using served = await serve(bytes, () => ({ stallAt: 0 }), { bodyTimeout: 30 });
    const error = (await failure(served.source)) as MaxRetriesError;
    expect(error.cause).toBeInstanceOf(TimeoutError);
    expect(error.cause).toMatchObject({ phase: 'body', limit: 30 });
  });
});

describe('download, leaving and demand', () => {
  it('settles a pending next at once when aborted, and closes the socket', async () => {
    await using served = await serve(bytes, () => ({ stallAt: 1000 }));
    const abort = new AbortController();
    const chunks = served.source.stream(abort.signal)[Symbol.asyncIterator]();
    await chunks.next();
    const pending = chunks.next();
    abort.abort(new Error('left'));
    await expect(pending).rejects.toThrow('left');
    await expect.poll(() => served.server.sockets.size).toBe(0);
  });

  it('settles while it waits for the next attempt', async () => {
    const retry = { retries: 3, retryDelay: 100_000, maxRetryDelay: 100_000, random: () => 1 };
    const abort = new AbortController();
    await using served = await serve(bytes, () => ({ hangUp: true }), { retry, onEvent: () => abort.abort() });
    await expect(readAll(served.source, abort.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('closes the socket when its consumer leaves the loop', async () => {
    await using served = await serve(bytes, () => ({ stallAt: 1000 }));
    for await (const part of served.source.stream(new AbortController().signal)) {
      expect(part.length).toBeGreaterThan(0);
      break;
    }
    await expect.poll(() => served.server.sockets.size).toBe(0);
  });

  it('reads from the socket no faster than it is pulled', async () => {
    const large = Buffer.alloc(64 * 2 ** 20);
    await using served = await serve(large);
    const chunks = served.source.stream(new AbortController().signal)[Symbol.asyncIterator]();
    await chunks.next();
    let before = -1;
    // Until a round of the server adds nothing: the sockets' buffers are full.
    await expect.poll(() => before === (before = served.server.sent), { interval: 100 }).toBe(true);
    expect(served.server.sent).toBeLessThan(large.length / 2);
    await chunks.return?.();
  });

  it('leaves no socket, timer or listener after 300 rounds of leaving', async () => {
    await using served = await serve(bytes, () => ({ stallAt: 70_000 }));
    for (let round = 0; round < 300; round += 1) {
      const own = new AbortController();
      const chunks = download(served.options).stream(own.signal)[Symbol.asyncIterator]();
      await chunks.next();
      const pending = chunks.next().catch(() => undefined);
      own.abort();
      await pending;
    }
    await expect.poll(() => served.server.sockets.size).toBe(0);
    expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length).toBeLessThan(5);
  });
});

describe('download, fetchRange', () => {
  it('brings a piece of the same file, beside a walk', async () => {
    await using served = await serve(bytes);
    const { signal } = new AbortController();
    const chunks = served.source.stream(signal)[Symbol.asyncIterator]();
    await chunks.next();
    expect(await served.source.fetchRange(10, 20, signal)).toEqual(bytes.subarray(10, 20));
    expect(served.server.requests[1]).toMatchObject({ range: 'bytes=10-19', ifRange: '"v1"' });
    await chunks.return?.();
  });

  it('says so where ranges are not served', async () => {
    await using served = await serve(bytes, () => ({ ranges: false }));
    expect(await served.source.fetchRange(10, 20, new AbortController().signal)).toBeUndefined();
  });

  it('goes on after a break, and learns the size', async () => {
    await using served = await serve(bytes, (n) => (n < 2 ? { cutAt: 15 } : {}));
    expect(await served.source.fetchRange(10, 20, new AbortController().signal)).toEqual(bytes.subarray(10, 20));
    expect(served.source.size).toBe(bytes.length);
  });

  it('fails when the file is another one by now', async () => {
    await using served = await serve(bytes, (n) => ({ etag: n === 0 ? '"v1"' : '"v2"' }));
    await readAll(served.source);
    const { signal } = new AbortController();
    await expect(served.source.fetchRange(10, 20, signal)).rejects.toBeInstanceOf(RawLogChangedError);
  });
});
