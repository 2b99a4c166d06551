import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Fault, RawLogOptions, Sandbox } from 'rxoffers/sandbox';
import { bytesOf, download, linkTo, openLogs } from './raw-log-call.js';

const meet = async (fault: Fault, options: RawLogOptions = {}) => {
  const { sandbox, filename } = await openLogs(options);
  const link = await linkTo(sandbox, filename);
  const right = (await download(link)).body;
  sandbox.faults.next(fault);
  return { sandbox, filename, link, right };
};

const differences = (a: Buffer, b: Buffer): number[] => [...a].flatMap((byte, at) => (byte === b[at] ? [] : [at]));

/** The inflated entry of an archive that tells its sizes before its data. */
const entryIn = (zip: Buffer): Buffer => {
  const start = 30 + zip.readUInt16LE(26) + zip.readUInt16LE(28);
  return inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(18)));
};

const codeOf = ({ body }: { readonly body: Buffer }): string | undefined =>
  /<Code>(\w+)<\/Code>/.exec(body.toString())?.[1];

describe('a download', () => {
  it('is the file, and says all that a client needs to resume it', async () => {
    const { sandbox, filename } = await openLogs();
    const { status, headers, body, complete } = await download(await linkTo(sandbox, filename));
    expect([status, complete, body.length]).toEqual([200, true, await sandbox.rawLogs.size('clicks', filename)]);
    expect(headers).toMatchObject({
      ...{ 'content-type': 'application/zip', 'accept-ranges': 'bytes', 'content-length': String(body.length) },
      ...{ etag: expect.stringMatching(/^"\w+"$/) as string, 'last-modified': 'Wed, 07 Sep 2016 01:00:00 GMT' },
    });
    expect(entryIn(body).equals(await bytesOf(sandbox.rawLogs.csv('clicks', filename)))).toBe(true);
  });

  it.each(['deflate', 'store'] as const)('comes in ranges that make the whole again (%s)', async (compression) => {
    const { sandbox, filename } = await openLogs({ compression, rowsPerFile: 700 });
    const link = await linkTo(sandbox, filename);
    const { body: all, headers } = await download(link);
    const cuts = [0, 1, 29, Math.floor(all.length / 3), Math.floor(all.length / 2), all.length - 22, all.length];
    const parts: Buffer[] = [];
    for (let index = 1; index < cuts.length; index++) {
      const [from = 0, to = 0] = [cuts[index - 1], cuts[index]];
      const range = to === all.length ? `bytes=${from}-` : `bytes=${from}-${to - 1}`;
      const part = await download(link, { range, 'if-range': headers.etag ?? '' });
      expect([part.status, part.headers['content-range']]).toEqual([206, `bytes ${from}-${to - 1}/${all.length}`]);
      parts.push(part.body);
    }
    expect(Buffer.concat(parts).equals(all)).toBe(true);
  });

  it('is whole again for who knows another version, and none beyond its end', async () => {
    const { sandbox, filename } = await openLogs();
    const link = await linkTo(sandbox, filename);
    const size = await sandbox.rawLogs.size('clicks', filename);
    const other = await download(link, { range: 'bytes=5-', 'if-range': '"another"' });
    expect([other.status, other.body.length]).toEqual([200, size]);
    const beyond = await download(link, { range: `bytes=${size}-` });
    expect([beyond.status, beyond.headers['content-range'], codeOf(beyond)]).toEqual([
      ...[416, `bytes */${size}`, 'InvalidRange'],
    ]);
  });

  it('has no ranges and no ETag when told so', async () => {
    const { sandbox, filename } = await openLogs({ ranges: false, etags: false });
    const { status, headers } = await download(await linkTo(sandbox, filename), { range: 'bytes=5-' });
    expect([status, headers.etag, headers['accept-ranges']]).toEqual([200, undefined, undefined]);
    expect(headers['last-modified']).toBeDefined();
  });

  it('needs a link that is signed, and has not expired by the clock of the sandbox', async () => {
    let now = Date.parse('2016-09-10T00:00:00Z');
    const { sandbox, filename } = await openLogs({ linkLifetime: 1000 }, { now: () => now });
    const link = await linkTo(sandbox, filename);
    expect((await download(link)).status).toBe(200);
    expect(codeOf(await download(`${link}0`))).toBe('SignatureDoesNotMatch');
    expect(codeOf(await download(link.slice(0, link.indexOf('?'))))).toBe('AccessDenied');
    expect((await fetch(link, { method: 'POST' })).status).toBe(403);
    now += 1000;
    const expired = await download(link);
    expect([expired.status, codeOf(expired)]).toEqual([403, 'AccessDenied']);
    expect(expired.body.toString()).toMatch('<Message>Request has expired</Message>');
    expect((await download(await linkTo(sandbox, filename))).status).toBe(200);
  });

  it('finds nothing where the file was', async () => {
    const { sandbox, filename } = await openLogs();
    const link = await linkTo(sandbox, filename);
    sandbox.rawLogs.remove('clicks', filename);
    const gone = await download(link);
    expect([gone.status, codeOf(gone)]).toEqual([404, 'NoSuchKey']);
  });

  it('is as slow as it is told to be', async () => {
    const { sandbox, filename } = await openLogs({ rowsPerFile: 0, bytesPerSecond: 10_000 });
    const began = performance.now();
    const { body } = await download(await linkTo(sandbox, filename));
    expect(performance.now() - began).toBeGreaterThan(body.length / 10 - 20);
  });

  it('of a file of 200 MB holds little of it', async () => {
    const { sandbox, filename } = await openLogs({ rowsPerFile: 345_000, compression: 'store', quirks: 0 });
    const size = await sandbox.rawLogs.size('clicks', filename);
    expect(size).toBeGreaterThan(200e6);
    const link = await linkTo(sandbox, filename);
    gc?.();
    const before = process.memoryUsage().rss;
    let largest = 0;
    let received = 0;
    const { body } = (await fetch(link)) as { body: AsyncIterable<Uint8Array> };
    for await (const chunk of body) {
      received += chunk.length;
      largest = Math.max(largest, process.memoryUsage().rss - before);
    }
    expect(received).toBe(size);
    expect(largest).toBeLessThan(80e6);
  });
});

