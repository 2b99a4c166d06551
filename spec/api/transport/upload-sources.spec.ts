import { EventEmitter, once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RxOffersError, type UploadSource } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { success } from '../../support/server.js';
import { eventsOf, type Handler, inTurn, replying, serverClient } from '../../support/server-client.js';

const stored = replying(200, success({ OfferFile: { id: '1' } }));

/** Answers once the whole upload has come, and keeps what came. */
const upload = async (options: object = {}, answer: Handler = stored) => {
  const bodies: string[] = [];
  const { server, api } = await serverClient((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => undefined);
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks).toString());
      answer(request, response);
    });
  }, options);
  const send = (source: UploadSource) => api.offerFiles.create(source, { filename: 'c.png' });
  return { server, api, bodies, send };
};

const fileWith = async (text: string | Buffer): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'upload-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'disk.png'), text);
  return join(folder, 'disk.png');
};

const bytes = new TextEncoder().encode('bytes');

async function* generated(): AsyncGenerator<string | Uint8Array> {
  yield 'by';
  yield new Uint8Array();
  yield await Promise.resolve(Buffer.from('tes'));
}

function* listed(): Generator<string> {
  yield 'by';
  yield 'tes';
}

const webStream = (chunks: readonly unknown[] = ['by', Buffer.from('tes')]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk as Uint8Array);
      controller.close();
    },
  });

describe('an upload', () => {
  it.each<[string, () => UploadSource]>([
    ['a Uint8Array', () => bytes],
    ['a DataView', () => new DataView(bytes.buffer) as never],
    ['an ArrayBuffer', () => bytes.slice().buffer],
    ['a Blob', () => new Blob(['by', 'tes'])],
    ['a File', () => new File(['bytes'], 'f.png')],
    ['a stream of the web', webStream],
    ['the body of a response', () => new Response('bytes').body as never],
    ['a stream of Node', () => Readable.from(['by', 'tes'])],
    ['an async generator', generated],
    ['a generator', listed],
    ['a list', () => ['by', bytes.subarray(2)]],
    ['a set', () => new Set(['by', 'tes'])],
    ['an iterator of your own', () => ({ [Symbol.asyncIterator]: generated })],
    ['a function that opens a stream of the web', () => () => webStream()],
    ['an async generator function', () => generated],
    ['a generator function', () => listed],
    ['a function that returns a list', () => () => ['bytes']],
    ['a function that returns bytes', () => () => bytes],
  ])('of %s is sent as it is', async (_, source) => {
    const { bodies, send } = await upload();
    await collect(send(source()));
    expect(bodies).toEqual([expect.stringContaining('\r\n\r\nbytes\r\n--')]);
  });

  it.each<[string, () => UploadSource | Promise<UploadSource>]>([
    ['an empty file', () => fileWith('')],
    ['an empty Blob', () => new Blob([])],
    ['an empty File', () => new File([], 'f.png')],
    ['empty bytes', () => new Uint8Array()],
    ['an empty Blob of a function', () => () => new Blob([])],
  ])('of %s is sent with its length', async (_, source) => {
    const { server, bodies, send } = await upload();
    await collect(send(await source()));
    expect(bodies).toEqual([expect.stringMatching(/\r\n\r\n\r\n--[-\w]+--\r\n$/)]);
    expect(server.seen[0]?.headers).toMatchObject({ 'content-length': String(bodies[0]?.length) });
  });

  it.skipIf(process.platform !== 'linux')('of a file that says it is empty, as those of /proc, is whole', async () => {
    const { bodies, send } = await upload();
    await collect(send('/proc/self/status'));
    expect(bodies[0]).toContain(`Pid:\t${process.pid}\n`);
  });

  it.each<[string, unknown, string]>([
    ['numbers', [1, 2], 'a number'],
    [
      'a generator of numbers',
      (function* () {
        yield 1;
      })(),
      'a number',
    ],
    ['a Map', new Map([['a', 'b']]), 'an array'],
    ['a form', new URLSearchParams('a=b'), 'an array'],
  ])('of %s is a TypeError, and nothing is sent', async (_, source, kind) => {
    const { server, send } = await upload();
    expect(await failureOf(send(source as UploadSource))).toEqual(
      new TypeError(`OfferFile.create: source should give text or bytes, not ${kind}`),
    );
    expect(server.seen).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    [
      'a path',
      new String('/etc/hosts'),
      'be a path, bytes, a Blob, a stream, an iterable, or a function that opens one',
    ],
    ['a path of a function', () => new String('/etc/hosts'), 'return a new stream each time, not a String'],
  ])('of %s that is a String object is a TypeError, and nothing is sent', async (_, source, expected) => {
    const { server, send } = await upload();
    expect(await failureOf(send(source as UploadSource))).toEqual(
      new TypeError(`OfferFile.create: source should ${expected}`),
    );
    expect(server.seen).toEqual([]);
  });

  it('of a stream that is being read, or was read, is a TypeError, and nothing is sent', async () => {
    const { server, send } = await upload();
    const locked = webStream();
    locked.getReader();
    const ended = Readable.from(['x']).resume();
    await once(ended, 'end');
    for (const source of [locked, ended])
      expect(await failureOf(send(source))).toEqual(
        new TypeError('OfferFile.create: source should be a stream that nobody has begun to read'),
      );
    expect(server.seen).toEqual([]);
  });

  it.each<[string, () => UploadSource]>([
    ['a stream of Node', () => Readable.from(['bytes'])],
    ['a stream of the web', webStream],
    ['an async generator', generated],
    ['a generator', listed],
  ])(
    'of %s is sent once: a refusal for the rate limit ends it, and a second subscription is refused',
    async (_, source) => {
      const { server, api, send } = await upload({}, replying(429));
      const events = eventsOf(api);
      const call = send(source());
      expect(await failureOf(call)).toMatchObject({ name: 'RateLimitError' });
      expect(await failureOf(call)).toBeInstanceOf(TypeError);
      expect(server.seen).toHaveLength(1);
      expect(events.map(({ type }) => type)).not.toContain('retry');
    },
  );

  it.each<[string, () => UploadSource]>([
    ['a list', () => ['bytes']],
    ['a set', () => new Set(['bytes'])],
    ['a Blob', () => new Blob(['bytes'])],
    ['a generator function', () => generated],
  ])('of %s is sent again after a refusal for the rate limit', async (_, source) => {
    const limiter = { rateLimit: false, maxRateLimitDelay: 60_000 };
    const refusal = replying(
      429,
      JSON.stringify({
        response: {
          status: -1,
          errors: [{ publicMessage: 'API usage exceeded rate limit. Configured: 50/0s window' }],
        },
      }),
    );
    const { bodies, send } = await upload(limiter, inTurn(refusal, stored));
    await collect(send(source()));
    expect(bodies).toHaveLength(2);
    expect(bodies[1]).toContain('bytes');
  });
});

