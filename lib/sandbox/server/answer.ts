import { hasTarget } from '../../catalog/methods.js';
import { type AskedCall, type PrincipalConfig, type Principal, principalOf } from '../auth/principal.js';
import { catalogHandler } from '../catalog/catalog-handler.js';
import { ApiFailure, type Call, refuse } from '../handlers/call.js';
import { handlerOf, handlersOf } from '../handlers/handlers.js';
import { badNetworkEnvelope, failureEnvelope, successEnvelope } from '../wire/envelope.js';
import type { Json, JsonObject } from '../wire/json.js';
import { textOf } from '../wire/params.js';

/** Whom the sandbox lets in. */
export interface AuthConfig extends PrincipalConfig {
  readonly networkId: string;
  /** The refusal of a call that is one too many. */
  readonly admit: () => string | undefined;
}

const dispatch = (call: Call): Json => {
  const handlers = handlersOf(call.target);
  if (handlers === undefined && !hasTarget(call.target)) throw refuse(`Target '${call.target}' does not exist.`);
  const handler = (handlers && handlerOf(handlers, call.method)) ?? catalogHandler(call.target, call.method);
  if (handler === undefined) throw refuse(`Method '${call.method}' does not exist for target '${call.target}'.`);
  return handler(call);
};

const checkAccess = (call: AskedCall, auth: AuthConfig): Principal => {
  const principal = principalOf(call, auth);
  const tooMany = auth.admit();
  if (tooMany !== undefined) throw refuse(tooMany);
  return principal;
};

/** Answers a call with the envelope of the service: who asks is checked first, then the limit, then what is asked. */
export const answer = (call: AskedCall, auth: AuthConfig): JsonObject => {
  const { params } = call;
  // The sub-domain names the network; where there is none, the parameter does. Neither: the id is taken for granted.
  if ((textOf(params, 'NetworkId') ?? auth.networkId) !== auth.networkId) return badNetworkEnvelope();
  try {
    const principal = checkAccess(call, auth);
    return successEnvelope(params, dispatch({ ...call, principal }));
  } catch (error) {
    if (error instanceof ApiFailure) return failureEnvelope(params, error.errors);
    throw error;
  }
};
