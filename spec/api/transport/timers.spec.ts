import { type AddressInfo, createServer, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { firstValueFrom } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ClientOptions, HasOffers } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { success } from '../../support/server.js';
import {
  accept,
  clientAt,
  eventsOf,
  type Handler,
  inTurn,
  read,
  replying,
  serverClient,
  silent,
} from '../../support/server-client.js';

const optionsOf = (options: object): HasOffers => new HasOffers({ networkId: 'net', networkToken: 'T', ...options });

describe('a time limit', () => {
  it.each([Infinity, 0, 3e9, 2 ** 31, 2 ** 31 - 1, 1e12, Number.MAX_VALUE, 30_000.5])(
    'of %d ms in every phase lets a call and its answer through',
    async (limit) => {
      const timeout = { connect: limit, headers: limit, body: limit, attempt: limit, total: limit };
      const { api } = await serverClient(inTurn(replying(503), accept), { timeout, maxRetryDelay: 5 });
      expect(await collect(read(api))).toEqual([true]);
    },
  );

  const begun: Handler = (_request, response) => void response.writeHead(200).write('{');
  const dripping: Handler = (_request, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write(' '), 10);
    response.on('close', () => clearInterval(timer));
  };

  it.each<[keyof NonNullable<ClientOptions['timeout']>, number, Handler]>([
    ['headers', 100, silent],
    ['headers', 100.5, silent],
    ['headers', 1_200, silent],
    ['body', 100, begun],
    ['body', 0.5, begun],
    ['attempt', 100, silent],
    ['attempt', 150, dripping],
    ['total', 100.5, silent],
  ])('for %s of %d ms passes after about as long', async (phase, limit, handler) => {
    const { api } = await serverClient(inTurn(accept, handler), { retries: 0, timeout: { [phase]: limit } });
    await collect(read(api));
    const started = performance.now();
    expect(await failureOf(read(api))).toMatchObject({ name: 'TimeoutError', phase, limit });
    const took = performance.now() - started;
    expect(took).toBeGreaterThanOrEqual(limit - 2);
    expect(took).toBeLessThan(limit + 400);
  });

  it('for the body does not pass while the bytes keep coming', async () => {
    const text = success(true);
    const slowly: Handler = (_request, response) => {
      response.writeHead(200, { 'content-length': text.length });
      let sent = 0;
      const timer = setInterval(() => {
        response.write(text.slice(sent, ++sent));
        if (sent === text.length) clearInterval(timer);
      }, 5);
    };
    const { api } = await serverClient(slowly, { retries: 0, timeout: { body: 1_000, headers: 1_000 } });
    expect(await collect(read(api))).toEqual([true]);
  });

  it.each([
    ['timeout.total', { timeout: { total: NaN } }],
    ['timeout.attempt', { timeout: { attempt: -1 } }],
    ['timeout.headers', { timeout: { headers: '100' } }],
    ['retryDelay', { retryDelay: NaN }],
    ['retryDelay', { retryDelay: Infinity }],
    ['maxRetryDelay', { maxRetryDelay: NaN }],
    ['maxRateLimitDelay', { maxRateLimitDelay: NaN }],
    ['minTransferRate', { minTransferRate: Infinity }],
    ['rateLimit.per', { rateLimit: { calls: 1, per: Infinity } }],
    ['rateLimit.per', { rateLimit: { calls: 1, per: NaN } }],
  ])('that is no number fails in the constructor: %s', (name, options) => {
    expect(() => optionsOf(options)).toThrow(`HasOffers: ${name} should be`);
  });

  it('for retries beyond the longest timer of Node is waited for', async () => {
    const { server, api } = await serverClient(replying(503), { retryDelay: 1e12, maxRetryDelay: Infinity });
    const events = eventsOf(api);
    const call = read(api).subscribe({ error: () => undefined });
    await server.received(1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(server.seen).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'retry')).toHaveLength(1);
    call.unsubscribe();
  });
});

