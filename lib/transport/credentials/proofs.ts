import type { Proof } from './proof.js';

/** The network's own token. */
export const networkTokenProof = (networkId: string, networkToken: string): Proof => ({
  pairs: [
    ['NetworkToken', networkToken],
    ['NetworkId', networkId],
  ],
  headers: {},
  secrets: [networkToken],
});

/** The key of one affiliate or one advertiser. */
export const apiKeyProof = (networkId: string, apiKey: string): Proof => ({
  pairs: [
    ['api_key', apiKey],
    ['NetworkId', networkId],
  ],
  headers: {},
  secrets: [apiKey],
});

/** An integrator's access token: in a header, so in no URL. */
export const integratorProof = (networkId: string, integratorId: string, token: string): Proof => ({
  pairs: [
    ['NetworkId', networkId],
    ['IntegratorId', integratorId],
  ],
  headers: { authorization: `Bearer ${token}` },
  secrets: [token],
});
