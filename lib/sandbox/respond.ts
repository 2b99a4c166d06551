import { answer, type Gate } from './answer.js';
import type { Store } from './data/store.js';
import type { AskedCall } from './doors/asked-call.js';
import { authorize, isAuthorize } from './doors/authorize.js';
import { faultDelivery, wantsPlainReply, type Answers } from './faults/fault-delivery.js';
import type { Fault } from './faults/fault.js';
import { whole, type Delivery } from './http/delivery.js';
import { jsonReply } from './http/json-reply.js';
import type { LogIndex } from './raw-logs/create-raw-logs.js';
import type { SandboxSettings } from './options.js';
import { limitText } from './rate-limit.js';
import { HttpRefusal } from './reports/http-refusal.js';
import type { SandboxRequest } from './sandbox-request.js';
import { decodeBrackets } from './wire/decode-brackets.js';
import { failureEnvelope } from './wire/envelope.js';

/** What an answer is made of. */
export interface World {
  readonly store: Store;
  readonly rawLogs: LogIndex;
  readonly gate: Gate;
  readonly settings: () => SandboxSettings;
  readonly now: () => number;
}

const callOf = (request: SandboxRequest, { store, rawLogs, settings, now }: World): AskedCall => ({
  target: request.target,
  method: request.method,
  params: decodeBrackets(request.params),
  authorization: request.headers.authorization,
  files: request.files,
  store,
  rawLogs,
  now: now(),
  maxPageSize: settings().maxPageSize,
  reports: settings().reports,
});

/** The reply of the service; of a gateway in its place when the call is too heavy for it. */
const realReply = async (call: AskedCall, gate: Gate, encoding: string | undefined): Promise<Delivery> => {
  try {
    return await jsonReply(answer(call, gate), encoding);
  } catch (error) {
    if (error instanceof HttpRefusal) return whole(error.status, {}, Buffer.alloc(0));
    throw error;
  }
};

const answersTo = (request: SandboxRequest, world: World, encoding: string | undefined): Answers => {
  const { gate } = world;
  const call = callOf(request, world);
  const refusal = (publicMessage: string) => jsonReply(failureEnvelope(call.params, [{ publicMessage }]), encoding);
  return {
    real: () =>
      isAuthorize(request) ? Promise.resolve(authorize(request, gate.doors)) : realReply(call, gate, encoding),
    refusal,
    limit: () => refusal(limitText(gate.networkId, world.settings().rateLimit || { calls: 50, per: 10_000 })),
  };
};

/** Makes the reply to a request, as the fault that meets it wants it. */
export const respond = (request: SandboxRequest, fault: Fault | undefined, world: World): Promise<Delivery> => {
  const plain = fault !== undefined && wantsPlainReply(fault);
  const answers = answersTo(request, world, plain ? undefined : request.headers['accept-encoding']);
  return fault === undefined ? answers.real() : faultDelivery(fault, answers);
};
