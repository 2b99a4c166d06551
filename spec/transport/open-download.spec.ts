import { describe, expect, it, onTestFinished } from 'vitest';
import { settle } from '../support/collect.js';
import { startServer } from '../support/server.js';
import { TOKEN, transportOf } from '../support/transport-of.js';

const setUp = async (handler: Parameters<typeof startServer>[0]) => {
  const server = await startServer(handler);
  const transport = transportOf(server.url);
  onTestFinished(async () => {
    await transport.close();
    await server.close();
  });
  return { server, transport };
};

describe('openDownload', () => {
  it('asks for the bytes as they are, without token, and hands headers on', async () => {
    const { server, transport } = await setUp(
      (_request, response) => void response.writeHead(206, { etag: '"x"' }).end('bytes'),
    );
    const signal = new AbortController().signal;
    const { status, headers, body } = await transport.open({ url: server.url, headers: { range: 'bytes=1-' }, signal });
    expect([
      status,
      headers['etag'],
      await body.toArray().then((chunks) => Buffer.concat(chunks as Buffer[]).toString()),
    ]).toEqual([206, '"x"', 'bytes']);
    expect(server.seen[0]?.headers).toMatchObject({ 'accept-encoding': 'identity', range: 'bytes=1-' });
    expect(server.seen[0]?.url).not.toContain(encodeURIComponent(TOKEN));
  });

  it('closes the socket when it is aborted, before and during the body', async () => {
    let answer = false;
    const { server, transport } = await setUp(
      (_request, response) => void (answer && response.writeHead(200).write('x')),
    );
    const first = new AbortController();
    const pending = transport.open({ url: server.url, signal: first.signal });
    await server.received(1);
    first.abort();
    await expect(pending).rejects.toThrow();
    await server.idle();
    answer = true;
    const second = new AbortController();
    const { body } = await transport.open({ url: server.url, signal: second.signal });
    body.on('error', () => undefined);
    second.abort();
    await server.idle();
    await settle(1);
  });
});
