import { describe, expect, it } from 'vitest';
import { createSandbox } from 'rxoffers/sandbox';
import { call, callText, dataOf, openSandbox, urlOf } from '../support/sandbox-call.js';

describe('createSandbox', () => {
  it('gives the same replies for the same seed, and others for another', async () => {
    const [first, second, other] = await Promise.all([
      openSandbox({ seed: 7 }),
      openSandbox({ seed: 7 }),
      openSandbox({ seed: 8 }),
    ]);
    const ask = (sandbox: typeof first) =>
      callText(sandbox, 'Offer.findAll', { limit: '5', contain: ['Country', 'Advertiser'] });
    expect(await ask(first)).toBe(await ask(second));
    expect(await ask(first)).not.toBe(await ask(other));
  });

  it('keeps a log of its requests and numbers its replies', async () => {
    const sandbox = await openSandbox();
    const replies = [await fetch(urlOf(sandbox, 'Offer.findAllIds')), await fetch(urlOf(sandbox, 'Tag.findAllIds'))];
    expect(sandbox.requests.map(({ verb, target }) => [verb, target])).toEqual([
      ['GET', 'Offer'],
      ['GET', 'Tag'],
    ]);
    const ids = replies.map(({ headers }) => headers.get('x-request-id'));
    expect(ids).toEqual([expect.stringMatching(/^0{31}1$/), expect.stringMatching(/^0{31}2$/)]);
  });

  it('lets rows come and go while somebody pages', async () => {
    const sandbox = await openSandbox({ offers: 4 });
    const stop = sandbox.onRequest(({ params }) => {
      if (!params.some(([name, value]) => name === 'page' && value === '2')) return;
      sandbox.tables.Offer.remove(1);
      sandbox.tables.Offer.insert({ name: 'late' });
    });
    const ids = async (page: string) =>
      Object.keys(((await dataOf(sandbox, 'Offer.findAll', { limit: '2', page })) as { data: object }).data);
    expect([await ids('1'), await ids('2')]).toEqual([
      ['1', '2'],
      ['4', '5'],
    ]);
    stop();
    await ids('2');
    expect(sandbox.tables.Offer.size).toBe(4);
  });

  it('waits for a hook, and tells when one fails', async () => {
    const sandbox = await openSandbox();
    sandbox.onRequest(() => Promise.reject(new Error('hook broke')));
    const reply = await fetch(urlOf(sandbox, 'Offer.findAllIds'));
    expect([reply.status, await reply.text()]).toEqual([500, 'Error: hook broke']);
  });

  it('takes other settings while it runs', async () => {
    const sandbox = await openSandbox({ offers: 9 });
    sandbox.configure({ maxPageSize: 2, latency: 1, rateLimit: { calls: 1, per: 60_000 } });
    expect(await dataOf(sandbox, 'Offer.findAll', { limit: '5' })).toMatchObject({ pageCount: 5 });
    expect((await call(sandbox, 'Offer.findAllIds')).errorMessage).toMatch('Configured: 1/60s');
    expect(() => sandbox.configure({ latency: -1 })).toThrow(RangeError);
  });

  it('knows no other path', async () => {
    const sandbox = await openSandbox();
    expect((await fetch(new URL('/other', sandbox.endpoint))).status).toBe(404);
  });

  it('is gone when it is closed, with everything that was open', async () => {
    const sandbox = await createSandbox({ latency: 1_000_000 });
    const failing = expect(fetch(urlOf(sandbox, 'Offer.findAllIds'))).rejects.toThrow();
    await sandbox.received(1);
    await sandbox.close();
    await sandbox.close();
    await failing;
    await sandbox.idle();
    expect([sandbox.connections, sandbox.inFlight]).toEqual([0, 0]);
  });

  it('closes at the end of a block', async () => {
    let endpoint = '';
    {
      await using sandbox = await createSandbox();
      endpoint = sandbox.endpoint;
    }
    await expect(fetch(endpoint)).rejects.toThrow();
  });

  it('refuses options that make no sense', async () => {
    await expect(createSandbox({ offers: -1 })).rejects.toThrow(RangeError);
  });
});
