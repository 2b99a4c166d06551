import { inspect } from 'node:util';
import { firstValueFrom, type Observable, toArray } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ClientEvent, HasOffers, HasOffersAdvertiser, HasOffersAffiliate } from 'rxoffers';
import type { Sandbox } from 'rxoffers/sandbox';
import { collect, failureOf } from '../../support/collect.js';
import { openSandbox } from '../../support/sandbox-call.js';

const quick = { retries: 0, rateLimit: false } as const;

const closing = <Api extends { close(): Promise<void> }>(api: Api): Api => {
  onTestFinished(() => api.close());
  return api;
};

/** Requests an access token; `changes` replace fields of the body, `init` the request. */
const authorize = async (sandbox: Sandbox, changes: object = {}, init: RequestInit = {}) => {
  const { authorizeEndpoint, clientId, clientSecret } = sandbox.integratorCredentials.integrator;
  const body = JSON.stringify({ client_id: clientId, client_secret: clientSecret, audience: 'BrandAPI', ...changes });
  const reply = await fetch(authorizeEndpoint, { method: 'POST', body, ...init });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
};

const tokenOf = async (sandbox: Sandbox): Promise<string> => String((await authorize(sandbox)).body['access_token']);

/** The message of the refusal of a call with these credentials; `null` when it succeeds. */
const refusalOf = async (
  sandbox: Sandbox,
  name: string,
  params: Record<string, string>,
  authorization?: string,
): Promise<string | null> => {
  const [Target = '', Method = ''] = name.split('.');
  const query = new URLSearchParams({ Target, Method, ...params });
  const headers = authorization === undefined ? {} : { authorization };
  const reply = await fetch(`${sandbox.endpoint}?${query.toString()}`, { headers });
  return ((await reply.json()) as { response: { errorMessage: string | null } }).response.errorMessage;
};

const NETWORK = { NetworkToken: 'NETsandbox' };
const AFFILIATE = { api_key: 'AFFsandbox' };
const ADVERTISER = { api_key: 'ADVsandbox' };
const INTEGRATOR = { IntegratorId: 'INTsandbox' };

describe('the credentials of a call', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['Offer.findAllIds', NETWORK, false],
    ['Affiliate.findAllIds', NETWORK, false],
    ['Affiliate_Offer.findAll', AFFILIATE, false],
    ['Advertiser_Report.getConversions', ADVERTISER, false],
    ['Offer.findAllIds', INTEGRATOR, true],
    // Next to a network token, `api_key` is a parameter and no credential.
    ['Offer.findAllIds', { ...NETWORK, api_key: 'x' }, false],
  ])('allow %s with %j', async (name, params, isBearer) => {
    const sandbox = await openSandbox();
    const header = isBearer ? `Bearer ${await tokenOf(sandbox)}` : undefined;
    expect(await refusalOf(sandbox, name, params, header)).toBeNull();
  });

  it.each<[string, Record<string, string>, string?]>([
    ['NetworkToken ', {}],
    ['NetworkToken x', { NetworkToken: 'x' }],
    ['api_key x', { api_key: 'x' }],
    ['IntegratorId ', {}, 'Bearer good'],
    ['IntegratorId x', { IntegratorId: 'x' }, 'Bearer good'],
    ['Bearer x', INTEGRATOR, 'Bearer x'],
    ['Bearer x', { ...INTEGRATOR, ...NETWORK }, 'Bearer x'],
  ])('are refused: %s is not authenticated', async (words, params, authorization) => {
    const sandbox = await openSandbox();
    const header = authorization === 'Bearer good' ? `Bearer ${await tokenOf(sandbox)}` : authorization;
    expect(await refusalOf(sandbox, 'Offer.findAllIds', params, header)).toBe(`${words} is not authenticated`);
  });

  it.each<[string, Record<string, string>, string, boolean?]>([
    ['Affiliate_Offer', NETWORK, 'network'],
    ['Advertiser_Report', NETWORK, 'network'],
    ['Affiliate_Offer', INTEGRATOR, 'network', true],
    ['Offer', AFFILIATE, 'affiliate'],
    ['Advertiser_Report', AFFILIATE, 'affiliate'],
    ['Offer', ADVERTISER, 'advertiser'],
    ['Affiliate_Offer', ADVERTISER, 'advertiser'],
  ])('do not allow %s with %j', async (target, params, kind, isBearer) => {
    const sandbox = await openSandbox();
    const header = isBearer ? `Bearer ${await tokenOf(sandbox)}` : undefined;
    expect(await refusalOf(sandbox, `${target}.findAll`, params, header)).toBe(
      `Target '${target}' is not allowed for this ${kind}.`,
    );
  });
});