describe('a source that fails', () => {
  class DiskError extends Error {}
  const failure = new DiskError('disk');

  it.each<[string, () => UploadSource]>([
    [
      'an async generator',
      async function* () {
        yield await Promise.resolve('by');
        throw failure;
      },
    ],
    [
      'a generator',
      function* () {
        yield 'by';
        throw failure;
      },
    ],
    [
      'a generator at once',
      function* () {
        throw failure;
      },
    ],
    [
      'a stream of Node',
      () =>
        Readable.from(
          (function* () {
            yield 'by';
            throw failure;
          })(),
        ),
    ],
    [
      'a stream of Node before it is read',
      () => {
        const stream = new Readable({ read: () => undefined });
        stream.destroy(failure);
        return stream;
      },
    ],
    [
      'a stream of the web',
      () =>
        new ReadableStream({
          pull: () => {
            throw failure;
          },
        }),
    ],
  ])('%s is the error of the call as it is, not one of the connection, and nothing is repeated', async (_, source) => {
    const { server, api, send } = await upload();
    const events = eventsOf(api);
    for (const given of [source(), source]) expect(await failureOf(send(given as UploadSource))).toBe(failure);
    expect(server.seen.length).toBeLessThanOrEqual(2);
    expect(events.map(({ type }) => type)).not.toContain('retry');
  });

  it('a stream of Node that fails while the call waits for its turn', async () => {
    const { server, api, send } = await upload({ concurrency: 1 }, () => undefined);
    const first = send('spec/api/transport/upload-sources.spec.ts').subscribe({ error: () => undefined });
    await server.received(1);
    const missing = createReadStream('/nowhere/x.png');
    const call = failureOf(send(missing));
    await new Promise<void>((resolve) => missing.on('close', () => resolve()));
    first.unsubscribe();
    expect(await call).toMatchObject({ code: 'ENOENT' });
    await api.close();
  });

  it('a file that shrinks while it is sent', async () => {
    const path = await fileWith(Buffer.alloc(8 * 1024 * 1024));
    const reading = new EventEmitter();
    const { server, api } = await serverClient((request) => {
      request.on('error', () => undefined);
      request.once('data', () => {
        request.pause();
        truncate(path, 1_000_000).then(
          () => {
            request.resume();
            reading.emit('on');
          },
          () => undefined,
        );
      });
    });
    const error = await failureOf(api.offerFiles.create(path, {}));
    expect(error).toBeInstanceOf(RxOffersError);
    expect(error).toMatchObject({
      name: 'UploadError',
      message: expect.stringMatching(/expected 8388608 bytes, got \d+$/) as string,
    });
    expect(server.seen).toHaveLength(1);
  });

  it.each(['a folder', 'a path in a file'])('%s, before anything is sent', async (what) => {
    const { server, send } = await upload();
    const path = await fileWith('x');
    const error = await failureOf(send(what === 'a folder' ? join(path, '..') : join(path, 'y')));
    const isFolder = new TypeError('OfferFile.create: source should be a file, not a directory');
    expect(error).toEqual(what === 'a folder' ? isFolder : expect.objectContaining({ code: 'ENOTDIR' }));
    expect(server.seen).toEqual([]);
  });
});

