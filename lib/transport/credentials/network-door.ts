import { checkText } from '../check-text.js';
import type { HasOffersOptions } from '../options.js';
import { createIntegrator } from './create-integrator.js';
import type { Door } from './door.js';
import type { Integrator, IntegratorCredentials } from './integrator.js';

const isIntegrator = (given: Integrator | IntegratorCredentials): given is Integrator =>
  typeof given === 'object' && given !== null && 'token' in given && typeof given.token === 'function';

/** The network API: with its token, or as an integrator. */
export const networkDoor: Door<HasOffersOptions> = {
  names: ['networkToken', 'integrator'],
  credentialsOf: ({ networkId, networkToken, integrator }) => {
    if (networkToken !== undefined && integrator !== undefined)
      throw new TypeError('networkToken and integrator exclude each other');
    if (integrator === undefined) {
      if (networkToken === undefined) throw new TypeError('networkToken is missing; an integrator would do as well');
      checkText('networkToken', networkToken);
      return { kind: 'network token', networkId, networkToken };
    }
    return {
      kind: 'integrator',
      networkId,
      integrator: isIntegrator(integrator) ? integrator : createIntegrator(integrator),
    };
  },
};
