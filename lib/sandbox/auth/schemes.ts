/** Who is let in beside the network with its token. */
export interface AuthOptions {
  /** The key of affiliate 1. @default 'AFFsandbox' */
  readonly affiliateApiKey?: string;
  /** The key of advertiser 1. @default 'ADVsandbox' */
  readonly advertiserApiKey?: string;
  /** What an integrator gets access tokens for. @default 'INTsandbox', 'client', 'SECRETsandbox' */
  readonly integrator?: Partial<IntegratorAccount>;
  /** How long an access token lives, in seconds. @default 86_400 */
  readonly tokenLifetime?: number;
  /** Another sandbox whose access tokens are good here too: one integrator, several networks. */
  readonly trusts?: { knowsToken(token: string): boolean };
}

/** An integrator, as the sandbox knows it. */
export interface IntegratorAccount {
  readonly integratorId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The options with their defaults. */
export type AuthSettings = Required<Omit<AuthOptions, 'integrator' | 'trusts'>> & {
  readonly integrator: IntegratorAccount;
};

const INTEGRATOR: IntegratorAccount = { integratorId: 'INTsandbox', clientId: 'client', clientSecret: 'SECRETsandbox' };

/** Fills in the defaults. @throws RangeError for a lifetime that is none. */
export const authSettings = (options: AuthOptions): AuthSettings => {
  const { affiliateApiKey = 'AFFsandbox', advertiserApiKey = 'ADVsandbox', tokenLifetime = 86_400 } = options;
  if (!(tokenLifetime > 0 && tokenLifetime < Infinity))
    throw new RangeError('tokenLifetime should be seconds, more than 0');
  return { affiliateApiKey, advertiserApiKey, tokenLifetime, integrator: { ...INTEGRATOR, ...options.integrator } };
};

/** Where a client finds the sandbox, and as which network. */
export interface Address {
  readonly endpoint: string;
  readonly networkId: string;
}

/** What clients of each kind take: `new HasOffersAffiliate({ ...sandbox.affiliateCredentials })`. */
export interface SchemeCredentials {
  /** The key of affiliate 1. */
  readonly affiliateCredentials: Address & { readonly apiKey: string };
  /** The key of advertiser 1. */
  readonly advertiserCredentials: Address & { readonly apiKey: string };
  /** For `HasOffers`, in the place of the network token. */
  readonly integratorCredentials: Address & {
    readonly integrator: IntegratorAccount & { readonly authorizeEndpoint: string };
  };
}

/** Writes the credentials down. */
export const schemeCredentials = (address: Address, doors: AuthSettings): SchemeCredentials => ({
  affiliateCredentials: { ...address, apiKey: doors.affiliateApiKey },
  advertiserCredentials: { ...address, apiKey: doors.advertiserApiKey },
  integratorCredentials: {
    ...address,
    integrator: { ...doors.integrator, authorizeEndpoint: new URL(AUTHORIZE_PATH, address.endpoint).href },
  },
});
/** Where access tokens are given out: on a host of its own at the real service, on the sandbox's own here. */

export const AUTHORIZE_PATH = '/authorize';
