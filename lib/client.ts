import { ApiClient, createClientParts } from './api-client.js';
import type { AdvertiserMethods } from './catalog/generated/advertiser-methods.js';
import type { AffiliateMethods } from './catalog/generated/affiliate-methods.js';
import type { Target } from './catalog/api-methods.js';
import type { Managers } from './managers/managers.js';
import { createCaller } from './calls/caller.js';
import { createRawLogs, type RawLogs } from './raw-logs/raw-log-manager.js';
import { normalizeKeyOptions, normalizeOptions } from './transport/normalize-options.js';
import type { HasOffersAdvertiserOptions, HasOffersAffiliateOptions, HasOffersOptions } from './transport/options.js';

/** Options of `HasOffers.fromEnv`: those that are absent are read from the environment. */
export type EnvOptions = Partial<HasOffersOptions>;

const withEnvironment = (options: EnvOptions): HasOffersOptions => {
  const network = {
    networkId: options.networkId ?? requiredVariable('HasOffers', 'HASOFFERS_NETWORK_ID'),
    endpoint: options.endpoint ?? variable('HASOFFERS_ENDPOINT'),
  };
  if (options.integrator !== undefined) return { ...options, ...network, integrator: options.integrator };
  const networkToken = options.networkToken ?? requiredVariable('HasOffers', 'HASOFFERS_NETWORK_TOKEN');
  return { ...options, ...network, networkToken, integrator: undefined };
};

type KeyOptions = HasOffersAffiliateOptions & HasOffersAdvertiserOptions;

const keyFromEnvironment = (client: string, keyName: string, options: Partial<KeyOptions>): KeyOptions => ({
  ...options,
  networkId: options.networkId ?? requiredVariable(client, 'HASOFFERS_NETWORK_ID'),
  apiKey: options.apiKey ?? requiredVariable(client, keyName),
  endpoint: options.endpoint ?? variable('HASOFFERS_ENDPOINT'),
});

/** A variable of the environment; an empty one counts as not set. */
const variable = (name: string): string | undefined => process.env[name] || undefined;

const requiredVariable = (client: string, name: string): string => {
  const value = variable(name);
  if (value === undefined) throw new TypeError(`${client}.fromEnv: the environment variable ${name} is not set`);
  return value;
};

/**
 * A client of one network. It costs little to create: connections are opened by the first call, and closed by
 * {@link close} or when they are idle. Every method returns an Observable that sends nothing before it is subscribed to.
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
  /** Clicks, conversions and impressions as they were logged, hour by hour; see the guide to raw logs. */
  readonly rawLogs: RawLogs;

  /** @throws TypeError or RangeError that names the wrong option. */
  constructor(options: HasOffersOptions) {
    const normalized = normalizeOptions(options);
    const { networkId } = normalized;
    const parts = createClientParts(normalized, { client: 'HasOffers', prefix: '' });
    super(parts, { name: 'HasOffers', networkId, reports: 'Report' });
    const { transport, managers, context } = parts;
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
    this.rawLogs = createRawLogs(createCaller(context, 'RawLog').callForData, transport, normalized);
  }

  /**
   * Creates a client from `HASOFFERS_NETWORK_ID`, `HASOFFERS_NETWORK_TOKEN` and, if set, `HASOFFERS_ENDPOINT`. Options
   * take precedence over the environment.
   *
   * @throws TypeError that names the missing variable.
   */
  static fromEnv(options: EnvOptions = {}): HasOffers {
    return new HasOffers(withEnvironment(options));
  }
}

/**
 * A client of the affiliate API, for the data that one affiliate of a network may see, with the affiliate's key. Its
 * targets are those that begin with `Affiliate_`.
 *
 * @example
 * ```ts
 * const api = new HasOffersAffiliate({ networkId: 'acme', apiKey });
 * for await (const offer of api.controller('Affiliate_Offer').findMyOffers({ sort: '-id' })) console.log(offer.name);
 * ```
 */
export class HasOffersAffiliate extends ApiClient<keyof AffiliateMethods, 'Affiliate_Report'> {
  /** @throws TypeError or RangeError that names the wrong option. */
  constructor(options: HasOffersAffiliateOptions) {
    const normalized = normalizeKeyOptions('HasOffersAffiliate', options);
    const { networkId } = normalized;
    const parts = createClientParts(normalized, { client: 'HasOffersAffiliate', prefix: 'Affiliate_' });
    super(parts, { name: 'HasOffersAffiliate', networkId, reports: 'Affiliate_Report' });
  }

  /**
   * Creates a client from `HASOFFERS_NETWORK_ID`, `HASOFFERS_AFFILIATE_API_KEY` and, if set, `HASOFFERS_ENDPOINT`. Options
   * take precedence over the environment.
   *
   * @throws TypeError that names the missing variable.
   */
  static fromEnv(options: Partial<HasOffersAffiliateOptions> = {}): HasOffersAffiliate {
    return new HasOffersAffiliate(keyFromEnvironment('HasOffersAffiliate', 'HASOFFERS_AFFILIATE_API_KEY', options));
  }
}

/**
 * A client of the advertiser API, for the data that one advertiser of a network may see, with the advertiser's key. Its
 * one target is `Advertiser_Report`.
 *
 * @example
 * ```ts
 * const api = new HasOffersAdvertiser({ networkId: 'acme', apiKey });
 * for await (const { Stat } of api.reports.getStats({ fields: ['Stat.clicks'] })) console.log(Stat.clicks);
 * ```
 */
export class HasOffersAdvertiser extends ApiClient<keyof AdvertiserMethods, 'Advertiser_Report'> {
  /** @throws TypeError or RangeError that names the wrong option. */
  constructor(options: HasOffersAdvertiserOptions) {
    const normalized = normalizeKeyOptions('HasOffersAdvertiser', options);
    const { networkId } = normalized;
    const parts = createClientParts(normalized, { client: 'HasOffersAdvertiser', prefix: 'Advertiser_' });
    super(parts, { name: 'HasOffersAdvertiser', networkId, reports: 'Advertiser_Report' });
  }

  /**
   * Creates a client from `HASOFFERS_NETWORK_ID`, `HASOFFERS_ADVERTISER_API_KEY` and, if set, `HASOFFERS_ENDPOINT`.
   * Options take precedence over the environment.
   *
   * @throws TypeError that names the missing variable.
   */
  static fromEnv(options: Partial<HasOffersAdvertiserOptions> = {}): HasOffersAdvertiser {
    return new HasOffersAdvertiser(keyFromEnvironment('HasOffersAdvertiser', 'HASOFFERS_ADVERTISER_API_KEY', options));
  }
}
