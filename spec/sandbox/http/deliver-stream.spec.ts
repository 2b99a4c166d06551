import { describe, expect, it } from 'vitest';
import { deliverStream } from '../../../lib/sandbox/http/deliver.js';
import type { StreamDelivery } from '../../../lib/sandbox/http/delivery.js';
import { serveWith } from '../../support/raw-exchange.js';

const pieces = (...texts: string[]): StreamDelivery['stream'] =>
  // eslint-disable-next-line @typescript-eslint/require-await -- a source is asynchronous whatever it is made of
  async function* () {
    for (const text of texts) yield Buffer.from(text);
  };

const reply: StreamDelivery = {
  ...{ status: 200, headers: { 'x-a': 'b' }, length: 10, stream: pieces('01234', '', '56789'), end: 'finish' },
};

const serve = (delivery: StreamDelivery) => serveWith((response) => deliverStream(response, delivery));
const exchange = async (delivery: StreamDelivery) => (await serve(delivery)).open();

describe('deliverStream', () => {
  it('sends status, headers, and the body as it is made', async () => {
    const { text, error } = await exchange(reply);
    expect(text).toMatch(/^HTTP\/1\.1 200 [^]*x-a: b\r\n[^]*content-length: 10\r\n[^]*\r\n\r\n0123456789$/);
    expect(error).toBeUndefined();
  });

  it('hangs up before the promised length', async () => {
    const { text } = await exchange({ ...reply, stream: pieces('012'), end: 'close' });
    expect(text).toMatch(/content-length: 10\r\n[^]*\r\n\r\n012$/);
  });

  it('does not ask for more than the client takes', async () => {
    const chunk = Buffer.alloc(2 ** 20);
    let made = 0;
    const leaving: boolean[] = [];
    const { open, settled } = await serve({
      ...reply,
      length: 2 ** 40,
      stream: async function* (signal) {
        for (; made < 2 ** 16; made++) {
          yield chunk;
          // Time enough to make everything, were nobody to wait.
          await new Promise(setImmediate);
        }
        leaving.push(signal.aborted);
      },
    });
    await open((socket) => {
      socket.pause();
      setTimeout(() => socket.destroy(), 100);
    });
    await settled();
    expect(made).toBeLessThan(100);
    expect(leaving).toEqual([]);
  });

  it('tells its source when the client leaves', async () => {
    const { open, settled } = await serve({
      ...reply,
      stream: async function* (signal) {
        yield Buffer.from('x');
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        signal.throwIfAborted();
      },
    });
    await open((socket, text) => text.endsWith('x') && socket.destroy());
    await settled();
  });

  it('fails as its source fails', async () => {
    const { open, settled } = await serveWith(async (response) => {
      const failing: StreamDelivery['stream'] = () => ({
        [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('broke')) }),
      });
      await expect(deliverStream(response, { ...reply, stream: failing })).rejects.toThrow('broke');
      response.destroy();
    });
    await open();
    await settled();
  });

  it('is as slow as it is told to be', async () => {
    const began = performance.now();
    const { text } = await exchange({ ...reply, bytesPerSecond: 200 });
    expect(text.endsWith('0123456789')).toBe(true);
    expect(performance.now() - began).toBeGreaterThan(45);
    expect((await exchange({ ...reply, pace: { bytes: 3, every: 1 } })).text.endsWith('0123456789')).toBe(true);
  });
});
