import { type PrincipalConfig, principalOf, type UnauthenticatedCall } from '../auth/principal.js';
import { authorize } from '../auth/schemes.js';
import { type Answers, faultDelivery, wantsPlainReply } from '../faults/delivery.js';
import type { Fault } from '../faults/script.js';
import { dispatch } from '../handlers/dispatch.js';
import { type Delivery, jsonReply, whole } from '../http/deliver.js';
import { isAuthorize, type SandboxRequest } from '../http/request.js';
import { type CallLimit, limitOf, REAL_LIMIT, type SandboxSettings } from '../options.js';
import type { LogIndex } from '../raw-logs/raw-logs.js';
import type { Store } from '../store/store.js';
import {
  ApiFailure,
  badNetworkEnvelope,
  failureEnvelope,
  HttpRefusal,
  refuse,
  successEnvelope,
} from '../wire/envelope.js';
import type { JsonObject } from '../wire/json.js';
import { parseBrackets, textOf } from '../wire/params.js';

/** Which credentials a sandbox accepts, and how many calls. */
interface AuthConfig extends PrincipalConfig {
  readonly networkId: string;
  /** Counts a call; returns the words of the refusal when the call exceeds the limit. */
  readonly countCall: () => string | undefined;
}

/** The state of a sandbox that its answers depend on. */
export interface ServerState {
  readonly store: Store;
  readonly rawLogs: LogIndex;
  readonly auth: AuthConfig;
  readonly settings: () => SandboxSettings;
  readonly now: () => number;
}

/** Makes the reply to a call of the API or to a request for an access token, as `fault` changes it. */
export const respond = (request: SandboxRequest, fault: Fault | undefined, state: ServerState): Promise<Delivery> => {
  const isPlain = fault !== undefined && wantsPlainReply(fault);
  const answers = answersTo(request, state, isPlain ? undefined : request.headers['accept-encoding']);
  return fault === undefined ? answers.real() : faultDelivery(fault, answers);
};

const answersTo = (request: SandboxRequest, state: ServerState, encoding: string | undefined): Answers => {
  const { auth, settings } = state;
  const call = callOf(request, state);
  const refusal = (publicMessage: string) => jsonReply(failureEnvelope(call.params, [{ publicMessage }]), encoding);
  return {
    real: async () => (isAuthorize(request) ? authorize(request, auth.schemes) : realReply(call, auth, encoding)),
    refusal,
    limit: () => refusal(limitText(auth.networkId, limitOf(settings().rateLimit) ?? REAL_LIMIT)),
  };
};

const callOf = (request: SandboxRequest, { store, rawLogs, settings, now }: ServerState): UnauthenticatedCall => ({
  target: request.target,
  method: request.method,
  params: parseBrackets(request.params),
  authorization: request.headers.authorization,
  files: request.files,
  store,
  rawLogs,
  now: now(),
  maxPageSize: settings().maxPageSize,
  reports: settings().reports,
});

/** The reply of the service or, when the call is too heavy for it, of the gateway in front of it. */
const realReply = async (
  call: UnauthenticatedCall,
  auth: AuthConfig,
  encoding: string | undefined,
): Promise<Delivery> => {
  try {
    return await jsonReply(await answer(call, auth), encoding);
  } catch (error) {
    if (error instanceof HttpRefusal) return whole(error.status, {}, Buffer.alloc(0));
    throw error;
  }
};

/** Answers a call with an envelope. Credentials are checked first, then the limit, then the call itself. */
const answer = async (call: UnauthenticatedCall, auth: AuthConfig): Promise<JsonObject> => {
  const { params } = call;
  // The real service reads the network from the sub-domain or from the parameter. The sandbox has no sub-domain: a call
  // without the parameter is taken to be for its network.
  if ((textOf(params, 'NetworkId') ?? auth.networkId) !== auth.networkId) return badNetworkEnvelope();
  try {
    const principal = principalOf(call, auth);
    const exceeded = auth.countCall();
    if (exceeded !== undefined) throw refuse(exceeded);
    return successEnvelope(params, await dispatch({ ...call, principal }));
  } catch (error) {
    if (error instanceof ApiFailure) return failureEnvelope(params, error.errors);
    throw error;
  }
};

/** A count of the calls in the current window. */
interface UsageWindow {
  /**
   * Counts a call at the time `now`, in ms. When the call exceeds the limit, it is not counted, and the words of the
   * refusal are returned.
   */
  count(limit: CallLimit | undefined, now: number): string | undefined;
}

/** Creates a sliding window over the calls of one network. */
export const createUsageWindow = (network: string): UsageWindow => {
  let times: number[] = [];
  return {
    count: (limit, now) => {
      if (limit === undefined) return undefined;
      times = times.filter((time) => now - time < limit.per);
      if (times.length >= limit.calls) return limitText(network, limit);
      times.push(now);
      return undefined;
    },
  };
};

/** The refusal as it was recorded, with two spaces after each full stop. */
const limitText = (network: string, { calls, per }: CallLimit): string =>
  `${network}.  API usage exceeded rate limit.  Configured: ${calls}/${per / 1000}s window; ` +
  `Your usage: ${calls + 1}.  See https://help.tune.com/hasoffers/rate-limit-error/ for guidance.`;
