import { get } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Sandbox, SandboxRequest } from 'rxoffers/sandbox';
import { dataOf, openSandbox, urlOf } from '../../support/sandbox-call.js';

const send = async (query: string, init: RequestInit = {}): Promise<SandboxRequest> => {
  const sandbox = await openSandbox({ now: () => 42 });
  await (await fetch(`${sandbox.endpoint}${query}`, init)).text();
  const [request] = sandbox.requests;
  if (!request) throw new Error('nothing arrived');
  return request;
};

describe('a request', () => {
  it('has the parameters of its query, decoded and in order', async () => {
    const request = await send('?Target=Offer&Method=findAll&filters%5Bname%5D=a+%C5%AF&fields[]=id&fields[]=name');
    expect(request).toMatchObject({ verb: 'GET', target: 'Offer', method: 'findAll', contentType: undefined, at: 42 });
    expect(request.url).toMatch(/^\/Apiv3\/json\?Target=/);
    expect(request.params.slice(2)).toEqual([
      ['filters[name]', 'a ů'],
      ['fields[]', 'id'],
      ['fields[]', 'name'],
    ]);
  });

  it('has the parameters of its form after those of the query; the last target and method count', async () => {
    const body = new URLSearchParams([
      ['Method', 'update'],
      ['data[name]', 'a&b'],
    ]);
    const request = await send('?Target=Offer&Method=findAll', { method: 'POST', body });
    expect(request.params).toEqual([
      ['Target', 'Offer'],
      ['Method', 'findAll'],
      ['Method', 'update'],
      ['data[name]', 'a&b'],
    ]);
    expect([request.target, request.method]).toEqual(['Offer', 'update']);
    expect(request.contentType).toMatch('application/x-www-form-urlencoded');
  });

  it('has the fields and files of a multipart form, with every byte', async () => {
    const bytes = Buffer.from([0, 13, 10, 45, 45, 255, 13, 10]);
    const body = new FormData();
    body.append('Target', 'OfferFile');
    body.append('data[name]', 'ů & co');
    body.append('banner.png', new Blob([bytes]), 'banner.png');
    body.append('empty', new Blob([]), 'empty.txt');
    const request = await send('', { method: 'POST', body });
    expect([request.target, request.method]).toEqual(['OfferFile', '']);
    expect(request.params.at(-1)).toEqual(['data[name]', 'ů & co']);
    expect(request.files).toEqual([
      { name: 'banner.png', filename: 'banner.png', bytes },
      { name: 'empty', filename: 'empty.txt', bytes: Buffer.alloc(0) },
    ]);
  });

  it.each([
    ['JSON, which the service does not take', 'application/json', '{"Target":"Offer"}'],
    ['a multipart form without a boundary', 'multipart/form-data', 'x'],
    ['a multipart form that ends early', 'multipart/form-data; boundary=b', '--b\r\nbroken'],
  ])('has no parameters from %s', async (_what, type, body) => {
    const { params, files } = await send('', { method: 'POST', body, headers: { 'content-type': type } });
    expect([params, files]).toEqual([[], []]);
  });

  it('for another path is answered with 404, before any hook', async () => {
    const sandbox = await openSandbox();
    const seen: string[] = [];
    sandbox.onRequest(({ url }) => void seen.push(url));
    expect((await fetch(new URL('/other', sandbox.endpoint))).status).toBe(404);
    expect([seen, sandbox.requests.length]).toEqual([[], 1]);
  });

  it('that breaks off while it is sent is not logged', async () => {
    const sandbox = await openSandbox();
    const leaving = new AbortController();
    const stream = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(9)) });
    const init = { method: 'POST', body: stream, duplex: 'half', signal: leaving.signal } as RequestInit;
    const failing = expect(fetch(urlOf(sandbox, 'Offer.create'), init)).rejects.toThrow();
    while (sandbox.inFlight === 0) await new Promise(setImmediate);
    leaving.abort();
    await failing;
    await sandbox.idle();
    expect(sandbox.requests).toEqual([]);
  });
});

describe('the log of requests', () => {
  it('keeps their order, and replies carry their number', async () => {
    const sandbox = await openSandbox();
    const replies = [await fetch(urlOf(sandbox, 'Offer.findAllIds')), await fetch(urlOf(sandbox, 'Tag.findAllIds'))];
    expect(sandbox.requests.map(({ verb, target }) => [verb, target])).toEqual([
      ['GET', 'Offer'],
      ['GET', 'Tag'],
    ]);
    const ids = replies.map(({ headers }) => headers.get('x-request-id'));
    expect(ids).toEqual([expect.stringMatching(/^0{31}1$/), expect.stringMatching(/^0{31}2$/)]);
  });

  it('can be waited for: until a number of requests has arrived, and until none is in flight', async () => {
    const sandbox = await openSandbox();
    const order: string[] = [];
    const waiting = [2, 1].map((count) => sandbox.received(count).then(() => order.push(`received ${count}`)));
    await sandbox.received(0);
    await sandbox.idle();
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    sandbox.onRequest(() => released);
    const replies = [fetch(urlOf(sandbox, 'Tag.findAllIds'))];
    await waiting[1];
    order.push('first');
    replies.push(fetch(urlOf(sandbox, 'Tag.findAllIds')));
    await waiting[0];
    const idle = sandbox.idle().then(() => order.push('idle'));
    expect(sandbox.inFlight).toBe(2);
    order.push('released');
    release();
    await Promise.all([...replies, idle]);
    expect(order).toEqual(['received 1', 'first', 'received 2', 'released', 'idle']);
    expect(sandbox.inFlight).toBe(0);
  });
});

