import { describe, expect, it, onTestFinished } from 'vitest';
import { Agent } from 'undici';
import { exchange } from '../../lib/transport/http.js';
import { collect } from '../support/collect.js';
import { startServer } from '../support/server.js';

describe('exchange', () => {
  it('sends one request for each subscription and reads the reply whole, whatever the status', async () => {
    const server = await startServer((_request, response) => void response.writeHead(418, { 'x-a': 'b' }).end('tea'));
    const dispatcher = new Agent();
    onTestFinished(async () => {
      await dispatcher.destroy();
      await server.close();
    });
    const call = { verb: 'GET', url: server.url, headers: {}, body: undefined } as const;
    const reply$ = exchange(call, undefined, {
      dispatcher,
      timeout: { headers: 1_000, body: 1_000 },
      maxReplyBytes: 100,
    });
    expect(server.seen).toHaveLength(0);
    expect(await collect(reply$)).toMatchObject([{ status: 418, text: 'tea', headers: { 'x-a': 'b' } }]);
    await collect(reply$);
    expect(server.seen).toHaveLength(2);
  });
});
