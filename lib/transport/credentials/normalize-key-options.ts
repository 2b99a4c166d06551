import { normalizeFor, type NormalizedOptions } from '../normalize-options.js';
import type { HasOffersAdvertiserOptions, HasOffersAffiliateOptions } from '../options.js';
import { apiKeyDoor } from './api-key-door.js';

/**
 * Checks what a client of the affiliate or the advertiser API was given and fills in the defaults.
 *
 * @throws TypeError or RangeError that names the option; a key is never quoted.
 */
export const normalizeKeyOptions = (
  options: HasOffersAffiliateOptions | HasOffersAdvertiserOptions,
): NormalizedOptions => normalizeFor(apiKeyDoor, options);
