import { ApiClient } from './api-client.js';
import type { AdvertiserMethods } from './catalog/advertiser-methods.js';
import { createDoor } from './create-door.js';
import { keyFromEnvironment } from './key-from-environment.js';
import { normalizeKeyOptions } from './transport/credentials/normalize-key-options.js';
import type { HasOffersAdvertiserOptions } from './transport/options.js';

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
    const normalized = normalizeKeyOptions(options);
    const { networkId } = normalized;
    super(createDoor(normalized), { name: 'HasOffersAdvertiser', networkId, reports: 'Advertiser_Report' });
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
