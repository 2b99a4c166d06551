import { describe, expect, it } from 'vitest';
import { finish, type Ending } from '../../../lib/sandbox/http/deliver.js';
import { serveWith } from '../../support/raw-exchange.js';

const exchange = async (end: Ending) =>
  (
    await serveWith(async (response) => {
      response.writeHead(200, { 'content-length': 10 });
      response.write('01234');
      await finish(response, end, true);
    })
  ).open((socket, text) => end === 'stall' && text.endsWith('01234') && socket.destroy());

describe('finish', () => {
  it.each(['finish', 'close', 'stall', 'reset'] as const)('ends with %s behind what was sent', async (end) => {
    expect((await exchange(end)).text.endsWith('\r\n\r\n01234')).toBe(true);
  });

  it('resets at once where nothing was sent', async () => {
    const { open } = await serveWith((response) => finish(response, 'reset', false));
    expect(await open()).toEqual({ text: '', error: 'ECONNRESET' });
  });
});
