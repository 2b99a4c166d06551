import { describe, expect, it } from 'vitest';
import { closed, pause } from '../../../lib/sandbox/http/deliver.js';
import { serveWith } from '../../support/raw-exchange.js';

describe('pause', () => {
  it('waits, and not at all for 0 ms', async () => {
    const { open } = await serveWith(async (response) => {
      await pause(0, response);
      await pause(5, response);
      response.end('done');
    });
    expect((await open()).text).toMatch(/done/);
  });

  it('ends when the client leaves, and leaves no timer', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const counts: number[] = [];
    const { open, settled } = await serveWith(async (response) => {
      response.write('x');
      const before = timers();
      const pausing = pause(1_000_000, response);
      counts.push(timers() - before);
      await pausing;
    });
    const before = timers();
    await open((socket) => socket.destroy());
    await settled();
    expect(counts).toEqual([1]);
    expect(timers()).toBeLessThanOrEqual(before);
  });
});

describe('closed', () => {
  it('is at once what already has closed', async () => {
    const { open, settled } = await serveWith(async (response) => {
      response.write('x');
      await closed(response);
      await closed(response);
      await pause(1_000_000, response);
    });
    await open((socket) => socket.destroy());
    await settled();
  });
});