describe('a fault of a download', () => {
  it('cut closes the connection behind the byte before, whatever part it meets', async () => {
    const { sandbox, link, right } = await meet({ kind: 'cut', at: 1000, times: 2 });
    const first = await download(link);
    expect([first.complete, first.body.equals(right.subarray(0, 1000))]).toEqual([false, true]);
    const second = await download(link, { range: 'bytes=400-' });
    expect([second.status, second.complete, second.body.equals(right.subarray(400, 1000))]).toEqual([206, false, true]);
    expect((await download(link)).body.equals(right)).toBe(true);
    expect(sandbox.faults.pending).toBe(0);
  });

  it('cut may lie before the part: nothing of it comes', async () => {
    const { link } = await meet({ kind: 'cut', at: 100 });
    expect(await download(link, { range: 'bytes=400-' })).toMatchObject({
      status: 206,
      complete: false,
      body: { length: 0 },
    });
  });

  it('cut delivers every byte before it, at whatever place', async () => {
    const { sandbox, link, right } = await meet({ kind: 'cut', at: 0 }, { rowsPerFile: 3000, compression: 'store' });
    await download(link);
    for (const share of [0.1, 0.35, 0.5, 0.77, 0.999]) {
      const at = Math.floor(right.length * share);
      sandbox.faults.next({ kind: 'cut', at });
      expect((await download(link)).body.equals(right.subarray(0, at))).toBe(true);
    }
  });

  it('stall-at sends what lies before and waits for the client to leave', async () => {
    const { sandbox, link, right } = await meet({ kind: 'stall-at', at: 1000 });
    const { body } = await download(link, {}, (received, leave) => received === 1000 && leave());
    expect(body.equals(right.subarray(0, 1000))).toBe(true);
    await sandbox.idle();
  });

  it('change makes another file of it, from this reply on', async () => {
    const { sandbox, filename, link, right } = await meet({ kind: 'change' });
    const etag = (await download(link)).headers.etag;
    expect((await download(link)).headers.etag).toBe(etag);
    expect((await download(link)).body.equals(right)).toBe(false);
    expect(entryIn((await download(link)).body).equals(await bytesOf(sandbox.rawLogs.csv('clicks', filename)))).toBe(
      true,
    );
  });

  it('change at a byte cuts the old version there: to resume finds the new one', async () => {
    const { link, right } = await meet({ kind: 'change', at: 1000 });
    const first = await download(link);
    expect([first.complete, first.body.equals(right.subarray(0, 1000))]).toEqual([false, true]);
    const resumed = await download(link, { range: 'bytes=1000-', 'if-range': first.headers.etag ?? '' });
    expect(resumed.status).toBe(200);
    expect(resumed.headers.etag).not.toBe(first.headers.etag);
  });

  it('corrupt changes one byte, in the middle of the data unless told where', async () => {
    const { sandbox, link, right } = await meet({ kind: 'corrupt' });
    const [middle = 0, ...more] = differences(right, (await download(link)).body);
    expect(more).toEqual([]);
    expect(Math.abs(middle - right.length / 2)).toBeLessThan(100);
    sandbox.faults.next({ kind: 'corrupt', at: 77 });
    expect(differences(right, (await download(link)).body)).toEqual([77]);
    sandbox.faults.next({ kind: 'corrupt', at: 77 });
    expect(differences(right.subarray(70), (await download(link, { range: 'bytes=70-' })).body)).toEqual([7]);
  });

  it('crc lies in both places', async () => {
    const { link, right } = await meet({ kind: 'crc' });
    const { body, headers } = await download(link);
    expect(differences(right, body)).toHaveLength(2);
    expect(headers['content-length']).toBe(String(right.length));
    expect(entryIn(body).equals(entryIn(right))).toBe(true);
  });

  it('truncate ends the file, and says so', async () => {
    const { link, right } = await meet({ kind: 'truncate', at: 1000, times: 3 });
    const { complete, body, headers } = await download(link);
    expect([complete, headers['content-length'], body.equals(right.subarray(0, 1000))]).toEqual([true, '1000', true]);
    expect((await download(link, { range: 'bytes=10-' })).headers['content-range']).toBe('bytes 10-999/1000');
    expect((await download(link, { range: 'bytes=1000-' })).headers['content-range']).toBe('bytes */1000');
  });

  it('not-a-zip is a page that claims to be one', async () => {
    const { link } = await meet({ kind: 'not-a-zip' });
    const { status, headers, body, complete } = await download(link);
    expect([status, headers['content-type'], complete]).toEqual([200, 'application/zip', true]);
    expect(body.toString()).toMatch(/^<!DOCTYPE html>/);
  });

  it('s3 is an error in XML, with status 200 too', async () => {
    const { sandbox, link } = await meet({ kind: 's3' });
    const refused = await download(link);
    expect([refused.status, codeOf(refused)]).toEqual([403, 'AccessDenied']);
    sandbox.faults.next({ kind: 's3', status: 200, code: 'SlowDown', message: 'Please reduce your request rate.' });
    const slow = await download(link);
    expect([slow.status, slow.headers['content-type'], codeOf(slow)]).toEqual([200, 'application/xml', 'SlowDown']);
  });
});

