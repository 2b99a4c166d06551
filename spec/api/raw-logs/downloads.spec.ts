import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConnectionError, HttpError, type LogFile, MaxRetriesError, RawLogChangedError, TimeoutError } from 'rxoffers';
import { type ArchiveService, readContent, serveArchive } from '../../support/archive-service.js';
import { type Behaviour, SECRET } from '../../support/file-server.js';
import { soak } from '../../support/soak.js';
import { buildZip } from '../../support/zip-builder.js';

// Stored and incompressible: a byte of the archive is a byte of the content.
const content = randomBytes(300_000);
const archive = buildZip([{ data: content, method: 0 }]);
const size = archive.length;

const serve = (plan?: (n: number) => Behaviour, client?: Parameters<typeof serveArchive>[2]) =>
  serveArchive(archive, plan, client);

/** Expects that the file is read whole. */
const expectWhole = async ({ file }: ArchiveService): Promise<void> => {
  const { bytes, error } = await readContent(file);
  expect(error).toBeUndefined();
  expect(bytes.equals(content)).toBe(true);
};

/** Reads a file that is expected to fail after a prefix of its content, and returns the error. */
const failure = async (file: LogFile): Promise<Error> => {
  const { bytes, error } = await readContent(file);
  expect(error).toBeInstanceOf(Error);
  expect(bytes.equals(content.subarray(0, bytes.length))).toBe(true);
  return error as Error;
};

const expired = {
  status: 403,
  body: `<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message><StringToSign>${SECRET}</StringToSign></Error>`,
};

describe('A download that breaks', () => {
  it('needs one request for the bytes as they are when it does not break', async () => {
    const service = await serve();
    await expectWhole(service);
    const url = expect.stringContaining('/raw-logs/') as string;
    expect(service.storage.requests).toEqual([{ url, range: undefined, ifRange: undefined, encoding: 'identity' }]);
  });

  it('resumes at the next byte, if it is the same file', async () => {
    const service = await serve((n) => (n === 0 ? { cutAt: 100_001 } : {}));
    await expectWhole(service);
    expect(service.storage.requests[1]).toMatchObject({ range: 'bytes=100001-', ifRange: '"v1"' });
    const reason = expect.any(String) as string;
    expect(service.events.filter(({ type }) => type === 'resume')).toEqual([
      { type: 'resume', file: service.file.filename, offset: 100_001, delay: expect.any(Number) as number, reason },
    ]);
  });

  it.each([true, false])('is read whole after random cuts, alone and three in a row (ranges: %s)', async (ranges) => {
    let cuts: readonly number[] = [];
    let first = 0;
    const service = await serve((n) => {
      const cutAt = cuts[n - first];
      return { ranges, ...(cutAt === undefined ? {} : { cutAt }) };
    });
    for (let round = 0; round < soak(10, 100); round += 1) {
      cuts = Array.from({ length: round % 2 === 0 ? 1 : 3 }, () => Math.floor(Math.random() * size));
      first = service.storage.requests.length;
      const { bytes, error } = await readContent(service.file);
      expect([error, bytes.equals(content)], `cut at ${cuts.join(', ')}`).toEqual([undefined, true]);
    }
  });

  it.each([true, false])('is read whole without validators (ranges: %s)', async (ranges) => {
    const service = await serve((n) => ({ etag: null, ranges, ...(n < 2 ? { cutAt: 50_000 + n } : {}) }));
    await expectWhole(service);
    expect(service.storage.requests.map(({ ifRange }) => ifRange)).toEqual([undefined, undefined, undefined]);
  });

  it('asks by date when there is no strong ETag', async () => {
    const lastModified = 'Fri, 09 Sep 2016 10:00:00 GMT';
    const service = await serve((n) => ({ etag: 'W/"x"', lastModified, ...(n === 0 ? { cutAt: 5 } : {}) }));
    await expectWhole(service);
    expect(service.storage.requests[1]?.ifRange).toBe(lastModified);
  });

  it('resumes a file of unknown length, even at its very end', async () => {
    const longer = Buffer.concat([archive, Buffer.alloc(9)]);
    for (const [body, cutAt] of [
      [archive, 70_000],
      [longer, size],
    ] as const)
      await expectWhole(await serve((n) => (n === 0 ? { chunked: true, body, cutAt } : {})));
  });

  it('starts over without ranges and says so', async () => {
    const service = await serve((n) => ({ ranges: false, ...(n === 0 ? { cutAt: 200_000 } : {}) }));
    await expectWhole(service);
    expect(service.events).toContainEqual({ type: 'restart', file: service.file.filename, skipping: 200_000 });
  });

  it.each<[string, Behaviour]>([
    ['another start', { headers: { 'content-range': `bytes 7-${size - 1}/${size}` } }],
    ['no Content-Range', { headers: { 'content-range': '' } }],
    ['no total', { headers: { 'content-range': `bytes 100000-${size - 1}/*` } }],
    ['nonsense', { headers: { 'content-range': 'bytes banana' } }],
  ])('ignores a 206 with %s, and requests the whole file instead', async (_, behaviour) => {
    const service = await serve((n) => (n === 0 ? { cutAt: 100_000 } : n === 1 ? behaviour : {}));
    await expectWhole(service);
    expect(service.storage.requests[2]?.range).toBeUndefined();
  });

  it('resumes after a stall, and names a stall that does not end', { timeout: 20_000 }, async () => {
    const timeout = { body: 200 };
    await expectWhole(await serve((n) => (n === 0 ? { stallAt: 1000 } : {}), { timeout }));
    const { file } = await serve(() => ({ stallAt: 0 }), { timeout, retries: 1 });
    const { cause } = await failure(file);
    expect(cause).toBeInstanceOf(TimeoutError);
    expect(cause).toMatchObject({ phase: 'body', limit: 200 });
  });
});

