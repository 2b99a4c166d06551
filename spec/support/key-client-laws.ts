import { inspect } from 'node:util';
import { firstValueFrom, toArray } from 'rxjs';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  ConnectionError,
  type HasOffersAdvertiser,
  type HasOffersAffiliate,
  type HasOffersAffiliateOptions,
} from 'rxoffers';
import { collect, failureOf } from './collect.js';
import { startServer, success, type TestServer } from './server.js';

type KeyClient = HasOffersAffiliate | HasOffersAdvertiser;

interface KeyClientClass {
  readonly name: string;
  new (options: HasOffersAffiliateOptions): KeyClient;
  fromEnv(options?: Partial<HasOffersAffiliateOptions>): KeyClient;
}

const KEY = 'the/Key+x';
const FIELDS = { fields: ['Stat.clicks'] };

const listening = async (answer: (url: string) => string): Promise<TestServer> => {
  const server = await startServer((request, response) => void response.end(answer(request.url ?? '')));
  onTestFinished(() => server.close());
  return server;
};

/** Laws of a client with a key, of either kind. */
export const keyClientLaws = (Client: KeyClientClass, keyName: string, target: string): void => {
  const { name } = Client;
  const open = (endpoint: string): KeyClient => {
    const api = new Client({ networkId: 'net', apiKey: KEY, endpoint, rateLimit: false, retries: 0 });
    onTestFinished(() => api.close());
    return api;
  };

  describe(name, () => {
    it('calls with its key', async () => {
      const server = await listening(() => success([{ Stat: { clicks: '1' } }, { Stat: { clicks: '2' } }]));
      expect(
        await collect(open(server.url).call(target, 'getStats', { limit: 5 }, { raw: true, unlisted: true })),
      ).toHaveLength(1);
      expect(server.seen[0]?.url).toBe(
        `/Apiv3/json?api_key=${encodeURIComponent(KEY)}&NetworkId=net&Target=${target}&Method=getStats&limit=5`,
      );
    });

    it('shows no key: in itself, in events, in errors that quote it', async () => {
      const quoting = JSON.stringify({
        response: { status: -1, errors: [{ publicMessage: `api_key ${KEY} is bad` }] },
      });
      const api = open((await listening(() => quoting)).url);
      const events = firstValueFrom(api.events$.pipe(toArray()));
      const error = await failureOf(api.call(target, 'getStats', FIELDS, { raw: true, unlisted: true }));
      await api.close();
      const replies = (await events).map((event) => (event.type === 'reply' ? event.body() : event));
      expect(String(error)).toContain('[redacted] is bad');
      for (const shown of [error, replies, api]) {
        const text = inspect(shown, { depth: 20, showHidden: true, getters: true });
        for (const spelling of [KEY, encodeURIComponent(KEY)]) expect(text).not.toContain(spelling);
      }
      expect([String(api), inspect(api)]).toEqual([`${name}: net`, `${name} { networkId: 'net' }`]);
      expect(JSON.stringify(api)).not.toContain(KEY);
    });

    it('has its own limiter, or another client’s', () => {
      const [one, other] = [open('http://127.0.0.1:1/'), open('http://127.0.0.1:1/')];
      expect(one.limiter).not.toBe(other.limiter);
      const sharing = new Client({ networkId: 'net', apiKey: KEY, limiter: one.limiter });
      onTestFinished(() => sharing.close());
      expect(sharing.limiter).toBe(one.limiter);
    });

    it('refuses calls once it is closed, by hand or by await using', async () => {
      const api = open('http://127.0.0.1:1/');
      await api.close();
      expect(await failureOf(api.call(target, 'getStats', FIELDS, { raw: true, unlisted: true }))).toMatchObject({
        code: 'CLOSED',
      });
      let completed = false;
      {
        await using other = new Client({ networkId: 'net', apiKey: KEY });
        other.events$.subscribe({ complete: () => (completed = true) });
      }
      expect(completed).toBe(true);
    });

    it('needs a network and a key, and takes no token', () => {
      for (const options of [{}, { networkId: 'net' }, { networkId: 'net', networkToken: KEY }])
        expect(() => new Client(options as never)).toThrow(TypeError);
    });
  });

  describe(`${name}.fromEnv`, () => {
    afterEach(() => {
      vi.unstubAllEnvs();
    });

    it('reads network, key and endpoint', async () => {
      vi.stubEnv('HASOFFERS_NETWORK_ID', 'acme');
      vi.stubEnv(keyName, KEY);
      vi.stubEnv('HASOFFERS_ENDPOINT', 'http://127.0.0.1:1/Apiv3/json');
      await using api = Client.fromEnv({ retries: 0 });
      expect(String(api)).toBe(`${name}: acme`);
      expect(await failureOf(api.call(target, 'getStats', FIELDS, { raw: true, unlisted: true }))).toBeInstanceOf(
        ConnectionError,
      );
    });

    it('puts options before the environment', async () => {
      vi.stubEnv('HASOFFERS_NETWORK_ID', 'acme');
      vi.stubEnv(keyName, 'L');
      vi.stubEnv('HASOFFERS_ENDPOINT', 'http://127.0.0.1:1/Apiv3/json');
      const server = await listening(() => success([]));
      await using api = Client.fromEnv({ networkId: 'other', apiKey: KEY, endpoint: server.url });
      await collect(api.call(target, 'getStats', FIELDS, { raw: true, unlisted: true }));
      expect(server.seen[0]?.url).toContain(`api_key=${encodeURIComponent(KEY)}&NetworkId=other&`);
    });

    it('goes to the network’s own address where none is given', async () => {
      vi.stubEnv('HASOFFERS_NETWORK_ID', 'acme');
      vi.stubEnv(keyName, KEY);
      vi.stubEnv('HASOFFERS_ENDPOINT', '');
      await using api = Client.fromEnv();
      expect(String(api)).toBe(`${name}: acme`);
    });

    it.each([
      ['HASOFFERS_NETWORK_ID', {}],
      [keyName, { networkId: 'acme' }],
    ])('names the missing variable %s', (missing, options) => {
      vi.stubEnv('HASOFFERS_NETWORK_ID', '');
      vi.stubEnv(keyName, '');
      expect(() => Client.fromEnv(options)).toThrow(
        new TypeError(`${name}.fromEnv: the environment variable ${missing} is not set`),
      );
    });
  });
};
