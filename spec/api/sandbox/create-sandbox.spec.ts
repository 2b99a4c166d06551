import { get } from 'node:https';
import { describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox, type SandboxOptions } from 'rxoffers/sandbox';
import { certificate } from '../../support/certificate.js';
import { call, callText, dataOf, openSandbox, urlOf } from '../../support/sandbox-call.js';

describe('createSandbox', () => {
  it('listens on a free port of this machine and gives credentials for each kind of client', async () => {
    const sandbox = await openSandbox({ networkId: 'net', networkToken: 'T', affiliateApiKey: 'K' });
    const { endpoint, credentials, affiliateCredentials, advertiserCredentials, integratorCredentials } = sandbox;
    expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/Apiv3\/json$/);
    expect(credentials).toEqual({ endpoint, networkId: 'net', networkToken: 'T' });
    expect(affiliateCredentials).toEqual({ endpoint, networkId: 'net', apiKey: 'K' });
    expect(advertiserCredentials).toEqual({ endpoint, networkId: 'net', apiKey: 'ADVsandbox' });
    expect(integratorCredentials).toEqual({
      endpoint,
      networkId: 'net',
      integrator: {
        ...{ integratorId: 'INTsandbox', clientId: 'client', clientSecret: 'SECRETsandbox' },
        authorizeEndpoint: new URL('/authorize', endpoint).href,
      },
    });
  });

  it('keeps the defaults of an integrator that the options leave out', async () => {
    const { integratorCredentials, affiliateCredentials } = await openSandbox({ integrator: { clientId: 'x' } });
    expect(integratorCredentials.integrator).toMatchObject({ integratorId: 'INTsandbox', clientId: 'x' });
    expect(affiliateCredentials.apiKey).toBe('AFFsandbox');
  });

  it('gives the same replies for the same seed, and others for another', async () => {
    const [first, second, other] = await Promise.all([7, 7, 8].map((seed) => openSandbox({ seed })));
    const reply = (sandbox: Sandbox | undefined) =>
      sandbox && callText(sandbox, 'Offer.findAll', { limit: '5', contain: ['Country', 'Advertiser'] });
    expect(await reply(first)).toBe(await reply(second));
    expect(await reply(first)).not.toBe(await reply(other));
  });

  it('starts with the number of rows of each kind that its options say', async () => {
    const { tables } = await openSandbox({ offers: 100_000, categories: 0, tagRelations: 2 });
    const sizes = [tables.Offer, tables.OfferCategory, tables.OffersTags, tables.AdvertisersTags, tables.Affiliate];
    expect(sizes.map(({ size }) => size)).toEqual([100_000, 0, 2, 2, 40]);
  });

  it.each<[SandboxOptions, string]>([
    [{ offers: -1 }, 'createSandbox: offers should be an integer of at least 0, not -1'],
    [{ tags: 1.5 }, 'createSandbox: tags should be an integer of at least 0, not 1.5'],
    [{ goals: Infinity }, 'createSandbox: goals should be an integer of at least 0, not Infinity'],
    [{ latency: -1 }, 'createSandbox: latency should be a number of ms of at least 0, not -1'],
    [{ latency: NaN }, 'createSandbox: latency should be a number of ms of at least 0, not NaN'],
    [{ maxPageSize: 0 }, 'createSandbox: maxPageSize should be at least 1, not 0'],
    [
      { rateLimit: { calls: 1, per: 0 } },
      'createSandbox: rateLimit should be { calls, per }, true or false, not {"calls":1,"per":0}',
    ],
    [{ tokenLifetime: 0 }, 'createSandbox: tokenLifetime should be a number of seconds above 0, not 0'],
    [{ tokenLifetime: Infinity }, 'createSandbox: tokenLifetime should be a number of seconds above 0, not Infinity'],
  ])('refuses %j', async (options, message) => {
    await expect(createSandbox(options)).rejects.toThrow(new RangeError(message));
  });

  it('refuses an invalid certificate', async () => {
    await expect(createSandbox({ tls: { key: 'x', cert: 'y' } })).rejects.toThrow();
  });

  it('speaks TLS with a certificate', async () => {
    const sandbox = await openSandbox({ tls: certificate, offers: 1 });
    expect(sandbox.endpoint).toMatch(/^https:/);
    const text = await new Promise<string>((resolve, reject) => {
      const outgoing = get(urlOf(sandbox, 'Offer.findAllIds'), { ca: certificate.cert, agent: false }, (reply) => {
        let body = '';
        reply.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
        reply.on('end', () => resolve(body));
      });
      outgoing.on('error', reject);
    });
    expect(text).toContain('"data":["1"]');
    await expect(fetch(sandbox.endpoint)).rejects.toThrow();
  });
});

describe('configure', () => {
  it('changes settings from the next request on', async () => {
    const sandbox = await openSandbox({ offers: 9 });
    sandbox.configure({ maxPageSize: 2, latency: 1 });
    expect(await dataOf(sandbox, 'Offer.findAll', { limit: '5' })).toMatchObject({ pageCount: 5 });
    sandbox.configure({ rateLimit: { calls: 0, per: 60_000 } });
    expect((await call(sandbox, 'Offer.findAllIds')).errorMessage).toMatch('Configured: 0/60s');
    sandbox.configure({ rateLimit: undefined as never, maxPageSize: Infinity });
    expect((await call(sandbox, 'Offer.findAllIds')).errorMessage).toMatch('Configured: 0/60s');
  });

  it('changes nothing when a value is out of range', async () => {
    const sandbox = await openSandbox({ offers: 9 });
    expect(() => sandbox.configure({ latency: -1, maxPageSize: 2 })).toThrow(
      new RangeError('Sandbox.configure: latency should be a number of ms of at least 0, not -1'),
    );
    expect(await dataOf(sandbox, 'Offer.findAll', { limit: '9' })).toMatchObject({ pageCount: 1 });
  });
});

describe('close', () => {
  it('breaks off the requests in flight and every connection, also when called twice', async () => {
    const sandbox = await createSandbox({ latency: 1_000_000 });
    const failing = expect(fetch(urlOf(sandbox, 'Offer.findAllIds'))).rejects.toThrow();
    await sandbox.received(1);
    expect([sandbox.connections, sandbox.inFlight]).toEqual([1, 1]);
    await Promise.all([sandbox.close(), sandbox.close()]);
    await failing;
    await sandbox.idle();
    expect([sandbox.connections, sandbox.inFlight]).toEqual([0, 0]);
    await expect(fetch(sandbox.endpoint)).rejects.toThrow();
  });

  it('happens at the end of a block', async () => {
    let endpoint = '';
    {
      await using sandbox = await createSandbox();
      endpoint = sandbox.endpoint;
    }
    await expect(fetch(endpoint)).rejects.toThrow();
  });

  it('leaves other sandboxes alone', async () => {
    const [first, second] = [await openSandbox(), await openSandbox({ offers: 1 })];
    await first.close();
    expect(await dataOf(second, 'Offer.findAllIds')).toEqual(['1']);
  });
});
