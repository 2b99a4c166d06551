import { inspect } from 'node:util';
import { firstValueFrom, type Observable, toArray } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ClientEvent, HasOffers, HasOffersAdvertiser, HasOffersAffiliate } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { openSandbox } from '../../support/sandbox-call.js';

const quick = { retries: 0, rateLimit: false } as const;

const closing = <Api extends { close(): Promise<void> }>(api: Api): Api => {
  onTestFinished(() => api.close());
  return api;
};

/** Everything a client shows of a call that the service quotes back. */
const shownBy = async (
  api: { readonly events$: Observable<ClientEvent>; close(): Promise<void> },
  call: () => Observable<unknown>,
) => {
  const events = firstValueFrom(api.events$.pipe(toArray()));
  const error = await failureOf(call());
  await api.close();
  const told = (await events).map((event) => (event.type === 'reply' ? event.body() : event));
  return { error, told, text: inspect([error, told], { depth: 20, showHidden: true }) };
};

describe('the doors of a sandbox', () => {
  it('let an integrator in, and again after its token was revoked or has ended', async () => {
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

  it('let an affiliate and an advertiser in by their keys, to what is theirs', async () => {
    const sandbox = await openSandbox();
    const affiliate = closing(new HasOffersAffiliate({ ...sandbox.affiliateCredentials, ...quick }));
    const advertiser = closing(new HasOffersAdvertiser({ ...sandbox.advertiserCredentials, ...quick }));
    // Let in: what is missing is the target.
    for (const [api, target] of [
      [affiliate, 'Affiliate_Nothing'],
      [advertiser, 'Advertiser_Nothing'],
    ] as const) {
      const missing = await failureOf(api.call(target, 'findAll'));
      expect(missing).toMatchObject({ name: 'HasOffersError', message: `Target '${target}' does not exist.` });
    }
    const kept = await failureOf(affiliate.call('Offer', 'findAllIds'));
    expect(kept).toMatchObject({ message: "Target 'Offer' is not allowed for this affiliate." });
  });

  it('echo keys and quote them, and clients show neither', async () => {
    const sandbox = await openSandbox({ affiliateApiKey: 'right' });
    const apiKey = 'AFF/secret key';
    const api = new HasOffersAffiliate({ ...sandbox.affiliateCredentials, apiKey, ...quick });
    const { error, told, text } = await shownBy(api, () => api.call('Affiliate_Nothing', 'findAll'));
    expect(error).toMatchObject({ name: 'AuthenticationError', message: 'api_key [redacted] is not authenticated' });
    expect(told.at(-1)).toContain('"api_key":"[redacted]"');
    for (const spelling of [apiKey, encodeURIComponent(apiKey), apiKey.replace('/', '\\/'), 'AFF%2Fsecret+key'])
      expect(text).not.toContain(spelling);
  });

  it('quote access tokens, and clients do not show them', async () => {
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

  it('tell an integrator with a wrong secret so', async () => {
    const sandbox = await openSandbox();
    const { integrator, ...address } = sandbox.integratorCredentials;
    const clientSecret = 'wrongSecret';
    const api = new HasOffers({ ...address, integrator: { ...integrator, clientSecret }, ...quick });
    const { error, text } = await shownBy(api, () => api.offers.findAllIds());
    expect(error).toMatchObject({ name: 'AuthenticationError', status: 401 });
    expect(text).not.toContain(clientSecret);
  });
});
