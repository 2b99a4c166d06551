import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ClientEvent, HasOffersOptions, UploadSource } from 'rxoffers';
import type { ApiRequest } from '../../lib/transport/request.js';
import { collect, failureOf } from '../support/collect.js';
import { startServer, success } from '../support/server.js';
import { READ, transportOf } from '../support/transport-of.js';

const upload = (source: UploadSource): ApiRequest => ({
  target: 'OfferFile',
  method: 'create',
  pairs: [['data[filename]', 'a.png']],
  kind: 'write',
  upload: { source, partName: 'a.png', fileName: 'a.png' },
});

const setUp = async (options: Partial<HasOffersOptions> = {}) => {
  const bodies: string[] = [];
  const server = await startServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks).toString());
      response.end(success(true));
    });
  });
  const transport = transportOf(server.url, options);
  onTestFinished(async () => {
    await transport.close();
    await server.close();
  });
  return { server, transport, bodies };
};

describe('the sender', () => {
  it('sends an upload as multipart with its parameters in the query (row 135), from each kind of source', async () => {
    const { server, transport, bodies } = await setUp();
    for (const source of [Buffer.from('bytes'), new Blob(['bytes']), () => Readable.from([Buffer.from('bytes')])])
      await collect(transport.send(upload(source)));
    expect(bodies).toHaveLength(3);
    for (const body of bodies) expect(body).toContain('\r\n\r\nbytes\r\n');
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      url: expect.stringContaining('data%5Bfilename%5D=a.png') as string,
    });
    expect(server.seen[0]?.headers['content-type']).toMatch(/^multipart\/form-data/);
  });

  it('sends nothing for a file that is not there (row 137)', async () => {
    const { server, transport } = await setUp();
    expect(await failureOf(transport.send(upload('/no/such/file.png')))).toMatchObject({ code: 'ENOENT' });
    expect(server.seen).toHaveLength(0);
  });

  it('tells of each request and each reply, in order', async () => {
    const { transport } = await setUp();
    const events: ClientEvent[] = [];
    transport.events$.subscribe((event) => events.push(event));
    await collect(transport.send(READ));
    expect(events).toMatchObject([
      { type: 'request', target: 'Offer', method: 'findAll', attempt: 1, verb: 'GET' },
      { type: 'reply', status: 200 },
    ]);
  });
});
