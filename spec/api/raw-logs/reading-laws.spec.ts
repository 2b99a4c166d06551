import { deflateRawSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import { filter, firstValueFrom, type Observable, take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { ConnectionError, type HasOffers, iterate, type LogRecord, MaxRetriesError, Stream } from 'rxoffers';
import type { Fault, RawLogOptions } from 'rxoffers/sandbox';
import { openClient } from '../../support/client-of.js';
import { collect, failureOf, settle } from '../../support/collect.js';
import { serveHours } from '../../support/raw-log-service.js';
import { watchRejections } from '../../support/rejections.js';
import { soak } from '../../support/soak.js';
import { buildZip } from '../../support/zip-builder.js';

const DAY = '20160907';
// Rows of a file that takes longer to read than a test runs.
const MANY = soak(4_000, 20_000);
const open = (rawLogs: RawLogOptions = {}, options = {}) =>
  openClient({ rawLogs: { days: 2, filesPerDay: 3, ...rawLogs } }, options);

/** Every way to read the records of some days. */
const WAYS: readonly [string, (api: HasOffers) => Stream<unknown>][] = [
  ['findAll of a day', ({ rawLogs }) => rawLogs.clicks.findAll(DAY)],
  ['findAll of a month', ({ rawLogs }) => rawLogs.clicks.findAll('201609', { lazy: true })],
  ['findAll, interleaved', ({ rawLogs }) => rawLogs.clicks.findAll(DAY, { ordered: false })],
  ['findAll, spooled', ({ rawLogs }) => rawLogs.clicks.findAll(DAY, { spool: true })],
  ['batches', ({ rawLogs }) => rawLogs.clicks.batches(DAY)],
];

/** The ids of records, or of batches of them; sorted, since several files may come in any order. */
const idsIn = (emitted: readonly unknown[]): (string | null | undefined)[] =>
  emitted
    .flat()
    .map((record) => (record as LogRecord)['transaction_id'])
    .sort();

describe.each(WAYS)('%s', (_, of) => {
  it('sends nothing before it is subscribed to, nor when it is awaited, and all again each time', async () => {
    const { api, sandbox } = await open({ rowsPerFile: 5 });
    const stream = of(api);
    expect(stream).toBeInstanceOf(Stream);
    // eslint-disable-next-line @typescript-eslint/await-thenable -- awaiting a stream must not subscribe to it
    await stream;
    await settle();
    expect(sandbox.requests).toHaveLength(0);
    const first = idsIn(await collect(stream));
    const sent = sandbox.requests.length;
    expect(sent).toBeGreaterThan(3);
    expect(first.length % 5).toBe(0);
    expect(new Set(first).size).toBe(first.length);
    expect(idsIn(await collect(stream))).toEqual(first);
    expect(sandbox.requests).toHaveLength(2 * sent);
  });

  it('has closed the connections of its downloads when it completes', async () => {
    const { api, sandbox } = await open({ rowsPerFile: 5 });
    await collect(of(api));
    await sandbox.idle();
    await api.close();
    await expect.poll(() => sandbox.connections).toBe(0);
  });
});

const isCall =
  (name: string) =>
  ({ method }: { readonly method: string }): boolean =>
    method === name;
const isDownload = isCall('download');
const stall = (method: string): Fault => ({ kind: 'stall', when: isCall(method), times: Infinity });

/** Points where a stream can stall: the range, the fault, and the number of requests received by then. */
const STAGES: readonly [string, string, Fault, number][] = [
  ['the dirs', '201609', stall('listDateDirs'), 1],
  ['the files', DAY, stall('listLogs'), 1],
  ['a link', DAY, stall('getDownloadLink'), 2],
  ['the headers of a download', DAY, stall('download'), 3],
  ['the body of a download', DAY, { kind: 'stall-at', at: 40, times: Infinity }, 3],
  ['the rest of a download', DAY, { kind: 'stall-at', at: 5_000, times: Infinity }, 3],
];

// Every way at every stage; or two stages for each of the last three ways, so that each stage has one.
const waysAt = (stage: string): string[] => {
  const names = WAYS.slice(2).map(([name]) => name);
  const index = STAGES.findIndex(([name]) => name === stage) % names.length;
  return names.slice(soak(index, 0), soak(index + 1, names.length));
};

describe.each(STAGES)('a subscription that waits for %s', (stage, range, fault, requests) => {
  it.each(waysAt(stage))('closes everything at once: %s', async (name) => {
    const rejections = watchRejections();
    const { api, sandbox } = await open({ rowsPerFile: 500 });
    sandbox.faults.next(fault);
    const seen: unknown[] = [];
    const note = (what: unknown): void => void seen.push(what);
    const { clicks } = api.rawLogs;
    const options = name.endsWith('spooled') ? { spool: true } : { ordered: !name.includes('interleaved') };
    const stream: Stream<unknown> = name === 'batches' ? clicks.batches(range) : clicks.findAll(range, options);
    const subscription = stream.subscribe({ error: note, complete: () => note('complete') });
    await sandbox.received(requests);
    expect(sandbox.inFlight).toBeGreaterThan(0);
    subscription.unsubscribe();
    await sandbox.idle();
    const sent = sandbox.requests.length;
    await settle(50);
    expect(sandbox.requests).toHaveLength(sent);
    expect(seen).toEqual([]);
    expect(rejections).toEqual([]);
    // The connections that are still open are those of finished calls, kept alive for the next call.
    await api.close();
    await expect.poll(() => sandbox.connections).toBe(0);
  });

  it('settles a pending next() of its iterator when that returns', async () => {
    const { api, sandbox } = await open({ rowsPerFile: 500 });
    sandbox.faults.next(fault);
    const batches = api.rawLogs.clicks.batches(range)[Symbol.asyncIterator]();
    const read: number[] = [];
    let pending = batches.next();
    await sandbox.received(requests);
    // Takes the batches that came before the stall.
    while (await Promise.race([pending.then(() => true), settle(50).then(() => false)])) {
      read.push(1);
      pending = batches.next();
    }
    await batches.return?.();
    expect((await pending).done).toBe(true);
    await sandbox.idle();
  });
});

describe('a subscription that ends after its first records', () => {
  it.each(WAYS)('closes every download: %s', async (_, of) => {
    const { api, sandbox } = await open({ rowsPerFile: MANY, bytesPerSecond: 1_000_000 });
    await firstValueFrom((of(api) as Observable<unknown>).pipe(take(1)));
    await sandbox.idle();
    await api.close();
    await expect.poll(() => sandbox.connections).toBe(0);
  });

  it('closes every download while its consumer waits', async () => {
    const { api, sandbox } = await open({ rowsPerFile: MANY });
    const records = iterate(api.rawLogs.clicks.findAll(DAY), { highWaterMark: 1 });
    await records.next();
    await settle(50);
    expect(sandbox.inFlight).toBeGreaterThan(0);
    await records.return?.();
    await sandbox.idle();
  });
});

describe('a client that is closed during a download', () => {
  it.each(WAYS)('ends the stream at once: %s', async (_, of) => {
    const { api, sandbox } = await open(
      { rowsPerFile: MANY, bytesPerSecond: soak(60_000, 300_000) },
      { retries: 9, retryDelay: 1e8, maxRetryDelay: 1e8 },
    );
    const failure = failureOf(of(api));
    await expect.poll(() => sandbox.requests.some(isDownload)).toBe(true);
    await api.close();
    const error = await failure;
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: 'CLOSED', message: 'The client is closed' });
    await sandbox.idle();
  });

  it('does not wait for the next attempt', async () => {
    const { api, sandbox } = await open({}, { retries: 9, retryDelay: 1e8, maxRetryDelay: 1e8 });
    sandbox.faults.next({ kind: 'reset', when: isDownload, times: Infinity });
    const isWaiting = firstValueFrom(api.events$.pipe(filter(({ type }) => type === 'resume')));
    const failure = failureOf(api.rawLogs.clicks.findAll(DAY));
    await isWaiting;
    await api.close();
    const error = await failure;
    expect(error).not.toBeInstanceOf(MaxRetriesError);
    expect(error).toMatchObject({ code: 'CLOSED' });
  });

  it('ends a download over a dispatcher of the user, and leaves that open', async () => {
    const { Agent } = await import('undici');
    const dispatcher = new Agent();
    const { api, sandbox } = await open({ rowsPerFile: MANY, bytesPerSecond: soak(60_000, 300_000) }, { dispatcher });
    const failure = failureOf(api.rawLogs.clicks.findAll(DAY));
    await expect.poll(() => sandbox.requests.some(isDownload)).toBe(true);
    await api.close();
    expect(await failure).toMatchObject({ code: 'CLOSED' });
    await sandbox.idle();
    await dispatcher.close();
  });
});

describe('a consumer that waits', () => {
  const LINE = 1_000;
  const lines = randomBytes((soak(30_000, 60_000) * (LINE - 1)) / 2).toString('hex');
  const csv = Buffer.from(`ip\n${lines.replace(new RegExp(`.{${LINE - 1}}`, 'g'), '$&\n')}`);
  // Deflated without compression: as many bytes on the wire as in the file.
  const zip = buildZip([{ data: csv, raw: deflateRawSync(csv, { level: 0 }) }]);

  it.each([1, 4])('stops the download (%i in flight)', async (concurrency) => {
    const { server, api } = await serveHours([zip]);
    let read = 0;
    for await (const { offer_id } of api.rawLogs.clicks.findAll('20160909', { concurrency })) {
      expect(offer_id).toBeUndefined();
      if (++read < 10) continue;
      let before = -1;
      // Until the server sends nothing for a while: then every buffer on the way is full.
      await expect.poll(() => before === (before = server.sent), { interval: 200 }).toBe(true);
      expect(server.sent).toBeLessThan(zip.length / 2);
      break;
    }
    await expect.poll(() => server.sockets.size).toBe(0);
  });
});
