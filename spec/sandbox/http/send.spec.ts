import { describe, expect, it } from 'vitest';
import { isGone, send } from '../../../lib/sandbox/http/deliver.js';
import { serveWith } from '../../support/raw-exchange.js';

describe('send', () => {
  it('sends bytes one after the other, and leaves no listener for each', async () => {
    const counts: number[] = [];
    const { open } = await serveWith(async (response) => {
      for (let index = 0; index < 50; index++) await send(response, Buffer.from('ab'));
      await send(response, Buffer.alloc(0));
      counts.push(response.listenerCount('close'));
      response.end();
    });
    expect((await open()).text.replaceAll(/[^ab]/g, '')).toMatch(/(ab){50}$/);
    expect(counts[0]).toBeLessThan(5);
  });

  it('waits for a client that does not read, and settles when it leaves', async () => {
    let left = false;
    const states: boolean[] = [];
    const { open, settled } = await serveWith(async (response) => {
      const large = Buffer.alloc(64 * 2 ** 20);
      await send(response, large);
      states.push(left);
      await send(response, large);
      while (!isGone(response)) await new Promise(setImmediate);
      await send(response, large);
    });
    await open((socket) => {
      socket.pause();
      setImmediate(() => {
        left = true;
        socket.destroy();
      });
    });
    await settled();
    expect(states).toEqual([true]);
  });
});
