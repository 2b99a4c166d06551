import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Fault, FaultKind, Sandbox } from 'rxoffers/sandbox';
import { call, dataOf, openSandbox, urlOf } from '../../support/sandbox-call.js';

const openWith = async (fault: FaultKind): Promise<{ sandbox: Sandbox; url: string; created: () => number }> => {
  const sandbox = await openSandbox();
  sandbox.faults.next(fault);
  const url = urlOf(sandbox, 'Offer.create', { 'data[name]': 'x' });
  return { sandbox, url, created: () => sandbox.tables.Offer.size - 100 };
};

const NAMES = { offers: 2, rawLogs: { days: 1, filesPerDay: 1 } } as const;

/** A link to a raw log. */
const linkOf = async (sandbox: Sandbox): Promise<string> => {
  const params = { log_type: 'clicks', log_filename: sandbox.rawLogs.files('clicks')[0]?.filename ?? '' };
  return ((await dataOf(sandbox, 'RawLog.getDownloadLink', params)) as { link: string }).link;
};

/** The body of a reply as it came, neither checked nor decoded. */
const rawReply = (url: string) =>
  new Promise<{ encoding: string | undefined; type: string | undefined; text: string }>((resolve, reject) => {
    const outgoing = request(url, { headers: { 'accept-encoding': 'gzip' } }, (incoming) => {
      const chunks: Buffer[] = [];
      const { 'content-encoding': encoding, 'content-type': type } = incoming.headers;
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => resolve({ encoding, type, text: Buffer.concat(chunks).toString() }));
    });
    outgoing.on('error', reject).end();
  });

