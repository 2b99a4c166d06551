/** Who is let in beside the network with its token. */
export interface DoorOptions {
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
export type OpenDoors = Required<Omit<DoorOptions, 'integrator' | 'trusts'>> & {
  readonly integrator: IntegratorAccount;
};

const INTEGRATOR: IntegratorAccount = { integratorId: 'INTsandbox', clientId: 'client', clientSecret: 'SECRETsandbox' };

/** Fills in the defaults. @throws RangeError for a lifetime that is none. */
export const openDoors = (options: DoorOptions): OpenDoors => {
  const { affiliateApiKey = 'AFFsandbox', advertiserApiKey = 'ADVsandbox', tokenLifetime = 86_400 } = options;
  if (!(tokenLifetime > 0 && tokenLifetime < Infinity))
    throw new RangeError('tokenLifetime should be seconds, more than 0');
  return { affiliateApiKey, advertiserApiKey, tokenLifetime, integrator: { ...INTEGRATOR, ...options.integrator } };
};
