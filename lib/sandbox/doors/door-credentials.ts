import { AUTHORIZE_PATH } from './authorize.js';
import type { OpenDoors, IntegratorAccount } from './door-options.js';

/** Where a client finds the sandbox, and as which network. */
export interface Address {
  readonly endpoint: string;
  readonly networkId: string;
}

/** What clients of each kind take: `new HasOffersAffiliate({ ...sandbox.affiliateCredentials })`. */
export interface DoorCredentials {
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
export const doorCredentials = (address: Address, doors: OpenDoors): DoorCredentials => ({
  affiliateCredentials: { ...address, apiKey: doors.affiliateApiKey },
  advertiserCredentials: { ...address, apiKey: doors.advertiserApiKey },
  integratorCredentials: {
    ...address,
    integrator: { ...doors.integrator, authorizeEndpoint: new URL(AUTHORIZE_PATH, address.endpoint).href },
  },
});
