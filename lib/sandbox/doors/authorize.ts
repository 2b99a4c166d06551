import { whole, type Delivery } from '../http/delivery.js';
import type { SandboxRequest } from '../sandbox-request.js';
import type { Doors } from './doors.js';

/** Where access tokens are given out: on a host of its own at the real service, on the sandbox's own here. */
export const AUTHORIZE_PATH = '/authorize';

/** Target and method of such a request in the log; it has neither. */
export const AUTHORIZE_NAME = ['Integrator', 'authorize'] as const;

/** Whether a request asks for an access token rather than for a call of the API. */
export const isAuthorize = ({ url }: { readonly url: string }): boolean => /^\/authorize(?:\?|$)/.test(url);

const AUDIENCE = 'BrandAPI';

const reply = (status: number, body: object): Delivery =>
  whole(status, { 'content-type': 'application/json' }, Buffer.from(JSON.stringify(body)));

/** Answers `POST /authorize`. The refusals are invented, in the usual shape of OAuth. */
export const authorize = ({ verb, params }: SandboxRequest, doors: Doors): Delivery => {
  const { integrator, tokens, tokenLifetime } = doors;
  const given = Object.fromEntries(params);
  if (verb !== 'POST' || params.length === 0) return reply(400, { error: 'invalid_request' });
  const isKnown =
    given['client_id'] === integrator.clientId &&
    given['client_secret'] === integrator.clientSecret &&
    given['audience'] === AUDIENCE;
  if (!isKnown) return reply(401, { error: 'access_denied', error_description: 'Unauthorized' });
  return reply(200, { access_token: tokens.issue(), token_type: 'Bearer', expires_in: tokenLifetime });
};
