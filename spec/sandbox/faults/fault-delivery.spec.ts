import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { FaultKind, Sandbox } from 'rxoffers/sandbox';
import { call, openSandbox, urlOf } from '../../support/sandbox-call.js';

const meet = async (fault: FaultKind): Promise<[Sandbox, string]> => {
  const sandbox = await openSandbox();
  sandbox.faults.next(fault);
  return [sandbox, urlOf(sandbox, 'Offer.create', { 'data[name]': 'x' })];
};

const offers = (sandbox: Sandbox): number => sandbox.tables.Offer.size - 100;

/** The reply byte by byte, neither checked nor decoded. */
const rawReply = (url: string) =>
  new Promise<{ encoding: string | undefined; text: string }>((resolve, reject) => {
    const outgoing = request(url, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () =>
        resolve({ encoding: incoming.headers['content-encoding'], text: Buffer.concat(chunks).toString() }),
      );
    });
    outgoing.on('error', reject).end();
  });

describe('a fault', () => {
  it.each([
    ['start', 0],
    ['headers', 1],
    ['body', 1],
  ] as const)('reset at %s breaks the connection off; the call was carried out %i times', async (at, times) => {
    const [sandbox, url] = await meet({ kind: 'reset', at });
    await expect(fetch(url).then((reply) => reply.text())).rejects.toThrow();
    expect(offers(sandbox)).toBe(times);
  });

  it('stall waits until the client leaves', async () => {
    const [sandbox, url] = await meet({ kind: 'stall' });
    const leaving = new AbortController();
    const failing = expect(fetch(url, { signal: leaving.signal })).rejects.toThrow();
    await sandbox.received(1);
    expect([sandbox.inFlight, offers(sandbox)]).toEqual([1, 0]);
    leaving.abort();
    await failing;
    await sandbox.idle();
  });

  it('stall waits until the sandbox closes', async () => {
    const [sandbox, url] = await meet({ kind: 'stall', at: 'body' });
    const failing = expect(fetch(url).then((reply) => reply.text())).rejects.toThrow();
    await sandbox.received(1);
    await sandbox.close();
    await failing;
    await sandbox.idle();
    expect(sandbox.connections).toBe(0);
  });

  it('status answers without carrying the call out', async () => {
    const [sandbox, url] = await meet({
      kind: 'status',
      status: 503,
      retryAfter: 2,
      headers: { 'x-a': 'b' },
      body: 'busy',
    });
    const reply = await fetch(url);
    expect([reply.status, reply.headers.get('retry-after'), reply.headers.get('x-a')]).toEqual([503, '2', 'b']);
    expect(await reply.text()).toBe('busy');
    expect(offers(sandbox)).toBe(0);
  });

  it.each([
    ['html', /^<!DOCTYPE html>/, 0],
    ['text', /^Service/, 0],
    ['empty', /^$/, 0],
    ['truncated', /^\{"request":.*[^}]$/, 1],
  ] as const)('garbage is %s', async (as, text, times) => {
    const [sandbox, url] = await meet({ kind: 'garbage', as });
    expect((await rawReply(url)).text).toMatch(text);
    expect(offers(sandbox)).toBe(times);
  });

  it('garbage may be labelled gzip and not be it', async () => {
    const [, url] = await meet({ kind: 'garbage', as: 'encoding' });
    expect(await rawReply(url)).toMatchObject({
      encoding: 'gzip',
      text: expect.stringMatching(/^\{"request"/) as string,
    });
  });

  it('slow sends the real reply in pieces', async () => {
    const [, url] = await meet({ kind: 'slow', bytes: 500, every: 1 });
    expect(JSON.parse((await rawReply(url)).text)).toMatchObject({ response: { status: 1 } });
  });

  it('refuse and limit speak for the service', async () => {
    const sandbox = await openSandbox();
    sandbox.faults.next({ kind: 'refuse', message: 'IP 192.0.2.1 is not white-listed' });
    sandbox.faults.next({ kind: 'limit' });
    const messages = [await call(sandbox, 'Offer.findAllIds'), await call(sandbox, 'Offer.findAllIds')];
    expect(messages.map(({ status, errorMessage }) => [status, errorMessage])).toEqual([
      [-1, 'IP 192.0.2.1 is not white-listed'],
      [-1, expect.stringMatching(/Configured: 50\/10s window; Your usage: 51\./)],
    ]);
  });
});