describe('the authorize endpoint', () => {
  it('issues a different token each time, and counts them', async () => {
    const sandbox = await openSandbox({ tokenLifetime: 60 });
    const { status, body } = await authorize(sandbox);
    const token = expect.stringMatching(/^.{16,}$/) as string;
    expect([status, body]).toEqual([200, { access_token: token, token_type: 'Bearer', expires_in: 60 }]);
    expect(await tokenOf(sandbox)).not.toBe(body['access_token']);
    expect([sandbox.knowsToken(String(body['access_token'])), sandbox.knowsToken('other')]).toEqual([true, false]);
    expect(sandbox.authorizations).toBe(2);
    expect(sandbox.requests[0]).toMatchObject({ target: 'Integrator', method: 'authorize', url: '/authorize' });
  });

  it.each([{ client_id: 'x' }, { client_secret: 'x' }, { audience: 'x' }, { client_secret: undefined }])(
    'refuses %j',
    async (changes) => {
      const sandbox = await openSandbox();
      expect(await authorize(sandbox, changes)).toEqual({
        status: 401,
        body: { error: 'access_denied', error_description: 'Unauthorized' },
      });
      expect(sandbox.authorizations).toBe(0);
    },
  );

  it.each<RequestInit>(['no json', '', 'null', '7', '{', '[]', '{"client_id":7}'].map((body) => ({ body })))(
    'refuses the body of %j as invalid',
    async (init) => {
      expect(await authorize(await openSandbox(), {}, init)).toEqual({
        status: 400,
        body: { error: 'invalid_request' },
      });
    },
  );

  it('takes POST only, at its exact path', async () => {
    const sandbox = await openSandbox();
    expect((await authorize(sandbox, {}, { method: 'PUT' })).status).toBe(400);
    const { authorizeEndpoint } = sandbox.integratorCredentials.integrator;
    expect((await fetch(`${authorizeEndpoint}?x=1`)).status).toBe(400);
    expect((await fetch(`${authorizeEndpoint}d`)).status).toBe(404);
  });

  it('has no rate limit, and meets the faults of any request but not those of calls or downloads', async () => {
    const sandbox = await openSandbox({ rateLimit: { calls: 0, per: 1_000 } });
    sandbox.faults.next({ kind: 'limit' });
    sandbox.faults.next({ kind: 'crc' });
    sandbox.faults.next({ kind: 'status', status: 503, body: '{}' });
    expect((await authorize(sandbox)).status).toBe(503);
    expect((await authorize(sandbox)).status).toBe(200);
  });
});

describe('access tokens', () => {
  it('expire by the clock of the sandbox', async () => {
    let now = 0;
    const sandbox = await openSandbox({ tokenLifetime: 10, now: () => now });
    const token = await tokenOf(sandbox);
    now = 9_999;
    expect(sandbox.knowsToken(token)).toBe(true);
    now = 10_000;
    expect(sandbox.knowsToken(token)).toBe(false);
  });

  it('can be revoked; later ones are valid', async () => {
    const sandbox = await openSandbox();
    const before = await tokenOf(sandbox);
    sandbox.revokeTokens();
    const after = await tokenOf(sandbox);
    expect([sandbox.knowsToken(before), sandbox.knowsToken(after), sandbox.authorizations]).toEqual([false, true, 2]);
  });

  it('are accepted by a sandbox that trusts the issuer, for as long as the issuer accepts them', async () => {
    const issuer = await openSandbox();
    const sandbox = await openSandbox({ trusts: issuer });
    const token = await tokenOf(issuer);
    expect(await refusalOf(sandbox, 'Offer.findAllIds', INTEGRATOR, `Bearer ${token}`)).toBeNull();
    expect(sandbox.knowsToken(token)).toBe(false);
    issuer.revokeTokens();
    expect(await refusalOf(sandbox, 'Offer.findAllIds', INTEGRATOR, `Bearer ${token}`)).toMatch('not authenticated');
  });
});

