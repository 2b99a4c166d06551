import type { Call, Principal } from '../handlers/call.js';
import { refuse, refuseInOurWords } from '../wire/envelope.js';
import { textOf } from '../wire/params.js';
import type { AuthSchemes } from './schemes.js';

/** A call whose credentials have not been checked yet. */
export interface UnauthenticatedCall extends Omit<Call, 'principal'> {
  /** The `Authorization` header. */
  readonly authorization: string | undefined;
}

/** The credentials that are accepted. */
export interface PrincipalConfig {
  readonly networkToken: string;
  readonly schemes: AuthSchemes;
}

const NETWORK: Principal = { kind: 'network' };
const AFFILIATE: Principal = { kind: 'affiliate', id: '1' };
const ADVERTISER: Principal = { kind: 'advertiser', id: '1' };

const TARGETS: Readonly<Record<Principal['kind'], RegExp>> = {
  network: /^(?!Affiliate_|Advertiser_)/,
  affiliate: /^Affiliate_/,
  advertiser: /^Advertiser_/,
};

/**
 * The principal of a call.
 *
 * @experimental The real service has never been seen to refuse a network token the targets of affiliates and advertisers, or
 * a key the other targets; the refusal and its words are the sandbox's own.
 * @throws ApiFailure when the credentials are wrong or do not allow the target
 */
export const principalOf = (call: UnauthenticatedCall, config: PrincipalConfig): Principal => {
  const principal = authenticate(call, config);
  if (!TARGETS[principal.kind].test(call.target))
    throw refuseInOurWords(`Target '${call.target}' is not allowed for this ${principal.kind}.`);
  return principal;
};

const authenticate = (
  { params, authorization }: UnauthenticatedCall,
  { networkToken, schemes }: PrincipalConfig,
): Principal => {
  const bearer = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  if (bearer !== undefined) {
    const integratorId = textOf(params, 'IntegratorId') ?? '';
    if (integratorId !== schemes.integrator.integratorId) throw refuseCredential('IntegratorId', integratorId);
    if (!schemes.accepts(bearer)) throw refuseCredential('Bearer', bearer);
    return NETWORK;
  }
  // Next to a network token, `api_key` is no credential but a parameter of `Application.validNetworkApiKey`.
  const apiKey = params.has('NetworkToken') ? undefined : textOf(params, 'api_key');
  if (apiKey !== undefined) return ownerOf(apiKey, schemes);
  const token = textOf(params, 'NetworkToken') ?? '';
  if (token !== networkToken) throw refuseCredential('NetworkToken', token);
  return NETWORK;
};

const ownerOf = (apiKey: string, { affiliateApiKey, advertiserApiKey }: AuthSchemes): Principal => {
  if (apiKey === affiliateApiKey) return AFFILIATE;
  if (apiKey === advertiserApiKey) return ADVERTISER;
  throw refuseCredential('api_key', apiKey);
};

/** Recorded for a network token; that other credentials are refused in the same words is a guess. */
const refuseCredential = (name: string, value: string) => refuse(`${name} ${value} is not authenticated`);
