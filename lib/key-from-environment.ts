import { requiredVariable, variable } from './read-environment.js';
import type { HasOffersAdvertiserOptions, HasOffersAffiliateOptions } from './transport/options.js';

type KeyOptions = HasOffersAffiliateOptions & HasOffersAdvertiserOptions;

/** Options of a client with a key, the environment's where none are given. @throws TypeError that names what is missing. */
export const keyFromEnvironment = (keyName: string, options: Partial<KeyOptions>): KeyOptions => ({
  ...options,
  networkId: options.networkId ?? requiredVariable('HASOFFERS_NETWORK_ID'),
  apiKey: options.apiKey ?? requiredVariable(keyName),
  endpoint: options.endpoint ?? variable('HASOFFERS_ENDPOINT'),
});
