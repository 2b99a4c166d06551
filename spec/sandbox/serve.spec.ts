import { describe, expect, it } from 'vitest';
import { download, linkTo, openLogs } from './raw-logs/raw-log-call.js';

describe('receive', () => {
  it('keeps a log of downloads among the calls', async () => {
    const { sandbox, filename } = await openLogs();
    const link = await linkTo(sandbox, filename);
    const { headers } = await download(link, { range: 'bytes=0-3' });
    expect(sandbox.requests).toMatchObject([
      { target: 'RawLog', method: 'getDownloadLink' },
      {
        target: 'RawLog',
        method: 'download',
        url: link.slice(link.indexOf('/raw-logs')),
        headers: { range: 'bytes=0-3' },
      },
    ]);
    expect(headers['x-request-id']).toMatch(/^0{31}2$/);
  });

  it('calls hooks before a download, too, and waits as long as before any reply', async () => {
    const { sandbox, filename } = await openLogs();
    const link = await linkTo(sandbox, filename);
    sandbox.configure({ latency: 30 });
    sandbox.onRequest(({ method }) => void (method === 'download' && sandbox.rawLogs.remove('clicks', filename)));
    const began = performance.now();
    expect((await download(link)).status).toBe(404);
    expect(performance.now() - began).toBeGreaterThan(28);
  });

  it('does not wait for a file to be measured when the client has left', async () => {
    const { sandbox, filename } = await openLogs({ rowsPerFile: 100_000_000 });
    const leaving = new AbortController();
    const failing = expect(fetch(await linkTo(sandbox, filename), { signal: leaving.signal })).rejects.toThrow();
    await sandbox.received(2);
    expect(sandbox.inFlight).toBe(1);
    leaving.abort();
    await failing;
    await sandbox.idle();
  });

  it('is done with a download when its client leaves in the middle', async () => {
    const { sandbox, filename } = await openLogs({ rowsPerFile: 20_000, compression: 'store' });
    const { complete } = await download(await linkTo(sandbox, filename), {}, (_received, leave) => leave());
    expect(complete).toBe(false);
    await sandbox.idle();
  });

  it('is broken off by the sandbox closing', async () => {
    const { sandbox, filename } = await openLogs({ rowsPerFile: 2000, bytesPerSecond: 10_000 });
    const link = await linkTo(sandbox, filename);
    let started: () => void = () => undefined;
    const arriving = new Promise<void>((resolve) => (started = resolve));
    const broken = download(link, {}, started);
    await arriving;
    expect([sandbox.inFlight, sandbox.connections > 0]).toEqual([1, true]);
    await sandbox.close();
    expect((await broken).complete).toBe(false);
    await sandbox.idle();
    expect([sandbox.inFlight, sandbox.connections]).toEqual([0, 0]);
  });
});
