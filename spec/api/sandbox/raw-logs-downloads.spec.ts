import fc from 'fast-check';
import unzipper from 'unzipper';
import { describe, expect, it } from 'vitest';
import { clientOf } from '../../support/client-of.js';
import { collect } from '../../support/collect.js';
import { bytesOf, download, linkTo, openLogs, type Reply } from '../../support/sandbox-logs.js';
import { soak } from '../../support/soak.js';

const codeOf = ({ body }: Pick<Reply, 'body'>): string | undefined => /<Code>(\w+)<\/Code>/.exec(body.toString())?.[1];

describe('a download', () => {
  it('is the file, with everything that a client needs to resume', async () => {
    const { sandbox, filename } = await openLogs();
    const { status, headers, body, complete } = await download(await linkTo(sandbox, filename));
    expect([status, complete, body.length]).toEqual([200, true, await sandbox.rawLogs.size('clicks', filename)]);
    expect(headers).toMatchObject({
      ...{ 'content-type': 'application/zip', 'accept-ranges': 'bytes', 'content-length': String(body.length) },
      ...{
        etag: expect.stringMatching(/^"[0-9a-f]{32}"$/) as string,
        'last-modified': 'Wed, 07 Sep 2016 01:00:00 GMT',
      },
    });
  });

  it.each([
    ['deflate', false],
    ['deflate', true],
    ['store', false],
    ['store', true],
  ] as const)('opens in unzipper and in the client (%s, descriptor %s)', async (compression, descriptor) => {
    const { sandbox, filename } = await openLogs({ compression, descriptor, rowsPerFile: 300, quirks: 0.2 });
    const csv = await bytesOf(sandbox.rawLogs.csv('clicks', filename));
    const { body } = await download(await linkTo(sandbox, filename));
    const { files } = await unzipper.Open.buffer(body);
    expect(files.map(({ path }) => path)).toEqual([filename.slice(9).replace('.zip', '.csv')]);
    expect((await files[0]?.buffer())?.equals(csv)).toBe(true);
    const records = await collect(clientOf(sandbox).rawLogs.clicks.findAll('20160907'));
    expect(records.map((record) => record.toObject())).toMatchObject(
      [...sandbox.rawLogs.rows('clicks', filename)].map((row) => ({
        transaction_id: row['transaction_id'],
        affiliate_sub2: row['affiliate_sub2'],
      })),
    );
  });

  it('has the same bytes for the same seed, and others for another seed', async () => {
    const bytes = async (seed: number) => {
      const { sandbox, filename } = await openLogs({}, { seed });
      return (await download(await linkTo(sandbox, filename))).body;
    };
    const first = await bytes(7);
    expect((await bytes(7)).equals(first)).toBe(true);
    expect((await bytes(8)).equals(first)).toBe(false);
  });

  it('has a different ETag for each version and each form of the archive', async () => {
    const etagOf = async ({ sandbox, filename }: Awaited<ReturnType<typeof openLogs>>) =>
      (await download(await linkTo(sandbox, filename))).headers.etag;
    const opened = await openLogs();
    const etags = [await etagOf(opened), await etagOf(await openLogs({ compression: 'store' }))];
    etags.push(await etagOf(await openLogs({ descriptor: true })));
    expect(await etagOf(await openLogs())).toBe(etags[0]);
    opened.sandbox.rawLogs.change('clicks', opened.filename);
    expect(new Set([...etags, await etagOf(opened)]).size).toBe(4);
  });

  it('has no ranges and no ETag where the options say so', async () => {
    const { sandbox, filename } = await openLogs({ ranges: false, etags: false });
    const { status, headers } = await download(await linkTo(sandbox, filename), { range: 'bytes=5-' });
    expect([status, headers.etag, headers['accept-ranges']]).toEqual([200, undefined, undefined]);
    expect(headers['last-modified']).toBeDefined();
  });

  it('has the requested speed', async () => {
    const { sandbox, filename } = await openLogs({ rowsPerFile: 0, bytesPerSecond: 10_000 });
    const began = performance.now();
    const { body } = await download(await linkTo(sandbox, filename));
    expect(performance.now() - began).toBeGreaterThan(body.length / 10 - 20);
  });

  it('of a file that was removed gets 404', async () => {
    const { sandbox, filename } = await openLogs();
    const link = await linkTo(sandbox, filename);
    sandbox.rawLogs.remove('clicks', filename);
    const gone = await download(link);
    expect([gone.status, codeOf(gone)]).toEqual([404, 'NoSuchKey']);
    expect(gone.body.toString()).toMatch(`<Key>clicks/${filename}</Key>`);
    expect(gone.headers['content-type']).toBe('application/xml');
  });
});