/** A server that answers each connection byte by byte. */
const rawServer = async (onRequest: (socket: Socket) => void): Promise<string> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => onRequest(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};

const repeat = (socket: Socket, text: string, pause: number): void => {
  const timer = setInterval(() => socket.write(text), pause);
  socket.on('close', () => clearInterval(timer));
};

it('a time limit for the connection passes after about as long, TLS included', async () => {
  const silentTls = await rawServer(() => undefined);
  const api = clientAt(silentTls.replace('http:', 'https:'), { retries: 0, timeout: { connect: 100 } });
  const started = performance.now();
  expect(await failureOf(read(api))).toMatchObject({ name: 'TimeoutError', phase: 'connect', limit: 100 });
  const took = performance.now() - started;
  expect(took).toBeGreaterThanOrEqual(98);
  expect(took).toBeLessThan(500);
});

describe('nothing that drips holds a place for ever:', () => {
  it('informational replies without end', async () => {
    const url = await rawServer((socket) => repeat(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n', 10));
    const api = clientAt(url, { retries: 0, timeout: { headers: 150 } });
    expect(await failureOf(read(api))).toMatchObject({ name: 'TimeoutError', phase: 'headers' });
  });

  it('headers without end', async () => {
    const url = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      repeat(socket, 'x-a: b\r\n', 20);
    });
    const api = clientAt(url, { retries: 0, timeout: { headers: 150 } });
    expect(await failureOf(read(api))).toMatchObject({ name: 'TimeoutError', phase: 'headers' });
  });

  it('a reply byte by byte ends after timeout.attempt, and its place goes to the next call', async () => {
    const url = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n');
      repeat(socket, ' ', 20);
    });
    const api = clientAt(url, { retries: 0, concurrency: 1, timeout: { attempt: 150 } });
    const errors = await Promise.all([failureOf(read(api)), failureOf(read(api))]);
    for (const error of errors) expect(error).toMatchObject({ name: 'TimeoutError', phase: 'attempt', limit: 150 });
  });

  it.each([
    ['whose stream gives nothing', undefined, 'body'],
    ['whose stream gives a byte now and then', 20, 'rate'],
  ])('an upload %s', async (_, pause, phase) => {
    const { server, api } = await serverClient((request) => void request.resume(), { timeout: { body: 300 } });
    const stream = new PassThrough();
    const timer = pause === undefined ? undefined : setInterval(() => stream.write('x'), pause);
    onTestFinished(() => clearInterval(timer));
    const data = { filename: 'c.png', display: 'x', type: 'offer thumbnail', offer_id: 438 } as const;
    const error = await failureOf(api.offerFiles.create(() => stream, data));
    expect(error).toMatchObject({ name: 'TimeoutError', phase });
    await server.idle();
  });

  it.each([
    ['a download', 200, 'application/zip'],
    ['an error document of the storage', 403, 'application/xml'],
  ])('%s below minTransferRate, after its retries', async (_, status, type) => {
    let opened = 0;
    const storage = await rawServer((socket) => {
      opened++;
      socket.write(`HTTP/1.1 ${status} x\r\ncontent-type: ${type}\r\ncontent-length: 1000000\r\n\r\n`);
      if (status === 200) socket.write('PK\x03\x04');
      repeat(socket, '\0', 20);
    });
    const logFiles = [{ filename: '20160909/a.zip', displayName: 'a', startTimestamp: '1473379200' }];
    const { api } = await serverClient(
      ({ url = '' }, response) =>
        void response.end(success(url.includes('getDownloadLink') ? { link: storage } : { logFiles })),
      { retries: 2, timeout: { body: 300 } },
    );
    const file = await firstValueFrom(api.rawLogs.clicks.listLogs('20160909'));
    expect(await failureOf(file.content())).toMatchObject({
      name: 'MaxRetriesError',
      attempts: 3,
      cause: { name: 'TimeoutError', phase: 'rate' },
    });
    expect(opened).toBe(3);
  });
});