/** Sources that give one chunk and then nothing, and tell when they are closed. */
const ENDLESS: readonly [string, (closed: () => void) => UploadSource][] = [
  [
    'a stream of Node',
    (closed) => new Readable({ read: () => undefined, destroy: (error, done) => (closed(), done(error)) }),
  ],
  ['a stream of the web', (closed) => new ReadableStream({ pull: () => new Promise(() => undefined), cancel: closed })],
  [
    'an iterator',
    (closed) => ({
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise<IteratorResult<string>>(() => undefined),
        return: () => {
          closed();
          return Promise.resolve({ done: true as const, value: undefined });
        },
      }),
    }),
  ],
];

describe.each(ENDLESS)('%s that gives nothing', (_, open) => {
  const opened = () => {
    let closed = 0;
    let tell: () => void = () => undefined;
    const isClosed = new Promise<void>((resolve) => (tell = resolve));
    const source = open(() => {
      closed++;
      tell();
    });
    return { source, isClosed, closed: () => closed };
  };

  it('is closed when the call is left', async () => {
    for (const direct of [true, false]) {
      const { server, send } = await upload();
      const { source, isClosed, closed } = opened();
      const call = send(direct ? source : () => source as never).subscribe({ error: () => undefined });
      await server.received(1);
      call.unsubscribe();
      await isClosed;
      await server.idle();
      expect(closed()).toBe(1);
    }
  });

  it('is closed after a timeout', async () => {
    const { send } = await upload({ timeout: { body: 40 }, retries: 0 });
    const { source, isClosed, closed } = opened();
    expect(await failureOf(send(source))).toMatchObject({ name: 'TimeoutError', phase: 'body' });
    await isClosed;
    expect(closed()).toBe(1);
  });

  it('is closed when the connection fails, and when the service answers too early', async () => {
    for (const handler of [((request) => request.socket.destroy()) as Handler, replying(400)]) {
      const { api } = await serverClient(handler, { retries: 0 });
      const { source, isClosed } = opened();
      await failureOf(api.offerFiles.create(source, { filename: 'c' }));
      await isClosed;
    }
  });

  it('is closed when the client is closed', async () => {
    const { server, api, send } = await upload();
    const { source, isClosed } = opened();
    const pending = failureOf(send(source));
    await server.received(1);
    await api.close();
    expect(await pending).toMatchObject({ code: 'CLOSED' });
    await isClosed;
  });

  it('is closed if the call is left before its turn', async () => {
    const { server, send } = await upload({ concurrency: 1 });
    const first = send(opened().source).subscribe({ error: () => undefined });
    await server.received(1);
    const { source, isClosed } = opened();
    const isStream = source instanceof Readable || source instanceof ReadableStream;
    send(source)
      .subscribe({ error: () => undefined })
      .unsubscribe();
    // An iterable was not asked for its iterator yet.
    if (isStream) await isClosed;
    first.unsubscribe();
    expect(server.seen).toHaveLength(1);
  });
});
