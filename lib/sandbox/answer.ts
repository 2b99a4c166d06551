import { ApiFailure, refuse } from './api-failure.js';
import type { Call } from './call.js';
import { handlerOf, handlersOf } from './methods/handlers.js';
import { badNetworkEnvelope, failureEnvelope, successEnvelope } from './wire/envelope.js';
import type { Json, JsonObject } from './wire/json.js';
import { textOf } from './wire/params.js';

/** Whom the sandbox lets in. */
export interface Gate {
  readonly networkId: string;
  readonly networkToken: string;
  /** The refusal of a call that is one too many. */
  readonly admit: () => string | undefined;
}

const dispatch = (call: Call): Json => {
  const handlers = handlersOf(call.target);
  if (handlers === undefined) throw refuse(`Target '${call.target}' does not exist.`);
  const handler = handlerOf(handlers, call.method);
  if (handler === undefined) throw refuse(`Method '${call.method}' does not exist for target '${call.target}'.`);
  return handler(call);
};

const checkGate = ({ params }: Call, gate: Gate): void => {
  const token = textOf(params, 'NetworkToken') ?? '';
  if (token !== gate.networkToken) throw refuse(`NetworkToken ${token} is not authenticated`);
  const tooMany = gate.admit();
  if (tooMany !== undefined) throw refuse(tooMany);
};

/** Answers a call with the envelope of the service: who asks is checked first, then the limit, then what is asked. */
export const answer = (call: Call, gate: Gate): JsonObject => {
  const { params } = call;
  // The sub-domain names the network; where there is none, the parameter does. Neither: the id is taken for granted.
  if ((textOf(params, 'NetworkId') ?? gate.networkId) !== gate.networkId) return badNetworkEnvelope();
  try {
    checkGate(call, gate);
    return successEnvelope(params, dispatch(call));
  } catch (error) {
    if (error instanceof ApiFailure) return failureEnvelope(params, error.errors);
    throw error;
  }
};
