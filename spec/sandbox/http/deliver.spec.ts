import { describe, expect, it } from 'vitest';
import { deliver } from '../../../lib/sandbox/http/deliver.js';
import { whole, type Delivery } from '../../../lib/sandbox/http/delivery.js';
import { serveWith } from '../../support/raw-exchange.js';

const BODY = Buffer.from('0123456789');
const reply = whole(200, { 'x-a': 'b' }, BODY);

const exchange = async (delivery: Delivery) => (await serveWith((response) => deliver(response, delivery))).open();

describe('deliver', () => {
  it('sends status, headers and body', async () => {
    const { text, error } = await exchange(whole(503, { 'x-a': 'b' }, BODY));
    expect(text).toMatch(/^HTTP\/1\.1 503 /);
    expect(text).toMatch(/x-a: b\r\n/);
    expect(text).toMatch(/content-length: 10\r\n/);
    expect(text.endsWith('\r\n\r\n0123456789')).toBe(true);
    expect(error).toBeUndefined();
  });

  it('resets before anything is sent', async () => {
    expect(await exchange({ ...reply, sends: 'nothing', end: 'reset' })).toEqual({ text: '', error: 'ECONNRESET' });
  });

  it('resets in the middle of the body', async () => {
    const { text, error } = await exchange({ ...reply, sends: 'half', end: 'reset' });
    expect(text).toMatch(/content-length: 10\r\n[^]*\r\n\r\n01234$/);
    expect(error).toBe('ECONNRESET');
  });

  it('stalls behind the headers, and settles when the client leaves', async () => {
    const { open, settled } = await serveWith((response) =>
      deliver(response, { ...reply, sends: 'headers', end: 'stall' }),
    );
    const { text } = await open((socket) => socket.destroy());
    expect(text.endsWith('\r\n\r\n')).toBe(true);
    await settled();
  });

  it('sends in pieces, and stops when the client leaves', async () => {
    const slow: Delivery = { ...reply, pace: { bytes: 3, every: 1 } };
    expect((await exchange(slow)).text.endsWith('\r\n\r\n0123456789')).toBe(true);
    const endless: Delivery = { ...whole(200, {}, Buffer.alloc(100_000, 'x')), pace: { bytes: 1, every: 1 } };
    const { open, settled } = await serveWith((response) => deliver(response, endless));
    await open((socket, text) => text.endsWith('xxx') && socket.destroy());
    await settled();
  });
});
