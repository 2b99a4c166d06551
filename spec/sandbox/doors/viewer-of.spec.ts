import { describe, expect, it } from 'vitest';
import type { AskedCall } from '../../../lib/sandbox/auth/principal.js';
import { createAuthSchemes } from '../../../lib/sandbox/auth/authorize.js';
import { principalOf } from '../../../lib/sandbox/auth/principal.js';
import { parseBrackets } from '../../../lib/sandbox/wire/params.js';

const doors = createAuthSchemes({}, () => 0);
const good = `Bearer ${doors.tokens.issue()}`;
const NETWORK = { NetworkToken: 'T' };
const AFFILIATE = { api_key: 'AFFsandbox' };
const ADVERTISER = { api_key: 'ADVsandbox' };
const INTEGRATOR = { IntegratorId: 'INTsandbox' };

const enter = (target: string, params: Record<string, string>, authorization?: string) => {
  const call = { target, params: parseBrackets(Object.entries(params)), authorization };
  return principalOf(call as unknown as AskedCall, { networkToken: 'T', doors });
};

describe('viewerOf', () => {
  it('knows whom a call is from', () => {
    expect(enter('Offer', NETWORK)).toEqual({ kind: 'network' });
    expect(enter('Affiliate_Offer', AFFILIATE)).toEqual({ kind: 'affiliate', id: '1' });
    expect(enter('Advertiser_Report', ADVERTISER)).toEqual({ kind: 'advertiser', id: '1' });
    expect(enter('Offer', INTEGRATOR, good)).toEqual({ kind: 'network' });
    expect(enter('Affiliate', NETWORK)).toEqual({ kind: 'network' });
    // A parameter of some methods has the name of a key.
    expect(enter('Application', { ...NETWORK, api_key: 'x' })).toEqual({ kind: 'network' });
  });

  it.each<[string, Record<string, string>, string?]>([
    ['NetworkToken  is not', {}],
    ['NetworkToken x is not', { NetworkToken: 'x' }],
    ['api_key x is not', { api_key: 'x' }],
    ['IntegratorId  is not', {}, good],
    ['IntegratorId x is not', { IntegratorId: 'x' }, good],
    ['Bearer x is not', INTEGRATOR, 'Bearer x'],
    ['Bearer x is not', { ...INTEGRATOR, NetworkToken: 'T' }, 'Bearer x'],
  ])('refuses: %s authenticated', (words, params, authorization) => {
    expect(() => enter('Offer', params, authorization)).toThrow(`${words} authenticated`);
  });

  it.each<[string, Record<string, string>, string?]>([
    ['Affiliate_Offer', NETWORK],
    ['Advertiser_Report', NETWORK],
    ['Affiliate_Offer', INTEGRATOR, good],
    ['Offer', AFFILIATE],
    ['Advertiser_Report', AFFILIATE],
    ['Offer', ADVERTISER],
    ['Affiliate_Offer', ADVERTISER],
  ])('keeps %s from %j', (target, params, authorization) => {
    expect(() => enter(target, params, authorization)).toThrow(`Target '${target}' is not allowed for this`);
  });
});
