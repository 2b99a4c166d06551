import { checkKeys } from '../../protocol/check-keys.js';
import { checkText } from '../check-text.js';
import { checkUrl } from '../check-url.js';
import type { CheckedIntegrator, IntegratorCredentials } from './integrator.js';

const AUTHORIZE_ENDPOINT = 'https://integrator-auth.hasoffers.com/authorize';
const AUDIENCE = 'BrandAPI';
const KEYS = ['integratorId', 'clientId', 'clientSecret', 'audience', 'authorizeEndpoint'];

/** Checks what an integrator is made of and fills in the defaults. @throws TypeError that quotes no secret. */
export const checkIntegrator = (credentials: IntegratorCredentials): CheckedIntegrator => {
  checkKeys('integrator', credentials, KEYS);
  const { integratorId, clientId, clientSecret } = credentials;
  const { audience = AUDIENCE, authorizeEndpoint = AUTHORIZE_ENDPOINT } = credentials;
  checkText('integrator.integratorId', integratorId);
  checkText('integrator.clientId', clientId);
  checkText('integrator.clientSecret', clientSecret);
  checkText('integrator.audience', audience);
  checkUrl('integrator.authorizeEndpoint', authorizeEndpoint);
  return { integratorId, clientId, clientSecret, audience, authorizeEndpoint };
};