describe('a fault', () => {
  it.each([
    ['start', 0],
    ['headers', 1],
    ['body', 1],
  ] as const)('reset at the %s breaks the connection; the call is carried out %i times', async (at, times) => {
    const { url, created } = await openWith({ kind: 'reset', at });
    await expect(fetch(url).then((reply) => reply.text())).rejects.toThrow();
    expect(created()).toBe(times);
  });

  it('stall keeps the connection silent until the client leaves', async () => {
    const { sandbox, url, created } = await openWith({ kind: 'stall' });
    const leaving = new AbortController();
    const failing = expect(fetch(url, { signal: leaving.signal })).rejects.toThrow();
    await sandbox.received(1);
    expect([sandbox.inFlight, created()]).toEqual([1, 0]);
    leaving.abort();
    await failing;
    await sandbox.idle();
  });

  it.each(['headers', 'body'] as const)('stall at the %s lasts until the sandbox closes', async (at) => {
    const { sandbox, url, created } = await openWith({ kind: 'stall', at });
    const reply = await fetch(url);
    const failing = expect(reply.text()).rejects.toThrow();
    expect([reply.status, created()]).toEqual([200, 1]);
    await sandbox.close();
    await failing;
    await sandbox.idle();
    expect(sandbox.connections).toBe(0);
  });

  it('status replies without carrying the call out', async () => {
    const fault = { kind: 'status', status: 503, retryAfter: 2, headers: { 'x-a': 'b' }, body: 'busy' } as const;
    const { url, created } = await openWith(fault);
    const reply = await fetch(url);
    expect([reply.status, reply.headers.get('retry-after'), reply.headers.get('x-a')]).toEqual([503, '2', 'b']);
    expect([await reply.text(), created()]).toEqual(['busy', 0]);
    const bare = await openWith({ kind: 'status', status: 500 });
    expect(await (await fetch(bare.url)).text()).toBe('');
  });

  it.each([
    [undefined, 'text/html', /^<!DOCTYPE html>/, 0],
    ['html', 'text/html', /^<!DOCTYPE html>/, 0],
    ['text', 'text/plain', /^Service/, 0],
    ['empty', 'application/json', /^$/, 0],
    ['truncated', 'application/json', /^\{"request":.*[^}]$/, 1],
  ] as const)('garbage as %s is %s', async (as, type, text, times) => {
    const { url, created } = await openWith(as === undefined ? { kind: 'garbage' } : { kind: 'garbage', as });
    const reply = await rawReply(url);
    expect([reply.type, reply.encoding, created()]).toEqual([type, undefined, times]);
    expect(reply.text).toMatch(text);
  });

  it('garbage as encoding is plain JSON labelled as gzip', async () => {
    const { url } = await openWith({ kind: 'garbage', as: 'encoding' });
    const { encoding, text } = await rawReply(url);
    expect(encoding).toBe('gzip');
    expect(text).toMatch(/^\{"request"/);
  });

  it.each([{ kind: 'slow', bytes: 500, every: 1 }, { kind: 'slow' }] as const)(
    '%j sends the real reply',
    async (fault) => {
      const { sandbox, created } = await openWith(fault);
      expect((await call(sandbox, 'Offer.create', { 'data[name]': 'x' })).status).toBe(1);
      expect(created()).toBe(1);
    },
  );

  it('refuse and limit speak for the service', async () => {
    const sandbox = await openSandbox();
    sandbox.faults.next({ kind: 'refuse', message: 'IP 192.0.2.1 is not white-listed' });
    sandbox.faults.next({ kind: 'limit' });
    const replies = [await call(sandbox, 'Offer.findAllIds'), await call(sandbox, 'Offer.findAllIds')];
    expect(replies.map(({ status, errorMessage }) => [status, errorMessage])).toEqual([
      [-1, 'IP 192.0.2.1 is not white-listed'],
      [-1, expect.stringMatching(/Configured: 50\/10s window; Your usage: 51\./)],
    ]);
    sandbox.configure({ rateLimit: { calls: 7, per: 1_000 } });
    sandbox.faults.next({ kind: 'limit' });
    expect((await call(sandbox, 'Offer.findAllIds')).errorMessage).toMatch('Configured: 7/1s window');
  });

  it('not-a-zip and s3 are replies of the storage', async () => {
    const sandbox = await openSandbox(NAMES);
    const link = await linkOf(sandbox);
    const shown = async (fault: FaultKind) => {
      sandbox.faults.next(fault);
      const reply = await fetch(link);
      return [reply.status, reply.headers.get('content-type'), await reply.text()];
    };
    const matching = (text: RegExp | string) => expect.stringMatching(text) as string;
    expect(await shown({ kind: 'not-a-zip' })).toEqual([200, 'application/zip', matching(/^<!DOCTYPE html>/)]);
    expect(await shown({ kind: 's3' })).toEqual([403, 'application/xml', matching('<Code>AccessDenied</Code>')]);
    expect(await shown({ kind: 's3', status: 200, code: 'SlowDown', message: 'Slow down' })).toEqual([
      ...[200, 'application/xml', matching('<Code>SlowDown</Code><Message>Slow down</Message>')],
    ]);
  });
});

describe('the script of faults', () => {
  /** The HTTP status of the next call; `0` when the connection breaks. */
  const statusOf = (sandbox: Sandbox, name = 'Offer.findAllIds'): Promise<number> =>
    fetch(urlOf(sandbox, name)).then(
      (reply) => reply.status,
      () => 0,
    );

  it('gives each request the next fault, as often as it says', async () => {
    const sandbox = await openSandbox();
    sandbox.faults.next({ kind: 'reset', times: 2 });
    sandbox.faults.next({ kind: 'status', status: 503 });
    expect(sandbox.faults.pending).toBe(3);
    const statuses = [];
    for (let index = 0; index < 4; index++) statuses.push(await statusOf(sandbox));
    expect([statuses, sandbox.faults.pending]).toEqual([[0, 0, 503, 200], 0]);
  });

  it('lets requests pass that no fault is meant for', async () => {
    const sandbox = await openSandbox();
    sandbox.faults.next({ kind: 'status', status: 501, when: ({ method }) => method === 'findAll' });
    sandbox.faults.next({ kind: 'status', status: 502, when: ({ target }) => target === 'Tag' });
    expect([
      await statusOf(sandbox, 'Offer.findAllIds'),
      await statusOf(sandbox, 'Tag.findAllIds'),
      await statusOf(sandbox, 'Offer.findAll'),
    ]).toEqual([200, 502, 501]);
  });

  it.each([
    { kind: 'cut', at: 1 },
    { kind: 'stall-at', at: 1 },
    { kind: 'change' },
    { kind: 'corrupt' },
    { kind: 'crc' },
    { kind: 'truncate', at: 1 },
    { kind: 'not-a-zip' },
    { kind: 's3' },
  ] as Fault[])('keeps $kind for a download', async (fault) => {
    const sandbox = await openSandbox(NAMES);
    sandbox.faults.next(fault);
    // A call that names itself as the log names a download is a call.
    await call(sandbox, 'RawLog.download');
    const link = await linkOf(sandbox);
    expect(sandbox.faults.pending).toBe(1);
    const leaving = new AbortController();
    await fetch(link, { signal: leaving.signal }).catch(() => undefined);
    expect(sandbox.faults.pending).toBe(0);
    leaving.abort();
  });

  it.each([{ kind: 'limit' }, { kind: 'refuse', message: 'no' }] as Fault[])(
    'keeps $kind for a call',
    async (fault) => {
      const sandbox = await openSandbox(NAMES);
      const link = await linkOf(sandbox);
      sandbox.faults.next(fault);
      await (await fetch(link)).arrayBuffer();
      expect(sandbox.faults.pending).toBe(1);
      expect((await call(sandbox, 'Offer.findAllIds')).status).toBe(-1);
    },
  );

  it.each([{ kind: 'reset' }, { kind: 'status', status: 503 }, { kind: 'slow', bytes: 5_000 }] as Fault[])(
    'gives $kind to a download too, when its `when` agrees',
    async (fault) => {
      const sandbox = await openSandbox(NAMES);
      const link = await linkOf(sandbox);
      sandbox.faults.next({ ...fault, when: ({ url }) => url.includes('clicks') });
      await statusOf(sandbox);
      expect(sandbox.faults.pending).toBe(1);
      await fetch(link).then(
        (reply) => reply.arrayBuffer(),
        () => undefined,
      );
      expect(sandbox.faults.pending).toBe(0);
    },
  );

  it('forgets its faults when it is cleared', async () => {
    const sandbox = await openSandbox();
    sandbox.faults.next({ kind: 'reset', times: Infinity });
    sandbox.faults.clear();
    expect([sandbox.faults.pending, await statusOf(sandbox)]).toEqual([0, 200]);
  });

  it.each<[Fault, string]>([
    ...[-1, 1.5, NaN, Infinity].flatMap((at): [Fault, string][] =>
      (['cut', 'stall-at', 'truncate', 'change', 'corrupt'] as const).map((kind) => [
        { kind, at },
        `Sandbox.faults.next: at should be an integer of at least 0, not ${at}`,
      ]),
    ),
    ...[0, 99, 600, 404.5].map((status): [Fault, string] => [
      { kind: 's3', status },
      `Sandbox.faults.next: status should be an integer from 200 to 599, not ${status}`,
    ]),
  ])('refuses %j', async (fault, message) => {
    const { faults } = await openSandbox();
    expect(() => faults.next(fault)).toThrow(new RangeError(message));
    expect(faults.pending).toBe(0);
  });

  it('takes positions and statuses at their bounds', async () => {
    const { faults } = await openSandbox();
    faults.next({ kind: 'cut', at: 0 });
    faults.next({ kind: 'change' });
    faults.next({ kind: 'reset', at: 'body' });
    faults.next({ kind: 'status', status: 599 });
    expect(faults.pending).toBe(4);
  });
});
