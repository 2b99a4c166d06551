import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { of } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { UploadSource } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { success } from '../../support/server.js';
import { eventsOf, type Handler, inTurn, replying, serverClient } from '../../support/server-client.js';

const stored = replying(200, success({ OfferFile: { id: '1' } }));

const upload = async (options: object = {}, answer: Handler = stored) => {
  const bodies: string[] = [];
  const { server, api } = await serverClient((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks).toString());
      answer(request, response);
    });
  }, options);
  const send = (source: UploadSource) =>
    api.offerFiles.create(source, { filename: 'c.png', display: 'x', type: 'offer thumbnail', offer_id: 438 });
  return { server, api, bodies, send };
};

const fileWith = async (text: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'upload-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'disk.png'), text);
  return join(folder, 'disk.png');
};

describe('an upload', () => {
  it.each<[string, UploadSource]>([
    ['a Buffer', Buffer.from('bytes')],
    ['a Blob', new Blob(['bytes'])],
    ['a function that opens a stream', () => Readable.from([Buffer.from('bytes')])],
  ])('of %s is one part, with the parameters in the query', async (_, source) => {
    const { server, bodies, send } = await upload();
    await collect(send(source));
    expect(bodies[0]).toMatch(/name="c\.png"; filename="[^"]+"/);
    expect(bodies[0]).toContain('\r\n\r\nbytes\r\n');
    expect(bodies[0]?.match(/Content-Disposition/g)).toHaveLength(1);
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      url: expect.stringMatching(/^\/Apiv3\/json\?NetworkToken=.*data%5Bfilename%5D=c\.png/) as string,
    });
    expect(server.seen[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  });

  it.each<[string, unknown, string]>([
    ['a number', () => 5, 'a number'],
    ['nothing', () => undefined, 'undefined'],
    ['a promise', () => Promise.resolve(Buffer.from('bytes')), 'a Promise'],
    ['a path', () => 'bytes', 'a string'],
    ['an object', () => ({}), 'an object'],
  ])('of a function that returns %s is refused, and nothing is sent', async (_, source, kind) => {
    const { server, send } = await upload();
    expect(await failureOf(send(source as UploadSource))).toEqual(
      new TypeError(`OfferFile.create: source should return a new stream each time, not ${kind}`),
    );
    expect(server.seen).toHaveLength(0);
  });

  it('of a path has the name and the length of the file', async () => {
    const { server, bodies, send } = await upload();
    await collect(send(await fileWith('on disk')));
    expect(bodies[0]).toContain('name="c.png"; filename="disk.png"');
    expect(bodies[0]).toContain('on disk');
    expect(server.seen[0]?.headers['content-length']).toBe(String(bodies[0]?.length));
  });

  it('of a file that is missing sends nothing', async () => {
    const { server, send } = await upload();
    expect(await failureOf(send(join(tmpdir(), 'no-such-file.png')))).toMatchObject({ code: 'ENOENT' });
    expect(server.seen).toHaveLength(0);
  });

  it('is built again for each subscription, and for each attempt after a rate limit', async () => {
    let opened = 0;
    const source = (): Readable => Readable.from([Buffer.from(`stream ${++opened}`)]);
    const permit = { cancel: () => undefined, settle: () => undefined };
    const limiter = { acquire: () => of(permit), onRateLimited: () => 0 };
    const { bodies, send } = await upload({ limiter }, inTurn(replying(429), stored));
    await collect(send(source));
    await collect(send(source));
    expect(bodies.map((body) => /stream \d/.exec(body)?.[0])).toEqual(['stream 1', 'stream 2', 'stream 3']);
  });

  it('fails with the stream that it reads', async () => {
    const { send } = await upload({ retries: 0 });
    const failing = (): Readable => {
      const stream = new Readable({ read: () => undefined });
      setImmediate(() => stream.destroy(new Error('disk')));
      return stream;
    };
    expect(await failureOf(send(failing))).toMatchObject({ message: expect.stringContaining('disk') as string });
  });

  it('leaves no stream open when it is unsubscribed', async () => {
    const { server, api, send } = await upload();
    const events = eventsOf(api);
    const stream = new Readable({ read: () => undefined });
    stream.push('begin');
    const closed = new Promise((resolve) => stream.on('close', resolve));
    const subscription = send(() => stream).subscribe({ error: () => undefined });
    await server.received(1);
    subscription.unsubscribe();
    await closed;
    await server.idle();
    expect(events.map(({ type }) => type)).toEqual(['request']);
  });
});
