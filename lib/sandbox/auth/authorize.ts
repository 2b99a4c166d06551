import { type Delivery, whole } from '../http/deliver.js';
import type { SandboxRequest } from '../server/sandbox.js';
import { AUTHORIZE_PATH, type AuthSchemes } from './schemes.js';

/** The target and the method under which the log keeps a request for an access token, which names neither. */
export const AUTHORIZE_NAME = ['Integrator', 'authorize'] as const;

/** Whether a request asks for an access token rather than calls the API. */
export const isAuthorize = ({ url }: { readonly url: string }): boolean =>
  url === AUTHORIZE_PATH || url.startsWith(`${AUTHORIZE_PATH}?`);

const AUDIENCE = 'BrandAPI';

/**
 * Answers `POST /authorize`, the client-credentials grant of OAuth 2.
 *
 * @experimental The refusals follow the usual shape of OAuth; those of the real service have never been seen.
 */
export const authorize = ({ verb, params }: SandboxRequest, schemes: AuthSchemes): Delivery => {
  const { integrator, tokens, tokenLifetime } = schemes;
  const given = Object.fromEntries(params);
  if (verb !== 'POST' || params.length === 0) return jsonBody(400, { error: 'invalid_request' });
  const isKnown =
    given['client_id'] === integrator.clientId &&
    given['client_secret'] === integrator.clientSecret &&
    given['audience'] === AUDIENCE;
  if (!isKnown) return jsonBody(401, { error: 'access_denied', error_description: 'Unauthorized' });
  return jsonBody(200, { access_token: tokens.issue(), token_type: 'Bearer', expires_in: tokenLifetime });
};

const jsonBody = (status: number, body: object): Delivery =>
  whole(status, { 'content-type': 'application/json' }, Buffer.from(JSON.stringify(body)));
