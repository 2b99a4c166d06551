import { describe, expect, it } from 'vitest';
import {
  closed,
  deliver,
  deliverStream,
  type Delivery,
  pause,
  type StreamDelivery,
  whole,
} from '../../../lib/sandbox/http/deliver.js';
import { serveWith } from '../../support/raw-exchange.js';

const BODY = Buffer.from('0123456789');
const reply = whole(503, { 'x-a': 'b' }, BODY);
const HEAD = /^HTTP\/1\.1 503 [^]*x-a: b\r\n[^]*content-length: 10\r\n[^]*\r\n\r\n$/;

const exchange = async (delivery: Delivery) => (await serveWith((response) => deliver(response, delivery))).open();

/** Splits a reply into head and body. */
const partsOf = (text: string) => /^([^]*?\r\n\r\n)([^]*)$/.exec(text)?.slice(1) ?? [text, ''];

describe('deliver', () => {
  it.each<[string, Partial<Delivery>, string, string | undefined]>([
    ['everything', {}, '0123456789', undefined],
    ['everything in chunks', { pace: { bytes: 3, every: 1 } }, '0123456789', undefined],
    ['half of the body before a reset', { sends: 'half', end: 'reset' }, '01234', 'ECONNRESET'],
    ['the headers before a reset', { sends: 'headers', end: 'reset' }, '', 'ECONNRESET'],
  ])('sends %s', async (_what, changes, body, error) => {
    const sent = await exchange({ ...reply, ...changes });
    const [head, rest] = partsOf(sent.text);
    expect(head).toMatch(HEAD);
    expect([rest, sent.error]).toEqual([body, error]);
  });

  it('resets before it sends anything', async () => {
    expect(await exchange({ ...reply, sends: 'nothing', end: 'reset' })).toEqual({ text: '', error: 'ECONNRESET' });
  });

  it('stalls after the headers, and settles when the client leaves', async () => {
    const stalled: Delivery = { ...reply, sends: 'headers', end: 'stall' };
    const { open, settled } = await serveWith((response) => deliver(response, stalled));
    const { text } = await open((socket) => socket.destroy());
    expect(text).toMatch(HEAD);
    await settled();
  });

  it('stops when the client leaves, and sends nothing to one that has left', async () => {
    const endless: Delivery = { ...whole(200, {}, Buffer.alloc(100_000, 'x')), pace: { bytes: 1, every: 1 } };
    const { open, settled } = await serveWith(async (response) => {
      await deliver(response, endless);
      await deliver(response, endless);
      await deliverStream(response, { ...endless, length: 1, stream: () => expect.unreachable() });
    });
    await open((socket, text) => text.endsWith('xxx') && socket.destroy());
    await settled();
  });
});

const chunks = (...texts: string[]): StreamDelivery['stream'] =>
  // eslint-disable-next-line @typescript-eslint/require-await -- a source is asynchronous whatever it is made of
  async function* () {
    for (const text of texts) yield Buffer.from(text);
  };

const streamed: StreamDelivery = {
  ...{ status: 503, headers: { 'x-a': 'b' }, length: 10, stream: chunks('01234', '', '56789'), end: 'finish' },
};

const serveStream = (changes: Partial<StreamDelivery>) =>
  serveWith((response) => deliverStream(response, { ...streamed, ...changes }));

describe('deliverStream', () => {
  it.each<[string, Partial<StreamDelivery>, string]>([
    ['the body as it is produced', {}, '0123456789'],
    ['chunks of its pace', { pace: { bytes: 3, every: 1 } }, '0123456789'],
    ['what there is before it closes early', { stream: chunks('012'), end: 'close' }, '012'],
    ['what there is before a reset', { stream: chunks('012'), end: 'reset' }, '012'],
  ])('sends %s', async (_what, changes, body) => {
    const { text } = await (await serveStream(changes)).open();
    const [head, rest] = partsOf(text);
    expect(head).toMatch(HEAD);
    expect(rest).toBe(body);
  });

  it('is no faster than its bytes per second', async () => {
    const began = performance.now();
    const { text } = await (await serveStream({ bytesPerSecond: 200 })).open();
    expect(text.endsWith('0123456789')).toBe(true);
    expect(performance.now() - began).toBeGreaterThan(45);
  });

  it('does not ask for more than the client reads', async () => {
    const chunk = Buffer.alloc(2 ** 20);
    let made = 0;
    const { open, settled } = await serveStream({
      length: 2 ** 40,
      stream: async function* () {
        for (; made < 2 ** 16; made++) {
          yield chunk;
          await new Promise(setImmediate);
        }
      },
    });
    await open((socket) => {
      socket.pause();
      setTimeout(() => socket.destroy(), 100);
    });
    await settled();
    expect(made).toBeLessThan(100);
  });

  it('aborts its source when the client leaves', async () => {
    const { open, settled } = await serveStream({
      stream: async function* (signal) {
        yield Buffer.from('x');
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        signal.throwIfAborted();
      },
    });
    await open((socket, text) => text.endsWith('x') && socket.destroy());
    await settled();
  });

  it('fails when its source fails', async () => {
    const failing: StreamDelivery['stream'] = () => ({
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('broke')) }),
    });
    const { open, settled } = await serveWith(async (response) => {
      await expect(deliverStream(response, { ...streamed, stream: failing })).rejects.toThrow('broke');
      response.destroy();
    });
    await open();
    await settled();
  });
});

describe('pause and closed', () => {
  it('leave no timer and no listener, whether the client stays or leaves', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const started: number[] = [];
    const { open, settled } = await serveWith(async (response) => {
      response.write('x');
      const listeners = response.listenerCount('close');
      for (let index = 0; index < 20; index++) await pause(index % 2, response);
      expect(response.listenerCount('close')).toBe(listeners);
      const before = timers();
      const pausing = pause(1_000_000, response);
      started.push(timers() - before);
      response.write('y');
      await pausing;
      await closed(response);
      await pause(1_000_000, response);
    });
    const before = timers();
    await open((socket, text) => text.includes('y') && socket.destroy());
    await settled();
    expect(started).toEqual([1]);
    expect(timers()).toBeLessThanOrEqual(before);
  });
});
