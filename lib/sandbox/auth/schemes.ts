import { randomUUID } from 'node:crypto';
import { type Delivery, whole } from '../http/deliver.js';
import { AUTHORIZE_PATH, type SandboxRequest } from '../http/request.js';
import { given } from '../wire/checks.js';

/** The credentials that a sandbox accepts in addition to the network token. */
export interface AuthOptions {
  /** The key of affiliate 1. @default 'AFFsandbox' */
  readonly affiliateApiKey?: string;
  /** The key of advertiser 1. @default 'ADVsandbox' */
  readonly advertiserApiKey?: string;
  /** The account that may get access tokens. @default 'INTsandbox', 'client', 'SECRETsandbox' */
  readonly integrator?: Partial<IntegratorAccount>;
  /** How long an access token is valid, in seconds. @default 86_400 */
  readonly tokenLifetime?: number;
  /** Another sandbox whose access tokens are accepted here too: one integrator, several networks. */
  readonly trusts?: { knowsToken(token: string): boolean };
}

/** The account of an integrator. */
export interface IntegratorAccount {
  readonly integratorId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const INTEGRATOR: IntegratorAccount = { integratorId: 'INTsandbox', clientId: 'client', clientSecret: 'SECRETsandbox' };

/** The endpoint of a sandbox, and the network that it plays. */
interface Address {
  readonly endpoint: string;
  readonly networkId: string;
}

/** The credentials of a sandbox, as each kind of client takes them: `new HasOffersAffiliate(sandbox.affiliateCredentials)`. */
export interface SchemeCredentials {
  /** The key of affiliate 1. */
  readonly affiliateCredentials: Address & { readonly apiKey: string };
  /** The key of advertiser 1. */
  readonly advertiserCredentials: Address & { readonly apiKey: string };
  /** For `HasOffers`, in place of the network token. */
  readonly integratorCredentials: Address & {
    readonly integrator: IntegratorAccount & { readonly authorizeEndpoint: string };
  };
}

/** The access tokens of a sandbox. */
interface AccessTokens {
  /** How many were issued. */
  readonly issued: number;
  issue(): string;
  /** Whether a token was issued here and has neither expired nor been revoked. */
  knows(token: string): boolean;
  /** Revokes every token issued so far. */
  revoke(): void;
}

/** The ways to authenticate in addition to the network token. */
export interface AuthSchemes {
  readonly affiliateApiKey: string;
  readonly advertiserApiKey: string;
  readonly integrator: IntegratorAccount;
  /** In seconds. */
  readonly tokenLifetime: number;
  readonly tokens: AccessTokens;
  /** Whether an access token is valid here: issued by this sandbox or by one that it trusts. */
  readonly accepts: (token: string) => boolean;
}

/** Creates the schemes of a sandbox; `now` is its clock, in ms. */
export const createAuthSchemes = (options: AuthOptions, now: () => number): AuthSchemes => {
  const { affiliateApiKey = 'AFFsandbox', advertiserApiKey = 'ADVsandbox', tokenLifetime = 86_400, trusts } = options;
  const tokens = createAccessTokens(tokenLifetime, now);
  return {
    affiliateApiKey,
    advertiserApiKey,
    integrator: { ...INTEGRATOR, ...given(options.integrator) },
    tokenLifetime,
    tokens,
    accepts: (token) => tokens.knows(token) || trusts?.knowsToken(token) === true,
  };
};

const createAccessTokens = (lifetime: number, now: () => number): AccessTokens => {
  const expiries = new Map<string, number>();
  let issued = 0;
  return {
    get issued() {
      return issued;
    },
    issue: () => {
      issued += 1;
      // Random, so that no two sandboxes issue the same token.
      const token = `sandbox.${randomUUID()}`;
      expiries.set(token, now() + lifetime * 1000);
      return token;
    },
    knows: (token) => now() < (expiries.get(token) ?? -Infinity),
    revoke: () => expiries.clear(),
  };
};

/** Makes the credentials of each kind of client. */
export const schemeCredentials = (address: Address, schemes: AuthSchemes): SchemeCredentials => ({
  affiliateCredentials: { ...address, apiKey: schemes.affiliateApiKey },
  advertiserCredentials: { ...address, apiKey: schemes.advertiserApiKey },
  integratorCredentials: {
    ...address,
    integrator: { ...schemes.integrator, authorizeEndpoint: new URL(AUTHORIZE_PATH, address.endpoint).href },
  },
});

const AUDIENCE = 'BrandAPI';

/**
 * Answers `POST /authorize`, the client-credentials grant of OAuth 2.
 *
 * @experimental The refusals follow the usual shape of OAuth; those of the real service have never been seen.
 */
export const authorize = ({ verb, params }: SandboxRequest, schemes: AuthSchemes): Delivery => {
  const { integrator, tokens, tokenLifetime } = schemes;
  const form = Object.fromEntries(params);
  if (verb !== 'POST' || params.length === 0) return jsonBody(400, { error: 'invalid_request' });
  const isKnown =
    form['client_id'] === integrator.clientId &&
    form['client_secret'] === integrator.clientSecret &&
    form['audience'] === AUDIENCE;
  if (!isKnown) return jsonBody(401, { error: 'access_denied', error_description: 'Unauthorized' });
  return jsonBody(200, { access_token: tokens.issue(), token_type: 'Bearer', expires_in: tokenLifetime });
};

const jsonBody = (status: number, body: object): Delivery =>
  whole(status, { 'content-type': 'application/json' }, Buffer.from(JSON.stringify(body)));
