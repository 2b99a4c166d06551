import { randomUUID } from 'node:crypto';
import { type Delivery, whole } from '../http/delivery.js';
import type { SandboxRequest } from '../server/sandbox.js';
import { type AuthOptions, authSettings, type AuthSettings } from './schemes.js';

/** The access tokens that were given out. */
export interface AccessTokens {
  /** How many were given out. */
  readonly issued: number;
  issue(): string;
  /** Whether it was given out and has neither ended nor been revoked. */
  knows(token: string): boolean;
  /** From now on no token that was given out is good. */
  revoke(): void;
}

/** Gives out tokens that live so many seconds by the clock `now`, in ms. */
export const createAccessTokens = (lifetime: number, now: () => number): AccessTokens => {
  const ends = new Map<string, number>();
  let issued = 0;
  return {
    get issued() {
      return issued;
    },
    issue: () => {
      issued += 1;
      // No two sandboxes give out the same.
      const token = `sandbox.${randomUUID()}`;
      ends.set(token, now() + lifetime * 1000);
      return token;
    },
    knows: (token) => now() < (ends.get(token) ?? -Infinity),
    revoke: () => ends.clear(),
  };
};

/** The ways in beside the network's token. */
export interface AuthSchemes extends AuthSettings {
  readonly tokens: AccessTokens;
  /** Whether an access token is good here. */
  readonly accepts: (token: string) => boolean;
}

/** Makes the doors of a sandbox. @throws RangeError for a lifetime of tokens that is none. */
export const createAuthSchemes = (options: AuthOptions, now: () => number): AuthSchemes => {
  const open = authSettings(options);
  const tokens = createAccessTokens(open.tokenLifetime, now);
  return { ...open, tokens, accepts: (token) => tokens.knows(token) || options.trusts?.knowsToken(token) === true };
};

/** Target and method of such a request in the log; it has neither. */
export const AUTHORIZE_NAME = ['Integrator', 'authorize'] as const;

/** Whether a request asks for an access token rather than for a call of the API. */
export const isAuthorize = ({ url }: { readonly url: string }): boolean => /^\/authorize(?:\?|$)/.test(url);

const AUDIENCE = 'BrandAPI';

const reply = (status: number, body: object): Delivery =>
  whole(status, { 'content-type': 'application/json' }, Buffer.from(JSON.stringify(body)));

/** Answers `POST /authorize`. The refusals are invented, in the usual shape of OAuth. */
export const authorize = ({ verb, params }: SandboxRequest, doors: AuthSchemes): Delivery => {
  const { integrator, tokens, tokenLifetime } = doors;
  const given = Object.fromEntries(params);
  if (verb !== 'POST' || params.length === 0) return reply(400, { error: 'invalid_request' });
  const isKnown =
    given['client_id'] === integrator.clientId &&
    given['client_secret'] === integrator.clientSecret &&
    given['audience'] === AUDIENCE;
  if (!isKnown) return reply(401, { error: 'access_denied', error_description: 'Unauthorized' });
  return reply(200, { access_token: tokens.issue(), token_type: 'Bearer', expires_in: tokenLifetime });
};
