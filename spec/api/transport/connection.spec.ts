import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { firstValueFrom } from 'rxjs';
import { Agent, MockAgent } from 'undici';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { HasOffers } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { startTlsServer, success } from '../../support/server.js';
import {
  accept,
  clientAt,
  type Handler,
  read,
  replying,
  serverClient,
  silent,
  TOKEN,
  write,
} from '../../support/server-client.js';

const tcpServer = async (onConnection: (socket: Socket) => void): Promise<string> => {
  const server: Server = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** A client whose raw log is at another server, with a certificate that is not trusted; and what that server sees. */
const tlsDownload = async (options: object) => {
  const files = await startTlsServer(replying(404));
  onTestFinished(() => files.close());
  const logFiles = [{ filename: '20160909/a.zip', displayName: 'a', startTimestamp: '1473379200' }];
  const { api } = await serverClient(
    ({ url = '' }, response) =>
      void response.end(success(url.includes('getDownloadLink') ? { link: files.url } : { logFiles })),
    { retries: 0, ...options },
  );
  const file = await firstValueFrom(api.rawLogs.clicks.listLogs('20160909'));
  return { error: await failureOf(file.content()), seen: files.seen };
};

describe('a timeout', () => {
  it.each([
    ['headers', silent],
    ['body', (_request, response) => void response.writeHead(200).write('{')],
  ] satisfies [string, Handler][])('of the %s is a TimeoutError', async (phase, handler) => {
    const { api } = await serverClient(handler, { retries: 0, timeout: { [phase]: 40 } });
    expect(await failureOf(read(api))).toMatchObject({
      name: 'TimeoutError',
      phase,
      limit: 40,
      message: `Offer.findAll: no ${phase} within 40 ms`,
    });
  });

  it('of the connection, TLS included, certainly precedes the request, so that a write is repeated too', async () => {
    let connections = 0;
    const silentTls = await tcpServer((socket) => {
      connections++;
      // Without reading, the end of the connection would never be seen.
      socket.resume();
    });
    const api = clientAt(`https://${silentTls}/`, { retries: 1, timeout: { connect: 100 } });
    expect(await failureOf(write(api))).toMatchObject({
      name: 'MaxRetriesError',
      attempts: 2,
      cause: { name: 'TimeoutError', phase: 'connect' },
    });
    expect(connections).toBe(2);
  });

  it('of the whole call includes its retries', async () => {
    const { api } = await serverClient(replying(503), {
      retryDelay: 60_000,
      maxRetryDelay: 60_000,
      timeout: { total: 50 },
    });
    expect(await failureOf(read(api))).toMatchObject({ name: 'TimeoutError', phase: 'total', limit: 50 });
  });
});

describe('a certificate that is not trusted', () => {
  const untrusted = { name: 'ConnectionError', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' };

  it('is refused, for calls and downloads, and the call is not repeated', async () => {
    const { server, api } = await serverClient(accept, {}, startTlsServer);
    expect(await failureOf(read(api))).toMatchObject(untrusted);
    const { error, seen } = await tlsDownload({});
    expect(error).toMatchObject(untrusted);
    expect([server.seen.length, seen.length]).toEqual([0, 0]);
  });

  it('is accepted with verify: false, for calls and downloads', async () => {
    const { api } = await serverClient(accept, { verify: false }, startTlsServer);
    expect(await collect(read(api))).toEqual([true]);
    const { seen } = await tlsDownload({ verify: false });
    expect(seen.length).toBeGreaterThan(0);
  });
});

describe('a download', () => {
  it('requests the bytes as they are, without the token', async () => {
    const { seen } = await tlsDownload({ verify: false });
    expect(seen[0]?.headers['accept-encoding']).toBe('identity');
    expect(`${seen[0]?.url} ${JSON.stringify(seen[0]?.headers)}`).not.toContain('NETsecret');
  });
});

describe('a proxy', () => {
  afterEach(() => void vi.unstubAllEnvs());

  /** A proxy that keeps the first line of each connection, and passes it on to a local port. */
  const proxyServer = async () => {
    const requests: string[] = [];
    const address = await tcpServer((client) => {
      client.once('data', (head) => {
        const [line = ''] = head.toString().split('\r\n');
        requests.push(line);
        const host = line.includes('[::1]') ? '::1' : '127.0.0.1';
        const upstream = connect(Number(/:(\d+)(?:\/| )/.exec(line)?.[1]), host, () => {
          if (line.startsWith('CONNECT')) client.write('HTTP/1.1 200 OK\r\n\r\n');
          else upstream.write(head);
          client.pipe(upstream).pipe(client);
        });
        upstream.on('error', () => client.destroy());
      });
    });
    return { address: `http://${address}`, requests };
  };

  it.each(['URL', 'env'])('carries calls when given as %s', async (kind) => {
    const { address, requests } = await proxyServer();
    vi.stubEnv('http_proxy', address);
    vi.stubEnv('no_proxy', '');
    const { api } = await serverClient(accept, { proxy: kind === 'env' ? 'env' : address });
    expect(await collect(read(api))).toEqual([true]);
    expect(requests).toHaveLength(1);
  });

  it('gets its own user name and password, which the API does not', async () => {
    const heads: string[] = [];
    const proxy = await tcpServer((client) => {
      client.once('data', (head) => {
        heads.push(head.toString());
        const upstream = connect(Number(/:(\d+)/.exec(head.toString())?.[1]), '127.0.0.1', () => {
          if (head.toString().startsWith('CONNECT')) client.write('HTTP/1.1 200 OK\r\n\r\n');
          else upstream.write(head);
          client.pipe(upstream).pipe(client);
        });
        upstream.on('error', () => client.destroy());
      });
    });
    const { api, server } = await serverClient(accept, { proxy: `http://me:pass%2Fword@${proxy}` });
    expect(await collect(read(api))).toEqual([true]);
    expect(heads[0]).toMatch(
      new RegExp(`proxy-authorization: Basic ${Buffer.from('me:pass/word').toString('base64')}`, 'i'),
    );
    expect(server.seen[0]?.headers['proxy-authorization']).toBeUndefined();
    expect(server.seen[0]?.headers.authorization).toBeUndefined();
  });

  it.each(['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'])(
    'of the environment that is no URL is a TypeError that names %s and does not quote it',
    (variable) => {
      for (const name of ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY']) vi.stubEnv(name, undefined);
      for (const value of ['non sense', 'ftp://h', 'http://me:pa%ZZ@h']) {
        vi.stubEnv(variable, value);
        const open = (): unknown => clientAt('http://127.0.0.1:1/', { proxy: 'env' });
        expect(open).toThrow(TypeError);
        expect(open).toThrow(new RegExp(`^HasOffers: proxy: ${variable} should (?:be an http|have a user name)`));
        expect(open).not.toThrow(/ZZ|non sense|ftp/);
      }
      for (const value of ['', 'socks5://127.0.0.1:1']) {
        vi.stubEnv(variable, value);
        expect(() => clientAt('http://127.0.0.1:1/', { proxy: 'env' })).not.toThrow();
      }
    },
  );

  describe.each(['no_proxy', 'NO_PROXY'])('of the environment, with %s', (variable) => {
    // PORT is that of the server.
    it.each<[list: string, host: string, direct: boolean]>([
      ['', 'localhost', false],
      ['*', 'localhost', true],
      [' * ', 'localhost', true],
      ['other.example,*', 'localhost', true],
      ['other.example, *', '127.0.0.1', true],
      ['*, other.example', '[::1]', true],
      ['localhost', 'localhost', true],
      ['LOCALHOST', 'localhost', true],
      ['  other.example ,\t localhost  ', 'localhost', true],
      ['other.example localhost', 'localhost', true],
      ['localhost:PORT', 'localhost', true],
      ['localhost:1', 'localhost', false],
      ['.localhost', 'api.localhost', true],
      ['*.localhost', 'api.localhost', true],
      ['localhost', 'api.localhost', true],
      ['ocalhost', 'localhost', false],
      ['other.example', 'localhost', false],
      ['127.0.0.1', '127.0.0.1', true],
      ['127.0.0.1:PORT', '127.0.0.1', true],
      ['127.0.0.1:1', '127.0.0.1', false],
      ['::1', '127.0.0.1', false],
      ['::1', '[::1]', true],
      ['other.example, ::1', '[::1]', true],
      ['[::1]', '[::1]', true],
      ['[::1]:PORT', '[::1]', true],
      ['[::1]:1', '[::1]', false],
      ['0:0:0:0:0:0:0:1', '[::1]', true],
      ['[0000:0:0:0:0:0:0:0001]:PORT', '[::1]', true],
      ['::2', '[::1]', false],
    ])('"%s", reaches %s without it: %s', async (list, host, direct) => {
      const { address, requests } = await proxyServer();
      const server = createServer((_request, response) => void response.end(success(true)));
      await new Promise<void>((resolve) => server.listen(0, host === '[::1]' ? '::1' : '127.0.0.1', resolve));
      onTestFinished(() => void server.close());
      const port = String((server.address() as AddressInfo).port);
      for (const name of ['no_proxy', 'NO_PROXY']) vi.stubEnv(name, undefined);
      vi.stubEnv('http_proxy', address);
      vi.stubEnv(variable, list.replace('PORT', port));
      const api = clientAt(`http://${host}:${port}/`, { proxy: 'env', retries: 0 });
      const reply = await collect(read(api)).catch((error: unknown) => error);
      // Not every machine has an address for this host; it is enough that the proxy was not asked for it.
      if (host !== 'api.localhost') expect(reply).toEqual([true]);
      expect(requests).toHaveLength(direct ? 0 : 1);
      await api.close();
    });
  });
});

describe('a dispatcher of the user', () => {
  const mockClient = (options: object = {}) => {
    const dispatcher = new MockAgent();
    dispatcher.disableNetConnect();
    onTestFinished(() => dispatcher.close());
    const api = new HasOffers({ networkId: 'net', networkToken: TOKEN, retries: 0, dispatcher, ...options });
    const origin = 'https://net.api.hasoffers.com';
    return {
      api,
      dispatcher,
      calls: dispatcher.get(origin).intercept({ path: (path) => path.startsWith('/Apiv3/json?') }),
    };
  };
  const coded = (code: string, message = 'failed'): Error => Object.assign(new Error(message), { code });

  it('carries the calls, to the endpoint of the network by default, and is never closed', async () => {
    const { api, calls } = mockClient();
    calls.reply(200, success('mocked'));
    expect(await collect(read(api))).toEqual(['mocked']);
    const dispatcher = new Agent();
    onTestFinished(() => dispatcher.destroy());
    await clientAt('http://127.0.0.1:1/', { dispatcher }).close();
    expect([dispatcher.closed, dispatcher.destroyed]).toEqual([false, false]);
  });

  it.each<[Error, object]>([
    [coded('UND_ERR_CONNECT_TIMEOUT'), { name: 'TimeoutError', phase: 'connect', limit: 10_000 }],
    [coded('UND_ERR_HEADERS_TIMEOUT'), { name: 'TimeoutError', phase: 'headers', limit: 60_000 }],
    [coded('UND_ERR_BODY_TIMEOUT'), { name: 'TimeoutError', phase: 'body', limit: 30_000 }],
    [coded('ECONNREFUSED'), { code: 'ECONNREFUSED', unsent: true, message: 'Offer.findAll: failed' }],
    [coded('ENOTFOUND'), { code: 'ENOTFOUND', unsent: true }],
    [coded('EAI_AGAIN'), { code: 'EAI_AGAIN', unsent: true }],
    [coded('EHOSTUNREACH'), { code: 'EHOSTUNREACH', unsent: true }],
    [coded('ECONNRESET'), { code: 'ECONNRESET', unsent: false }],
    [coded('EPIPE'), { code: 'EPIPE', unsent: false }],
    [coded('UND_ERR_SOCKET'), { code: 'UND_ERR_SOCKET', unsent: false }],
    [new AggregateError([coded('ECONNREFUSED')]), { code: 'ECONNREFUSED', unsent: true }],
    [new Error('x', { cause: coded('ECONNRESET') }), { code: 'ECONNRESET', unsent: false }],
    [new Error(''), { code: undefined, unsent: false, message: 'Offer.findAll: connection failed' }],
    ['boom' as unknown as Error, { code: undefined, message: 'Offer.findAll: boom' }],
  ])('may fail by %o, which is mapped to an error of this library', async (failure, error) => {
    const { api, calls } = mockClient();
    calls.replyWithError(failure);
    expect(await failureOf(read(api))).toMatchObject({ name: 'ConnectionError', ...error });
  });

  it('leaves nothing but its redacted words in an error', async () => {
    const { api, calls } = mockClient();
    calls.replyWithError(Object.assign(coded('EPIPE', `GET /?NetworkToken=${TOKEN}`), { opts: { path: TOKEN } }));
    const error = await failureOf(read(api));
    expect(error).toMatchObject({ message: 'Offer.findAll: GET /?NetworkToken=[redacted]' });
    expect(inspect(error, { depth: 9 })).not.toContain('NETsecret');
  });
});
