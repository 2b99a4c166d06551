import type { Credentials } from './credentials.js';

const INTEGRATOR_ENDPOINT = 'https://integrator-api.hasoffers.com/Apiv3/json';

/** Where calls go when no endpoint is given. @throws TypeError for a network id that can be no sub-domain. */
export const defaultEndpoint = ({ kind, networkId }: Pick<Credentials, 'kind' | 'networkId'>): string => {
  if (kind === 'integrator') return INTEGRATOR_ENDPOINT;
  if (!/^[a-z0-9][a-z0-9-]*$/i.test(networkId))
    throw new TypeError('networkId should be the sub-domain of the network: letters, digits and dashes');
  return `https://${networkId}.api.hasoffers.com/Apiv3/json`;
};
