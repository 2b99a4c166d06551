import { type Call, refuse } from '../handlers/call.js';
import { textOf } from '../wire/params.js';
import type { AuthSchemes } from './authorize.js';

/** Whose eyes a call sees with: a key belongs to one affiliate or one advertiser. */
export type Principal =
  | { readonly kind: 'network' }
  | { readonly kind: 'affiliate'; readonly id: string }
  | { readonly kind: 'advertiser'; readonly id: string };

/** A call before it is known who asks. */
export interface AskedCall extends Omit<Call, 'principal'> {
  /** The header of that name. */
  readonly authorization: string | undefined;
}

/** Who may come in, and how. */
export interface PrincipalConfig {
  readonly networkToken: string;
  readonly doors: AuthSchemes;
}

const NETWORK: Principal = { kind: 'network' };
const AFFILIATE: Principal = { kind: 'affiliate', id: '1' };
const ADVERTISER: Principal = { kind: 'advertiser', id: '1' };

const PREFIXES: Readonly<Record<Principal['kind'], RegExp>> = {
  network: /^(?!Affiliate_|Advertiser_)/,
  affiliate: /^Affiliate_/,
  advertiser: /^Advertiser_/,
};

/** Recorded with a network token. That the others are refused in the same words is invented. */
const stranger = (name: string, value: string) => refuse(`${name} ${value} is not authenticated`);

const holderOf = (apiKey: string, { affiliateApiKey, advertiserApiKey }: AuthSchemes): Principal => {
  if (apiKey === affiliateApiKey) return AFFILIATE;
  if (apiKey === advertiserApiKey) return ADVERTISER;
  throw stranger('api_key', apiKey);
};

const holder = ({ params, authorization }: AskedCall, { networkToken, doors }: PrincipalConfig): Principal => {
  const bearer = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  if (bearer !== undefined) {
    const integratorId = textOf(params, 'IntegratorId') ?? '';
    if (integratorId !== doors.integrator.integratorId) throw stranger('IntegratorId', integratorId);
    if (!doors.accepts(bearer)) throw stranger('Bearer', bearer);
    return NETWORK;
  }
  // With a network token it is no key of the caller's: `Application.validNetworkApiKey` has a parameter of that name.
  const apiKey = params.has('NetworkToken') ? undefined : textOf(params, 'api_key');
  if (apiKey !== undefined) return holderOf(apiKey, doors);
  const token = textOf(params, 'NetworkToken') ?? '';
  if (token !== networkToken) throw stranger('NetworkToken', token);
  return NETWORK;
};

/**
 * Whom a call is from. That a network token does not open the targets of affiliates and advertisers is invented, and so are
 * the words of that refusal: what the real service does was never seen.
 *
 * @throws ApiFailure for who is not let in, or asks for what is behind another door
 */
export const principalOf = (call: AskedCall, config: PrincipalConfig): Principal => {
  const principal = holder(call, config);
  if (!PREFIXES[principal.kind].test(call.target))
    throw refuse(`Target '${call.target}' is not allowed for this ${principal.kind}.`);
  return principal;
};
