import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Fault, RawLogOptions, Sandbox } from 'rxoffers/sandbox';
import { clientOf } from '../../support/client-of.js';
import { collect } from '../../support/collect.js';
import { bytesOf, download, linkTo, openLogs } from '../../support/sandbox-logs.js';

const openWithFault = async (fault: Fault, options: RawLogOptions = {}) => {
  const { sandbox, filename } = await openLogs(options);
  const link = await linkTo(sandbox, filename);
  const undamaged = (await download(link)).body;
  sandbox.faults.next(fault);
  return { sandbox, filename, link, undamaged };
};

const differences = (a: Buffer, b: Buffer): number[] => [...a].flatMap((byte, at) => (byte === b[at] ? [] : [at]));

/** The inflated entry of an archive that states its sizes before its data. */
const entryIn = (zip: Buffer): Buffer => {
  const start = 30 + zip.readUInt16LE(26) + zip.readUInt16LE(28);
  return inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(18)));
};

const codeOf = ({ body }: { readonly body: Buffer }): string | undefined =>
  /<Code>(\w+)<\/Code>/.exec(body.toString())?.[1];

describe('a fault of a download', () => {
  it('cut closes the connection before its byte, also in a range', async () => {
    const { sandbox, link, undamaged } = await openWithFault({ kind: 'cut', at: 1000, times: 2 });
    const first = await download(link);
    expect([first.complete, first.body.equals(undamaged.subarray(0, 1000))]).toEqual([false, true]);
    const second = await download(link, { range: 'bytes=400-' });
    expect([second.status, second.complete, second.body.equals(undamaged.subarray(400, 1000))]).toEqual([
      206,
      false,
      true,
    ]);
    expect((await download(link)).body.equals(undamaged)).toBe(true);
    expect(sandbox.faults.pending).toBe(0);
  });

  it('cut before a range sends nothing of it', async () => {
    const { link } = await openWithFault({ kind: 'cut', at: 100 });
    expect(await download(link, { range: 'bytes=400-' })).toMatchObject({
      status: 206,
      complete: false,
      body: { length: 0 },
    });
  });

  it('cut delivers every byte before it', async () => {
    const { sandbox, link, undamaged } = await openWithFault(
      { kind: 'cut', at: 0 },
      { rowsPerFile: 3000, compression: 'store' },
    );
    await download(link);
    for (const share of [0.1, 0.35, 0.5, 0.77, 0.999]) {
      const at = Math.floor(undamaged.length * share);
      sandbox.faults.next({ kind: 'cut', at });
      expect((await download(link)).body.equals(undamaged.subarray(0, at))).toBe(true);
    }
  });

  it('stall-at sends the bytes before it and waits until the client leaves', async () => {
    const { sandbox, link, undamaged } = await openWithFault({ kind: 'stall-at', at: 1000 });
    const { body } = await download(link, {}, (received, leave) => received === 1000 && leave());
    expect(body.equals(undamaged.subarray(0, 1000))).toBe(true);
    await sandbox.idle();
  });

  it('change replaces the file by a new version, from this reply on', async () => {
    const { sandbox, filename, link, undamaged } = await openWithFault({ kind: 'change' });
    const etag = (await download(link)).headers.etag;
    expect((await download(link)).headers.etag).toBe(etag);
    expect((await download(link)).body.equals(undamaged)).toBe(false);
    expect(entryIn((await download(link)).body).equals(await bytesOf(sandbox.rawLogs.csv('clicks', filename)))).toBe(
      true,
    );
  });

  it('change at a byte cuts the old version there, so that resuming finds the new one', async () => {
    const { link, undamaged } = await openWithFault({ kind: 'change', at: 1000 });
    const first = await download(link);
    expect([first.complete, first.body.equals(undamaged.subarray(0, 1000))]).toEqual([false, true]);
    const resumed = await download(link, { range: 'bytes=1000-', 'if-range': first.headers.etag ?? '' });
    expect(resumed.status).toBe(200);
    expect(resumed.headers.etag).not.toBe(first.headers.etag);
  });

  it('corrupt changes one byte, in the middle of the data by default', async () => {
    const { sandbox, link, undamaged } = await openWithFault({ kind: 'corrupt' });
    const [middle = 0, ...more] = differences(undamaged, (await download(link)).body);
    expect(more).toEqual([]);
    expect(Math.abs(middle - undamaged.length / 2)).toBeLessThan(100);
    sandbox.faults.next({ kind: 'corrupt', at: 77 });
    expect(differences(undamaged, (await download(link)).body)).toEqual([77]);
    sandbox.faults.next({ kind: 'corrupt', at: 77 });
    expect(differences(undamaged.subarray(70), (await download(link, { range: 'bytes=70-' })).body)).toEqual([7]);
  });

  it('crc states a wrong CRC-32 in both places', async () => {
    const { link, undamaged } = await openWithFault({ kind: 'crc' });
    const { body, headers } = await download(link);
    expect(differences(undamaged, body)).toHaveLength(2);
    expect(headers['content-length']).toBe(String(undamaged.length));
    expect(entryIn(body).equals(entryIn(undamaged))).toBe(true);
  });

  it.each([
    ['deflate', true],
    ['store', false],
    ['store', true],
  ] as const)('crc is seen by the client (%s, descriptor %s)', async (compression, descriptor) => {
    const { sandbox, link, undamaged } = await openWithFault({ kind: 'crc', times: 2 }, { compression, descriptor });
    expect(differences(undamaged, (await download(link)).body)).toHaveLength(2);
    const reading = collect(clientOf(sandbox, { retries: 0 }).rawLogs.clicks.findAll('20160907'));
    await expect(reading).rejects.toMatchObject({ name: 'RawLogCorruptError', message: /CRC-32/ });
  });

  it('truncate ends the file early, and the headers agree', async () => {
    const { link, undamaged } = await openWithFault({ kind: 'truncate', at: 1000, times: 3 });
    const { complete, body, headers } = await download(link);
    expect([complete, headers['content-length'], body.equals(undamaged.subarray(0, 1000))]).toEqual([
      true,
      '1000',
      true,
    ]);
    expect((await download(link, { range: 'bytes=10-' })).headers['content-range']).toBe('bytes 10-999/1000');
    expect((await download(link, { range: 'bytes=1000-' })).headers['content-range']).toBe('bytes */1000');
  });

  it('not-a-zip is an HTML page with the type of an archive', async () => {
    const { link } = await openWithFault({ kind: 'not-a-zip' });
    const { status, headers, body, complete } = await download(link);
    expect([status, headers['content-type'], complete]).toEqual([200, 'application/zip', true]);
    expect(body.toString()).toMatch(/^<!DOCTYPE html>/);
  });

  it('s3 is an error in XML, even with status 200', async () => {
    const { sandbox, link } = await openWithFault({ kind: 's3' });
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
    // A reset may overtake everything sent before it, even the headers.
    return download(link).catch((error: NodeJS.ErrnoException) => ({ complete: false, error: error.code }));
  };

  it('means the same for a download as for a call', async () => {
    const { sandbox, link, undamaged } = await openWithFault({ kind: 'status', status: 503, retryAfter: 1 });
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
      body: { length: Math.floor(undamaged.length / 2) },
    });
    expect(await broken(sandbox, link, { kind: 'slow', bytes: 2000, every: 1 })).toMatchObject({ body: undamaged });
  });

  it('stall at the start holds a download until the client leaves', async () => {
    const { sandbox, link } = await openWithFault({ kind: 'stall' });
    const leaving = new AbortController();
    const failing = expect(fetch(link, { signal: leaving.signal })).rejects.toThrow();
    await sandbox.received(3);
    leaving.abort();
    await failing;
    await sandbox.idle();
  });

  it('can be restricted to downloads by `when`', async () => {
    const { sandbox, filename } = await openLogs();
    sandbox.faults.next({ kind: 'status', status: 500, when: ({ method }) => method === 'download' });
    expect((await download(await linkTo(sandbox, filename))).status).toBe(500);
  });
});
