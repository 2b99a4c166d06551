import type { Access } from './access.js';
import type { Credentials } from './credentials.js';
import type { Authorize } from './integrator.js';
import { apiKeyProof, networkTokenProof } from './proofs.js';
import { createTokenAccess } from './token-access.js';
import type { Proof } from './proof.js';

const fixed = (proof: Proof): Access => ({ enter: (work) => work(() => proof) });

/** Makes the access of one client. */
export const createAccess = (credentials: Credentials, authorize: Authorize): Access => {
  switch (credentials.kind) {
    case 'network token':
      return fixed(networkTokenProof(credentials.networkId, credentials.networkToken));
    case 'api key':
      return fixed(apiKeyProof(credentials.networkId, credentials.apiKey));
    case 'integrator':
      return createTokenAccess(credentials, authorize);
  }
};