describe('a range of a download', () => {
  it.each(['deflate', 'store'] as const)('has the bytes of the whole file (%s)', async (compression) => {
    const { sandbox, filename } = await openLogs({ compression, rowsPerFile: 700 });
    const link = await linkTo(sandbox, filename);
    const all = (await download(link)).body;
    const position = fc.nat(all.length - 1);
    const check = async (a: number, b: number) => {
      const [from, last] = [Math.min(a, b), Math.max(a, b)];
      const { status, headers, body } = await download(link, { range: `bytes=${from}-${last}` });
      expect([status, headers['content-range']]).toEqual([206, `bytes ${from}-${last}/${all.length}`]);
      expect(body.equals(all.subarray(from, last + 1))).toBe(true);
    };
    await fc.assert(fc.asyncProperty(position, position, check), {
      numRuns: soak(10, 100),
      examples: [
        [0, 0],
        [29, 30],
        [all.length - 22, all.length - 1],
      ],
    });
  });

  it.each<[string, [from: number, to: number] | 'beyond' | 'whole']>([
    ['bytes=3-', [3, Infinity]],
    ['bytes=3-99999999', [3, Infinity]],
    ['bytes=-4', [-4, Infinity]],
    ['bytes=-99999999', [0, Infinity]],
    ['bytes=99999999-', 'beyond'],
    ['bytes=-0', 'beyond'],
    ['bytes=5-4', 'whole'],
    ['bytes=0-1,4-5', 'whole'],
    ['bytes=-', 'whole'],
    ['lines=1-2', 'whole'],
  ])('%s is %j', async (range, expected) => {
    const { sandbox, filename } = await openLogs({ rowsPerFile: 1 });
    const link = await linkTo(sandbox, filename);
    const all = (await download(link)).body;
    const reply = await download(link, { range });
    if (expected === 'beyond') {
      expect([reply.status, codeOf(reply)]).toEqual([416, 'InvalidRange']);
      expect(reply.headers['content-range']).toBe(`bytes */${all.length}`);
    } else {
      const [from, to] = expected === 'whole' ? [0, Infinity] : expected;
      expect(reply.status).toBe(expected === 'whole' ? 200 : 206);
      expect(reply.body.equals(all.subarray(from, to))).toBe(true);
    }
  });

  it('starts after the end of the file exactly at its size', async () => {
    const { sandbox, filename } = await openLogs();
    const link = await linkTo(sandbox, filename);
    const size = await sandbox.rawLogs.size('clicks', filename);
    expect((await download(link, { range: `bytes=${size}-` })).status).toBe(416);
    expect((await download(link, { range: `bytes=${size - 1}-` })).status).toBe(206);
  });

  it('depends on If-Range: another version is sent whole', async () => {
    const { sandbox, filename } = await openLogs();
    const link = await linkTo(sandbox, filename);
    const { headers, body } = await download(link);
    const statusFor = async (validator: string, range = 'bytes=4-') =>
      (await download(link, { range, 'if-range': validator })).status;
    for (const validator of [headers.etag ?? '', headers['last-modified'] ?? ''])
      expect(await statusFor(validator)).toBe(206);
    for (const validator of ['"v0"', `W/${headers.etag}`, 'Fri, 09 Sep 2016 09:00:00 GMT'])
      expect(await statusFor(validator)).toBe(200);
    expect(await statusFor('"v0"', `bytes=${body.length}-`)).toBe(200);
    expect(await statusFor(headers.etag ?? '', `bytes=${body.length}-`)).toBe(416);
  });
});

describe('a link', () => {
  it('looks like one of S3', async () => {
    const now = () => Date.parse('2016-09-10T00:00:00.250Z');
    const { sandbox, filename } = await openLogs({ linkLifetime: 1500 }, { now });
    const { pathname, searchParams } = new URL(await linkTo(sandbox, filename));
    expect(pathname).toBe(`/raw-logs/clicks/${filename}`);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      'X-Amz-Date': '20160910T000000Z',
      'X-Amz-Expires': '2',
      'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  it('expires by the clock of the sandbox, to the millisecond', async () => {
    let now = Date.parse('2016-09-10T00:00:00Z');
    const { sandbox, filename } = await openLogs({ linkLifetime: 1000 }, { now: () => now });
    const link = await linkTo(sandbox, filename);
    now += 999;
    expect((await download(link)).status).toBe(200);
    now += 1;
    const expired = await download(link);
    expect([expired.status, codeOf(expired)]).toEqual([403, 'AccessDenied']);
    expect(expired.body.toString()).toMatch(
      '<Message>Request has expired</Message>' +
        '<Expires>2016-09-10T00:00:01Z</Expires><ServerTime>2016-09-10T00:00:01Z</ServerTime>',
    );
    expect((await download(await linkTo(sandbox, filename))).status).toBe(200);
  });

  it('is refused when it was changed, has another seed, or has no signature', async () => {
    const { sandbox, filename } = await openLogs({ filesPerDay: 2 });
    const link = await linkTo(sandbox, filename);
    const other = sandbox.rawLogs.files('clicks')[1]?.filename ?? '';
    const { origin } = new URL(link);
    const seeded = await openLogs({ filesPerDay: 2 }, { seed: 2 });
    const foreign = new URL(await linkTo(seeded.sandbox, seeded.filename));
    const forged = [
      `${link}0`,
      link.replace(filename, other),
      link.replace(/deadline=\d+/, 'deadline=9999999999999'),
      `${origin}${foreign.pathname}${foreign.search}`,
    ];
    for (const url of forged) expect(codeOf(await download(url))).toBe('SignatureDoesNotMatch');
    const unsigned = await download(link.slice(0, link.indexOf('?')));
    expect([unsigned.status, codeOf(unsigned)]).toEqual([403, 'AccessDenied']);
    expect((await fetch(link, { method: 'POST' })).status).toBe(403);
  });
});
