import { checkText } from '../check-text.js';
import type { HasOffersAffiliateOptions, HasOffersAdvertiserOptions } from '../options.js';
import type { Door } from './door.js';

/** The affiliate API and the advertiser API: with a key, which says whose data is seen. */
export const apiKeyDoor: Door<HasOffersAffiliateOptions | HasOffersAdvertiserOptions> = {
  names: ['apiKey'],
  credentialsOf: ({ networkId, apiKey }) => {
    checkText('apiKey', apiKey);
    return { kind: 'api key', networkId, apiKey };
  },
};
