import type {
  ClientOptions,
  HasOffersAdvertiserOptions,
  HasOffersAffiliateOptions,
  HasOffersOptions,
} from '../options.js';
import type { Credentials } from './authenticator.js';
import { checkIntegrator, createSharedToken, type Integrator, type IntegratorCredentials } from './integrator.js';

/** How one kind of client takes its credentials. */
export interface AuthScheme<Options extends ClientOptions> {
  /** The options that hold credentials. */
  readonly names: readonly string[];
  /** @throws TypeError that names the option and quotes no secret. */
  readonly credentialsOf: (name: string, options: Options) => Credentials;
}

const isIntegrator = (given: Integrator | IntegratorCredentials): given is Integrator =>
  typeof given === 'object' && given !== null && 'token' in given && typeof given.token === 'function';

/** Requires a token or a function. The message does not quote the value. */
const checkToken = (label: string, source: unknown): void => {
  if (typeof source !== 'function' && (typeof source !== 'string' || source === ''))
    throw new TypeError(`${label} should be a non-empty string, or a function that returns one`);
};

/** The network API: by the network's token, or as an integrator. */
export const NETWORK_SCHEME: AuthScheme<HasOffersOptions> = {
  names: ['networkToken', 'integrator'],
  credentialsOf: (name, { networkId, networkToken, integrator }) => {
    if (networkToken !== undefined && integrator !== undefined)
      throw new TypeError(`${name}: networkToken should be left out with an integrator: they exclude each other`);
    if (integrator !== undefined) {
      const shared = isIntegrator(integrator)
        ? integrator
        : createSharedToken(checkIntegrator(`${name}: integrator`, integrator));
      return { kind: 'integrator', networkId, integrator: shared };
    }
    if (networkToken === undefined)
      throw new TypeError(
        `${name}: networkToken should be given: pass it as an option, or set HASOFFERS_NETWORK_TOKEN and use ${name}.fromEnv()`,
      );
    checkToken(`${name}: networkToken`, networkToken);
    return { kind: 'network token', networkId, networkToken };
  },
};

/** The APIs of affiliates and advertisers: by a key. */
export const API_KEY_SCHEME: AuthScheme<HasOffersAffiliateOptions | HasOffersAdvertiserOptions> = {
  names: ['apiKey'],
  credentialsOf: (name, { networkId, apiKey }) => {
    checkToken(`${name}: apiKey`, apiKey);
    return { kind: 'api key', networkId, apiKey };
  },
};

const INTEGRATOR_ENDPOINT = 'https://integrator-api.hasoffers.com/Apiv3/json';

/** The endpoint of a client that names none. */
export const defaultEndpoint = (name: string, { kind, networkId }: Credentials): string => {
  if (kind === 'integrator') return INTEGRATOR_ENDPOINT;
  if (!/^[a-z0-9][a-z0-9-]*$/i.test(networkId))
    throw new TypeError(`${name}: networkId should be the subdomain of the network: letters, digits and dashes`);
  return `https://${networkId}.api.hasoffers.com/Apiv3/json`;
};