describe('a fault of any request', () => {
  const broken = async (sandbox: Sandbox, link: string, fault: Fault) => {
    sandbox.faults.next(fault);
    // A reset may overtake what was sent before it, the headers too.
    return download(link).catch((error: NodeJS.ErrnoException) => ({ complete: false, error: error.code }));
  };

  it('means for a download what it means for a call', async () => {
    const { sandbox, link, right } = await meet({ kind: 'status', status: 503, retryAfter: 1 });
    expect(await download(link)).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    expect(await broken(sandbox, link, { kind: 'reset' })).toEqual({ complete: false, error: 'ECONNRESET' });
    expect(await broken(sandbox, link, { kind: 'reset', at: 'headers' })).toMatchObject({ complete: false });
    expect(await broken(sandbox, link, { kind: 'reset', at: 'body' })).toMatchObject({ complete: false });
    expect(await broken(sandbox, link, { kind: 'garbage' })).toMatchObject({
      headers: { 'content-type': 'text/html' },
    });
    expect(await broken(sandbox, link, { kind: 'garbage', as: 'encoding' })).toMatchObject({
      headers: { 'content-encoding': 'gzip' },
    });
    expect(await broken(sandbox, link, { kind: 'garbage', as: 'truncated' })).toMatchObject({
      complete: true,
      body: { length: Math.floor(right.length / 2) },
    });
    expect(await broken(sandbox, link, { kind: 'slow', bytes: 2000, every: 1 })).toMatchObject({ body: right });
  });

  it('stall at the start keeps a download until the client leaves', async () => {
    const { sandbox, link } = await meet({ kind: 'stall' });
    const leaving = new AbortController();
    const failing = expect(fetch(link, { signal: leaving.signal })).rejects.toThrow();
    await sandbox.received(3);
    leaving.abort();
    await failing;
    await sandbox.idle();
  });

  it('can be told from `when` to meet downloads alone', async () => {
    const { sandbox, filename } = await openLogs();
    sandbox.faults.next({ kind: 'status', status: 500, when: ({ method }) => method === 'download' });
    expect((await download(await linkTo(sandbox, filename))).status).toBe(500);
  });
});
