import { ApiClient, createClientParts } from './api-client.js';
import type { AdvertiserMethods } from './catalog/generated/advertiser-methods.js';
import type { AffiliateMethods } from './catalog/generated/affiliate-methods.js';
import type { Target } from './catalog/api-methods.js';
import type { Managers } from './managers/managers.js';
import { createRawLogManagers } from './managers/raw-logs.js';
import type { RawLogs } from './raw-logs/raw-log-manager.js';
import { normalizeKeyOptions, normalizeOptions } from './transport/normalize-options.js';
import type { HasOffersAdvertiserOptions, HasOffersAffiliateOptions, HasOffersOptions } from './transport/options.js';

/** What `HasOffers.fromEnv` takes beside the environment. */
export type EnvOptions = Partial<HasOffersOptions>;

const withEnvironment = (options: EnvOptions): HasOffersOptions => {
  const where = {
    networkId: options.networkId ?? requiredVariable('HASOFFERS_NETWORK_ID'),
    endpoint: options.endpoint ?? variable('HASOFFERS_ENDPOINT'),
  };
  if (options.integrator !== undefined) return { ...options, ...where, integrator: options.integrator };
  const networkToken = options.networkToken ?? requiredVariable('HASOFFERS_NETWORK_TOKEN');
  return { ...options, ...where, networkToken, integrator: undefined };
};

/**
 * A client of one network. Cheap to make: connections are opened by the first call and dropped by {@link close}, or when
 * idle. Every method returns an Observable that sends nothing before it is subscribed to.
 *
 * @example
 * ```ts
 * const api = new HasOffers({ networkId: 'acme', networkToken: process.env.TOKEN });
 * const offer = await firstValueFrom(api.offers.findById(62));
 * for await (const offer of api.offers.findAll({ filters: { status: 'active' } })) console.log(offer.name);
 * ```
 */
export class HasOffers extends ApiClient<Target, 'Report'> implements Managers {
  readonly advertisers: Managers['advertisers'];
  readonly affiliates: Managers['affiliates'];
  readonly affiliateUsers: Managers['affiliateUsers'];
  readonly application: Managers['application'];
  readonly conversions: Managers['conversions'];
  readonly countries: Managers['countries'];
  readonly goals: Managers['goals'];
  readonly offers: Managers['offers'];
  readonly offerFiles: Managers['offerFiles'];
  readonly tags: Managers['tags'];
  /** Clicks, conversions and impressions as they were logged, hour by hour; see docs/raw-logs.md. */
  readonly rawLogs: RawLogs;

  /** @throws TypeError or RangeError that names the option that is wrong. */
  constructor(options: HasOffersOptions) {
    const normalized = normalizeOptions(options);
    const { networkId } = normalized;
    const door = createClientParts(normalized);
    super(door, { name: 'HasOffers', networkId, reports: 'Report' });
    const { transport, managers, context } = door;
    this.advertisers = managers.advertisers;
    this.affiliates = managers.affiliates;
    this.affiliateUsers = managers.affiliateUsers;
    this.application = managers.application;
    this.conversions = managers.conversions;
    this.countries = managers.countries;
    this.goals = managers.goals;
    this.offers = managers.offers;
    this.offerFiles = managers.offerFiles;
    this.tags = managers.tags;
    this.rawLogs = createRawLogManagers(context, transport, normalized);
  }

  /**
   * A client from `HASOFFERS_NETWORK_ID`, `HASOFFERS_NETWORK_TOKEN` and, if set, `HASOFFERS_ENDPOINT`. What the options
   * say goes before the environment.
   *
   * @throws TypeError that names the variable that is missing.
   */
  static fromEnv(options: EnvOptions = {}): HasOffers {
    return new HasOffers(withEnvironment(options));
  }
}

/**
 * A client of the affiliate API: what one affiliate of a network sees, with the affiliate's own key. Its targets are those
 * that begin with `Affiliate_`.
 *
 * @example
 * ```ts
 * const api = new HasOffersAffiliate({ networkId: 'acme', apiKey });
 * for await (const offer of api.controller('Affiliate_Offer').findMyOffers({ sort: '-id' })) console.log(offer.name);
 * ```
 */
export class HasOffersAffiliate extends ApiClient<keyof AffiliateMethods, 'Affiliate_Report'> {
  /** @throws TypeError or RangeError that names the option that is wrong. */
  constructor(options: HasOffersAffiliateOptions) {
    const normalized = normalizeKeyOptions('HasOffersAffiliate', options);
    const { networkId } = normalized;
    super(createClientParts(normalized), { name: 'HasOffersAffiliate', networkId, reports: 'Affiliate_Report' });
  }

  /**
   * A client from `HASOFFERS_NETWORK_ID`, `HASOFFERS_AFFILIATE_API_KEY` and, if set, `HASOFFERS_ENDPOINT`. What the options
   * say goes before the environment.
   *
   * @throws TypeError that names the variable that is missing.
   */
  static fromEnv(options: Partial<HasOffersAffiliateOptions> = {}): HasOffersAffiliate {
    return new HasOffersAffiliate(keyFromEnvironment('HASOFFERS_AFFILIATE_API_KEY', options));
  }
}

/**
 * A client of the advertiser API: what one advertiser of a network sees, with the advertiser's own key. Its one target is
 * `Advertiser_Report`.
 *
 * @example
 * ```ts
 * const api = new HasOffersAdvertiser({ networkId: 'acme', apiKey });
 * for await (const { Stat } of api.reports.getStats({ fields: ['Stat.clicks'] })) console.log(Stat.clicks);
 * ```
 */
export class HasOffersAdvertiser extends ApiClient<keyof AdvertiserMethods, 'Advertiser_Report'> {
  /** @throws TypeError or RangeError that names the option that is wrong. */
  constructor(options: HasOffersAdvertiserOptions) {
    const normalized = normalizeKeyOptions('HasOffersAdvertiser', options);
    const { networkId } = normalized;
    super(createClientParts(normalized), { name: 'HasOffersAdvertiser', networkId, reports: 'Advertiser_Report' });
  }

  /**
   * A client from `HASOFFERS_NETWORK_ID`, `HASOFFERS_ADVERTISER_API_KEY` and, if set, `HASOFFERS_ENDPOINT`. What the options
   * say goes before the environment.
   *
   * @throws TypeError that names the variable that is missing.
   */
  static fromEnv(options: Partial<HasOffersAdvertiserOptions> = {}): HasOffersAdvertiser {
    return new HasOffersAdvertiser(keyFromEnvironment('HASOFFERS_ADVERTISER_API_KEY', options));
  }
}

type KeyOptions = HasOffersAffiliateOptions & HasOffersAdvertiserOptions;

/** Options of a client with a key, the environment's where none are given. @throws TypeError that names what is missing. */
export const keyFromEnvironment = (keyName: string, options: Partial<KeyOptions>): KeyOptions => ({
  ...options,
  networkId: options.networkId ?? requiredVariable('HASOFFERS_NETWORK_ID'),
  apiKey: options.apiKey ?? requiredVariable(keyName),
  endpoint: options.endpoint ?? variable('HASOFFERS_ENDPOINT'),
});

/** A variable of the environment; an empty one counts as not set. */
export const variable = (name: string): string | undefined => process.env[name] || undefined;

/** @throws TypeError that names the variable that is missing. */
export const requiredVariable = (name: string): string => {
  const value = variable(name);
  if (value === undefined) throw new TypeError(`The environment variable ${name} is not set`);
  return value;
};
