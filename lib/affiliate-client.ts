import { ApiClient } from './api-client.js';
import type { AffiliateMethods } from './catalog/affiliate-methods.js';
import { createDoor } from './create-door.js';
import { keyFromEnvironment } from './key-from-environment.js';
import { normalizeKeyOptions } from './transport/credentials/normalize-key-options.js';
import type { HasOffersAffiliateOptions } from './transport/options.js';

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
    const normalized = normalizeKeyOptions(options);
    const { networkId } = normalized;
    super(createDoor(normalized), { name: 'HasOffersAffiliate', networkId, reports: 'Affiliate_Report' });
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
