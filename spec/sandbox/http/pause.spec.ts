import { describe, expect, it } from 'vitest';
import { closed, pause } from '../../../lib/sandbox/http/pause.js';
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
    const { open, settled } = await serveWith(async (response) => {
      response.write('x');
      await pause(1_000_000, response);
    });
    await open((socket) => socket.destroy());
    await settled();
    expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length).toBeLessThan(5);
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