describe('A file that changes during its download', () => {
  const other = Buffer.from(archive).fill(1, 1000, 2000);
  const dated = (lastModified: string): Behaviour => ({ etag: null, lastModified });

  it.each<[string, first: Behaviour, then: Behaviour]>([
    ['another ETag, whole', {}, { etag: '"v2"', body: other }],
    ['another ETag in a 206', {}, { headers: { etag: '"v2"' } }],
    ['another size in a 206', { etag: null }, { etag: null, body: Buffer.concat([archive, archive]) }],
    ['another size, whole', { etag: null }, { etag: null, ranges: false, body: archive.subarray(0, 250_000) }],
    ['shorter than what was used', { etag: null }, { etag: null, body: archive.subarray(0, 50_000) }],
    [
      'shorter than what was used, of unknown length',
      { etag: null },
      { etag: null, ranges: false, chunked: true, body: archive.subarray(0, 50_000) },
    ],
    ['the same size and other bytes', { etag: null }, { etag: null, ranges: false, body: other }],
    ['another date', dated('Fri, 09 Sep 2016 10:00:00 GMT'), dated('Sat, 10 Sep 2016 10:00:00 GMT')],
    [
      'more bytes than it is long',
      { cutAt: 10 },
      {
        body: Buffer.concat([archive, archive]),
        headers: { 'content-range': `bytes 10-${size - 1}/${size}` },
      },
    ],
  ])('is an error: %s', async (_, first, then) => {
    const { file } = await serve((n) => (n === 0 ? { cutAt: 100_000, ...first } : then));
    expect(await failure(file)).toBeInstanceOf(RawLogChangedError);
  });
});

describe('The link of a download', () => {
  it('is replaced once when it has expired', async () => {
    const service = await serve((n) => (n === 0 ? { refuse: expired } : {}));
    await expectWhole(service);
    expect(service.links()).toBe(2);
    expect(service.events).toContainEqual({ type: 'link renewed', file: service.file.filename });
  });

  it('is replaced in the middle of a download', async () => {
    const service = await serve((n) => (n === 0 ? { cutAt: 99 } : n === 1 ? { refuse: expired } : {}));
    await expectWhole(service);
    expect(service.storage.requests.map(({ range }) => range)).toEqual([undefined, 'bytes=99-', 'bytes=99-']);
  });

  it('is replaced for an ExpiredToken with status 400', async () => {
    const refuse = { status: 400, body: '<Error><Code>ExpiredToken</Code><Message>m</Message></Error>' };
    await expectWhole(await serve((n) => (n === 0 ? { refuse } : {})));
  });

  it('is an error when the fresh one is refused too, with code and message but no secret', async () => {
    const { file, links, events } = await serve(() => ({ refuse: expired }));
    const error = await failure(file);
    expect(error).toBeInstanceOf(HttpError);
    expect(error).toMatchObject({ status: 403, excerpt: 'AccessDenied: Request has expired' });
    expect(links()).toBe(2);
    expect(JSON.stringify([error, String(error), error.stack, events])).not.toContain(SECRET);
  });
});

