import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Agent, EnvHttpProxyAgent, ProxyAgent } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDispatchers } from '../../lib/transport/http.js';
import { normalizeOptions } from '../../lib/transport/normalize-options.js';
import { collect } from '../support/collect.js';
import { startServer, success } from '../support/server.js';
import { READ, transportOf } from '../support/transport-of.js';

const of = (options: object) => createDispatchers(normalizeOptions({ networkId: 'n', networkToken: 't', ...options }));

describe('createDispatchers', () => {
  it('keeps calls and downloads apart, and closes both', async () => {
    const { api, downloads, close } = of({});
    expect(api).not.toBe(downloads);
    await close();
    expect((api as Agent).destroyed && (downloads as Agent).destroyed).toBe(true);
  });

  it('makes what the proxy option asks for', async () => {
    const proxied = of({ proxy: 'http://127.0.0.1:9' });
    expect(proxied.api).toBeInstanceOf(ProxyAgent);
    const env = of({ proxy: 'env' });
    expect(env.api).toBeInstanceOf(EnvHttpProxyAgent);
    await Promise.all([proxied.close(), env.close()]);
  });

  it('uses a dispatcher of the user for both, and never closes it', async () => {
    const dispatcher = new Agent();
    const { api, downloads, close } = of({ dispatcher });
    expect([api, downloads]).toEqual([dispatcher, dispatcher]);
    await close();
    expect(dispatcher.destroyed).toBe(false);
    await dispatcher.destroy();
  });

  it('sends calls through a proxy', async () => {
    const server = await startServer((_request, response) => void response.end(success(1)));
    const lines: string[] = [];
    const proxy = createServer((client) => {
      client.once('data', (head) => {
        lines.push(head.toString().split('\r\n')[0] ?? '');
        const port = Number(/:(\d+)/.exec(lines[0] ?? '')?.[1]);
        void import('node:net').then(({ connect }) => {
          const upstream = connect(port, '127.0.0.1', () => {
            if (lines[0]?.startsWith('CONNECT')) client.write('HTTP/1.1 200 OK\r\n\r\n');
            else upstream.write(head);
            client.pipe(upstream).pipe(client);
          });
          upstream.on('error', () => client.destroy());
        });
      });
      client.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const transport = transportOf(server.url, { proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` });
    onTestFinished(async () => {
      await transport.close();
      await server.close();
      proxy.close();
    });
    expect(await collect(transport.send(READ))).toMatchObject([{ data: 1 }]);
    expect(lines[0]).toMatch(/^(CONNECT|GET)/);
  });
});
