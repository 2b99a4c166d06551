import { inspect } from 'node:util';
import { firstValueFrom, take, toArray } from 'rxjs';
import { ConnectionError, HasOffers } from 'rxoffers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi, Refusal } from '../../support/recorded-api.js';

const TOKEN = 'NETsecretToken';
const credentials = { networkId: 'net', networkToken: TOKEN };
const integrator = { integratorId: 'INT7', clientId: 'client-7', clientSecret: 'integratorSecret' };

describe('new HasOffers', () => {
  it('sends nothing, and needs only an id and a token', async () => {
    const api = new HasOffers(credentials);
    expect(String(api)).toBe('HasOffers: net');
    await api.close();
  });

  it.each([
    [undefined, TypeError],
    [{}, TypeError],
    [{ networkId: 'net' }, TypeError],
    [{ networkId: 'net', networkToken: '' }, TypeError],
    [{ networkId: 'net', integrator: {} }, TypeError],
    [{ ...credentials, integrator }, TypeError],
    [{ ...credentials, endpoint: 'no url' }, TypeError],
    [{ ...credentials, retries: '3' }, TypeError],
    [{ ...credentials, retries: -1 }, RangeError],
    [{ ...credentials, concurrency: 0 }, RangeError],
    [{ ...credentials, rateLimits: false }, TypeError],
    [{ ...credentials, keepLogBytes: -1 }, RangeError],
  ])('throws for %j', (options, error) => {
    expect(() => new HasOffers(options as never)).toThrow(error);
  });

  it('never shows the token in what it throws', () => {
    for (const wrong of [{ endpoint: TOKEN }, { retries: TOKEN }, { proxy: TOKEN }])
      expect(() => new HasOffers({ ...credentials, ...wrong } as never)).not.toThrow(TOKEN);
  });

  it('has its own managers, and these parts', async () => {
    const [one, other] = [new HasOffers(credentials), new HasOffers(credentials)];
    expect(one.offers).not.toBe(other.offers);
    expect(one.rawLogs).not.toBe(other.rawLogs);
    expect(Object.keys(one).sort()).toEqual([
      'advertisers',
      'affiliateUsers',
      'affiliates',
      'application',
      'call',
      'controller',
      'conversions',
      'countries',
      'goals',
      'offerFiles',
      'offers',
      'rawLogs',
      'reports',
      'tags',
    ]);
    await Promise.all([one.close(), other.close()]);
  });

  it('shares a limiter on request', async () => {
    const one = new HasOffers(credentials);
    const other = new HasOffers({ ...credentials, limiter: one.limiter });
    expect(other.limiter).toBe(one.limiter);
    await Promise.all([one.close(), other.close()]);
  });
});

describe('HasOffers.fromEnv', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  const stub = (id: string, token: string, endpoint = ''): void => {
    vi.stubEnv('HASOFFERS_NETWORK_ID', id);
    vi.stubEnv('HASOFFERS_NETWORK_TOKEN', token);
    vi.stubEnv('HASOFFERS_ENDPOINT', endpoint);
  };

  it('reads id, token and endpoint', async () => {
    const { api: recorded, calls } = await recordedApi([true]);
    await collect(recorded.call('A', 'b', {}, { unlisted: true }));
    await recorded.close();
    stub('acme', TOKEN, 'http://127.0.0.1:1/Apiv3/json');
    const api = HasOffers.fromEnv({ retries: 0 });
    expect(String(api)).toBe('HasOffers: acme');
    expect(await failureOf(api.offers.findById(1))).toBeInstanceOf(ConnectionError);
    expect(calls).toHaveLength(1);
    await api.close();
  });

  it('puts options before the environment', async () => {
    stub('acme', '');
    const api = HasOffers.fromEnv({ networkId: 'other', networkToken: TOKEN });
    expect(String(api)).toBe('HasOffers: other');
    await api.close();
  });

  it('names the missing variable', () => {
    stub('', TOKEN);
    expect(() => HasOffers.fromEnv()).toThrow(
      new TypeError('HasOffers.fromEnv: the environment variable HASOFFERS_NETWORK_ID is not set'),
    );
    stub('acme', '');
    expect(() => HasOffers.fromEnv()).toThrow(/HASOFFERS_NETWORK_TOKEN is not set/);
  });

  it('needs no token for an integrator', async () => {
    stub('acme', '');
    const api = HasOffers.fromEnv({ integrator });
    expect(String(api)).toBe('HasOffers: acme');
    await api.close();
  });

  it('prefers an integrator to the token of the environment', async () => {
    stub('acme', TOKEN);
    await expect(HasOffers.fromEnv({ integrator }).close()).resolves.toBeUndefined();
    expect(() => HasOffers.fromEnv({ integrator, networkToken: TOKEN } as never)).toThrow(/exclude each other/);
  });

  it('refuses an endpoint that is not a URL', () => {
    stub('acme', TOKEN, 'no url');
    expect(() => HasOffers.fromEnv()).toThrow(TypeError);
  });
});

describe('a client', () => {
  it('never shows its token', async () => {
    const { api } = await recordedApi([{ Offer: { id: '3' } }]);
    const [offer] = await collect(api.offers.findById(3));
    const deep = { depth: 20, showHidden: true, getters: true };
    for (const shown of [
      String(api),
      JSON.stringify(api),
      inspect(api, deep),
      inspect(api.offers, deep),
      inspect(api.rawLogs, deep),
      inspect(offer, deep),
    ])
      expect(shown).not.toContain(TOKEN);
    expect(inspect(api)).toBe("HasOffers { networkId: 'net' }");
  });

  it('never shows the secret of an integrator', async () => {
    const api = new HasOffers({ networkId: 'net', integrator });
    const deep = { depth: 20, showHidden: true, getters: true };
    for (const shown of [String(api), JSON.stringify(api), inspect(api, deep), inspect(api.offers, deep)])
      expect(shown).not.toContain('integratorSecret');
    await api.close();
  });

  it('reports what it does, without the token, until it is closed', async () => {
    const { api } = await recordedApi([null]);
    const events = firstValueFrom(api.events$.pipe(toArray()));
    await collect(api.offers.findById(3));
    await api.close();
    const seen = await events;
    expect(seen.map(({ type }) => type)).toEqual(expect.arrayContaining(['request', 'reply']));
    expect(JSON.stringify(seen)).not.toContain(TOKEN);
  });

  it('keeps the token out of errors', async () => {
    const { api } = await recordedApi([new Refusal(`NetworkToken ${TOKEN} is not authenticated`)]);
    const error = await failureOf(api.offers.findById(3));
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(TOKEN);
  });

  it('refuses calls once it is closed', async () => {
    const { api, calls } = await recordedApi([true]);
    await api.close();
    expect(await failureOf(api.offers.findById(3))).toBeInstanceOf(ConnectionError);
    expect(calls).toHaveLength(0);
  });

  it('is closed by await using', async () => {
    const { calls } = await recordedApi([true]);
    let completed = false;
    {
      await using api = new HasOffers({ ...credentials, endpoint: 'http://127.0.0.1:1/' });
      api.events$.subscribe({ complete: () => (completed = true) });
    }
    expect(completed).toBe(true);
    expect(calls).toHaveLength(0);
  });

  it('has methods that need no this', async () => {
    const { api } = await recordedApi([{ 3: { Offer: { id: '3' } } }]);
    const { findAll } = api.offers;
    expect(await firstValueFrom(findAll().pipe(take(1)))).toMatchObject({ id: '3' });
  });
});