describe('A download that is refused', () => {
  it('ends at once for a missing file', async () => {
    const refuse = { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' };
    const { file, storage } = await serve(() => ({ refuse }));
    expect(await failure(file)).toMatchObject({ name: 'HttpError', status: 404, excerpt: 'NoSuchKey' });
    expect(storage.requests).toHaveLength(1);
  });

  it('does not take XML for a file, whatever its status', async () => {
    const body = '<Error><Code>InternalError</Code></Error>';
    const { file } = await serve(() => ({ refuse: { status: 200, body } }));
    const cause = { name: 'HttpError', status: 200 };
    expect(await failure(file)).toMatchObject({ name: 'MaxRetriesError', cause });
  });

  it('is tried again while the storage is busy, but not when it asks for a longer wait than allowed', async () => {
    await expectWhole(await serve((n) => (n < 3 ? { refuse: { status: 503 } } : {})));
    const { file } = await serve(() => ({ refuse: { status: 503, headers: { 'retry-after': '60' } } }));
    expect(await failure(file)).toMatchObject({ name: 'HttpError', retryAfter: 60_000 });
  });
});

describe('A download whose storage says a content-encoding of a plain archive', () => {
  const said = ['gzip', 'aws-chunked', 'gzip, aws-chunked', 'x-gzip', 'deflate', 'identity', 'utf-8', ''];

  it.each(said)('"%s" is read whole', async (encoding) => {
    const headers = { 'content-encoding': encoding };
    await expectWhole(await serve(() => ({ headers })));
  });

  it.each([
    ['each time', () => true],
    ['at first', (n: number) => n === 0],
    ['of the rest', (n: number) => n > 0],
  ])('resumes at the next byte if it says so %s', async (_, says) => {
    const service = await serve((n) => ({
      ...(says(n) ? { headers: { 'content-encoding': 'gzip' } } : {}),
      ...(n < 2 ? { cutAt: 100_001 + n * 100_000 } : {}),
    }));
    await expectWhole(service);
    expect(service.storage.requests.map(({ range }) => range)).toEqual([undefined, 'bytes=100001-', 'bytes=200001-']);
  });

  it('starts over where the storage has no ranges', async () => {
    const headers = { 'content-encoding': 'aws-chunked' };
    await expectWhole(await serve((n) => ({ headers, ranges: false, ...(n === 0 ? { cutAt: 100_001 } : {}) })));
  });
});

describe('The retries of a download', () => {
  it('are counted in a row without a new byte', async () => {
    const { file } = await serve((n) => (n === 0 ? { cutAt: 1000 } : { hangUp: true }));
    const error = await failure(file);
    expect(error).toBeInstanceOf(MaxRetriesError);
    expect(error).toMatchObject({ attempts: 4, cause: { name: 'ConnectionError' } });
  });

  it('start over with each new byte', async () => {
    const service = await serve((n) => {
      if (n >= 40) return {};
      return n % 3 === 0 ? { cutAt: 1 + n } : { hangUp: true };
    });
    await expectWhole(service);
    expect(service.storage.requests).toHaveLength(41);
  });

  it('do not start over with bytes that are dropped', async () => {
    const { file, storage } = await serve((n) => ({ ranges: false, cutAt: n === 0 ? 200_000 : 150_000 }));
    expect(await failure(file)).toBeInstanceOf(MaxRetriesError);
    expect(storage.requests).toHaveLength(4);
  });

  it('are none with retries: 0, where the error is that of the connection', async () => {
    const { file, storage } = await serve(() => ({ cutAt: 1000 }), { retries: 0 });
    expect(await failure(file)).toBeInstanceOf(ConnectionError);
    expect(storage.requests).toHaveLength(1);
  });
});

describe('A download', () => {
  it('reads from the socket only as fast as it is pulled', async () => {
    const large = buildZip([{ data: Buffer.alloc(64 * 2 ** 20), method: 0 }]);
    const { file, storage } = await serveArchive(large);
    const chunks = file.content()[Symbol.asyncIterator]();
    await chunks.next();
    let before = -1;
    // Until the server sends nothing more between two looks: the buffers of the sockets are full.
    await expect.poll(() => before === (before = storage.sent), { interval: 100 }).toBe(true);
    expect(storage.sent).toBeLessThan(large.length / 2);
    await chunks.return?.();
  });

  it('leaves no socket or timer after it was left many times', async () => {
    const { file, storage } = await serve(() => ({ stallAt: 70_000 }));
    for (let round = 0; round < soak(30, 300); round += 1) {
      const chunks = file.content()[Symbol.asyncIterator]();
      await chunks.next();
      const pending = chunks.next();
      await chunks.return?.();
      expect((await pending).done).toBe(true);
    }
    await expect.poll(() => storage.sockets.size).toBe(0);
    expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length).toBeLessThan(5);
  });
});