describe('a hook', () => {
  it('may change rows before the request is answered, until it is removed', async () => {
    const sandbox = await openSandbox({ offers: 4 });
    const stop = sandbox.onRequest(({ params }) => {
      if (!params.some(([name, value]) => name === 'page' && value === '2')) return;
      sandbox.tables.Offer.remove(1);
      sandbox.tables.Offer.insert({ name: 'late' });
    });
    const ids = async (page: string) =>
      Object.keys(((await dataOf(sandbox, 'Offer.findAll', { limit: '2', page })) as { data: object }).data);
    expect([await ids('1'), await ids('2')]).toEqual([
      ['1', '2'],
      ['4', '5'],
    ]);
    stop();
    await ids('2');
    expect(sandbox.tables.Offer.size).toBe(4);
  });

  it('that fails becomes HTTP 500', async () => {
    const sandbox = await openSandbox();
    sandbox.onRequest(() => Promise.reject(new Error('hook broke')));
    const reply = await fetch(urlOf(sandbox, 'Offer.findAllIds'));
    expect([reply.status, await reply.text()]).toEqual([500, 'Error: hook broke']);
  });
});

describe('a download', () => {
  const open = async (rawLogs: object = {}): Promise<{ sandbox: Sandbox; filename: string; link: string }> => {
    const sandbox = await openSandbox({ rawLogs: { days: 1, filesPerDay: 1, ...rawLogs } });
    const filename = sandbox.rawLogs.files('clicks')[0]?.filename ?? '';
    const params = { log_type: 'clicks', log_filename: filename };
    const { link } = (await dataOf(sandbox, 'RawLog.getDownloadLink', params)) as { link: string };
    return { sandbox, filename, link };
  };

  it('is in the log among the calls, whatever its query says', async () => {
    const { sandbox, link } = await open();
    const reply = await fetch(link, { headers: { range: 'bytes=0-3' } });
    await reply.arrayBuffer();
    await (await fetch(new URL('/raw-logs/clicks/x.zip?Target=Offer&Method=findAll', link))).text();
    expect(sandbox.requests).toMatchObject([
      { target: 'RawLog', method: 'getDownloadLink' },
      { target: 'RawLog', method: 'download', url: link.slice(link.indexOf('/raw-logs')) },
      { target: 'RawLog', method: 'download' },
    ]);
    expect(sandbox.requests[1]?.headers.range).toBe('bytes=0-3');
    expect(reply.headers.get('x-request-id')).toMatch(/^0{31}2$/);
  });

  it('waits for hooks and the latency like any request', async () => {
    const { sandbox, filename, link } = await open();
    sandbox.configure({ latency: 30 });
    sandbox.onRequest(({ method }) => void (method === 'download' && sandbox.rawLogs.remove('clicks', filename)));
    const began = performance.now();
    expect((await fetch(link)).status).toBe(404);
    expect(performance.now() - began).toBeGreaterThan(28);
  });

  it('is over when its client leaves, even while a large file is still being measured', async () => {
    const { sandbox, link } = await open({ rowsPerFile: 100_000_000 });
    const leaving = new AbortController();
    const failing = expect(fetch(link, { signal: leaving.signal })).rejects.toThrow();
    await sandbox.received(2);
    expect(sandbox.inFlight).toBe(1);
    leaving.abort();
    await failing;
    await sandbox.idle();
  });

  it('is over when its client leaves in the middle', async () => {
    const { sandbox, link } = await open({ rowsPerFile: 20_000, compression: 'store' });
    const reader = (await fetch(link)).body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await reader?.cancel();
    await sandbox.idle();
  });

  it('is broken off when the sandbox closes', async () => {
    const { sandbox, link } = await open({ rowsPerFile: 3_000, bytesPerSecond: 10_000 });
    const outgoing = get(link, { agent: false });
    const complete = new Promise<boolean>((resolve) => {
      outgoing.on('response', (incoming) => {
        incoming.on('error', () => undefined);
        incoming.on('close', () => resolve(incoming.complete));
        incoming.once('data', () => void sandbox.close());
      });
    });
    expect(await complete).toBe(false);
    await sandbox.idle();
    expect([sandbox.inFlight, sandbox.connections]).toEqual([0, 0]);
  });
});
