import { get } from 'node:https';
import { describe, expect, it } from 'vitest';
import { certificate } from '../../support/certificate.js';
import { listen } from '../../../lib/sandbox/http/listen.js';

describe('listen', () => {
  it('answers on a free port of this machine, until it is closed', async () => {
    const first = await listen((_request, response) => response.end('hello'), undefined);
    const second = await listen((_request, response) => response.end('other'), undefined);
    expect(first.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(first.origin)).text()).toBe('hello');
    expect(first.connections).toBe(1);
    await Promise.all([first.close(), first.close(), second.close()]);
    expect(first.connections).toBe(0);
    await expect(fetch(first.origin)).rejects.toThrow();
  });

  it('closes although a request is being answered', async () => {
    const listening = await listen(() => undefined, undefined);
    const failing = expect(fetch(listening.origin)).rejects.toThrow();
    while (listening.connections === 0) await new Promise(setImmediate);
    await listening.close();
    await failing;
  });

  it('speaks TLS with a certificate', async () => {
    const listening = await listen((_request, response) => response.end('secret'), certificate);
    const text = await new Promise((resolve, reject) => {
      const outgoing = get(listening.origin, { ca: certificate.cert, agent: false }, (reply) => {
        reply.setEncoding('utf8').on('data', resolve);
      });
      outgoing.on('error', reject);
    });
    expect([listening.origin.startsWith('https://127.0.0.1:'), text]).toEqual([true, 'secret']);
    await expect(fetch(listening.origin)).rejects.toThrow();
    await listening.close();
    expect(listening.connections).toBe(0);
  });

  it('refuses a certificate that is none', async () => {
    await expect(listen(() => undefined, { key: 'x', cert: 'y' })).rejects.toThrow();
  });
});