/** Everything that a client shows of a failing call whose credentials the service quotes. */
const shownBy = async (
  api: { readonly events$: Observable<ClientEvent>; close(): Promise<void> },
  call: () => Observable<unknown>,
) => {
  const events = firstValueFrom(api.events$.pipe(toArray()));
  const error = await failureOf(call());
  await api.close();
  const shown = (await events).map((event) => (event.type === 'reply' ? event.body() : event));
  return { error, shown, text: inspect([error, shown], { depth: 20, showHidden: true }) };
};

describe('a client', () => {
  it('as an integrator gets a new token when the old one was revoked or has expired', async () => {
    let time = 1e12;
    const sandbox = await openSandbox({ offers: 2, tokenLifetime: 10, now: () => time });
    const api = closing(new HasOffers({ ...sandbox.integratorCredentials, ...quick }));
    expect(await collect(api.offers.findAllIds())).toEqual(['1', '2']);
    sandbox.revokeTokens();
    expect(await collect(api.offers.findAllIds())).toEqual(['1', '2']);
    expect(await collect(api.offers.findAllIds())).toEqual(['1', '2']);
    expect(sandbox.authorizations).toBe(2);
    time += 10_000;
    expect(await collect(api.offers.findAllIds())).toEqual(['1', '2']);
    expect(sandbox.authorizations).toBe(3);
  });

  it('as an affiliate or advertiser reaches its own targets', async () => {
    const sandbox = await openSandbox();
    const affiliate = closing(new HasOffersAffiliate({ ...sandbox.affiliateCredentials, ...quick }));
    const advertiser = closing(new HasOffersAdvertiser({ ...sandbox.advertiserCredentials, ...quick }));
    // The key is accepted: what is missing is the target.
    for (const [api, target] of [
      [affiliate, 'Affiliate_Nothing'],
      [advertiser, 'Advertiser_Nothing'],
    ] as const) {
      const missing = await failureOf(api.call(target, 'findAll', {}, { unlisted: true }));
      expect(missing).toMatchObject({ name: 'HasOffersError', message: `Target '${target}' does not exist.` });
    }
    const refused = await failureOf(affiliate.call('Offer', 'findAllIds', {}, { unlisted: true }));
    expect(refused).toMatchObject({ message: "Target 'Offer' is not allowed for this affiliate." });
  });

  it('shows no key, although the service echoes and quotes it', async () => {
    const sandbox = await openSandbox({ affiliateApiKey: 'right' });
    const apiKey = 'AFF/secret key';
    const api = new HasOffersAffiliate({ ...sandbox.affiliateCredentials, apiKey, ...quick });
    const { error, shown, text } = await shownBy(api, () =>
      api.call('Affiliate_Nothing', 'findAll', {}, { unlisted: true }),
    );
    expect(error).toMatchObject({ name: 'AuthenticationError', message: 'api_key [redacted] is not authenticated' });
    expect(shown.at(-1)).toContain('"api_key":"[redacted]"');
    for (const spelling of [apiKey, encodeURIComponent(apiKey), apiKey.replace('/', '\\/'), 'AFF%2Fsecret+key'])
      expect(text).not.toContain(spelling);
  });

  it('shows no access token, although the service quotes it', async () => {
    const sandbox = await openSandbox();
    const seen: string[] = [];
    sandbox.onRequest(({ headers, target }) => {
      if (target !== 'Offer') return;
      seen.push(headers.authorization?.slice(7) ?? '');
      sandbox.revokeTokens();
    });
    const api = new HasOffers({ ...sandbox.integratorCredentials, ...quick });
    const { error, text } = await shownBy(api, () => api.offers.findAllIds());
    expect(error).toMatchObject({ name: 'AuthenticationError', message: 'Bearer [redacted] is not authenticated' });
    expect(seen).toHaveLength(2);
    for (const secret of [...seen, 'SECRETsandbox']) expect(text).not.toContain(secret);
  });

  it('as an integrator with a wrong secret fails without showing it', async () => {
    const sandbox = await openSandbox();
    const { integrator, ...address } = sandbox.integratorCredentials;
    const clientSecret = 'wrongSecret';
    const api = new HasOffers({ ...address, integrator: { ...integrator, clientSecret }, ...quick });
    const { error, text } = await shownBy(api, () => api.offers.findAllIds());
    expect(error).toMatchObject({ name: 'AuthenticationError', status: 401 });
    expect(text).not.toContain(clientSecret);
  });
});
