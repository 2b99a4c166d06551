import type { IncomingMessage, ServerResponse } from 'node:http';
import { authorize, isAuthorize } from '../auth/authorize.js';
import type { AskedCall } from '../auth/principal.js';
import { type Answers, faultDelivery, wantsPlainReply } from '../faults/delivery.js';
import type { Fault } from '../faults/fault.js';
import { closed, deliver, deliverStream, pause } from '../http/deliver.js';
import { type Delivery, jsonReply, type StreamDelivery, whole } from '../http/delivery.js';
import { readRequest } from '../http/read-request.js';
import type { SandboxSettings } from '../options.js';
import type { LogIndex, RawLogRoom } from '../raw-logs/create-raw-logs.js';
import { isDownload } from '../raw-logs/links.js';
import { HttpRefusal } from '../reports/limits.js';
import type { Store } from '../store/store.js';
import { failureEnvelope } from '../wire/envelope.js';
import { parseBrackets } from '../wire/params.js';
import { answer, type AuthConfig } from './answer.js';
import { limitText } from './rate-limit.js';
import type { RequestLog } from './request-log.js';
import type { RequestHook, SandboxRequest } from './sandbox.js';

/** The path of every call of the API. */
export const API_PATH = '/Apiv3/json';

/** What a request passes on its way to a reply. */
export interface ServerContext {
  readonly world: ServerState;
  readonly rawLogs: RawLogRoom;
  readonly log: RequestLog;
  readonly hooks: ReadonlySet<RequestHook>;
  readonly takeFault: (request: SandboxRequest) => Fault | undefined;
}

type Reply = Delivery | StreamDelivery;

const reply = (request: SandboxRequest, { world, rawLogs, takeFault }: ServerContext): Promise<Reply> =>
  isDownload(request) ? rawLogs.respond(request, takeFault(request)) : respond(request, takeFault(request), world);

const isKnown = (request: SandboxRequest): boolean =>
  isDownload(request) || isAuthorize(request) || new URL(request.url, 'http://127.0.0.1').pathname === API_PATH;

const serve = async (request: SandboxRequest, response: ServerResponse, desk: ServerContext): Promise<void> => {
  const { world, log, hooks } = desk;
  response.setHeader('x-request-id', log.requests.length.toString(16).padStart(32, '0'));
  if (!isKnown(request))
    return deliver(response, whole(404, { 'content-type': 'text/plain' }, Buffer.from('Not found')));
  for (const hook of hooks) await hook(request);
  await pause(world.settings().latency, response);
  // The first look at a large file takes a while: nobody waits for it once the client has left.
  const delivery = await Promise.race([reply(request, desk), closed(response)]);
  if (!delivery) return;
  await ('stream' in delivery ? deliverStream(response, delivery) : deliver(response, delivery));
};

/** A failure of the server: told to the client while there still is a way to, else the connection breaks. */
const fail = async (response: ServerResponse, error: unknown): Promise<void> => {
  if (response.headersSent) response.destroy();
  else await deliver(response, whole(500, {}, Buffer.from(String(error))));
};

/**
 * Reads a request, answers it, and settles when it is dealt with. One that breaks off while it is read is none; a hook
 * that fails is told to the client as the server's fault.
 */
export const receive = async (
  message: IncomingMessage,
  response: ServerResponse,
  desk: ServerContext,
): Promise<void> => {
  const { log, world } = desk;
  log.begin();
  try {
    const request = await readRequest(message, world.now);
    log.add(request);
    await serve(request, response, desk);
  } catch (error) {
    if (message.complete) await fail(response, error);
  } finally {
    log.end();
  }
};

/** What an answer is made of. */
export interface ServerState {
  readonly store: Store;
  readonly rawLogs: LogIndex;
  readonly auth: AuthConfig;
  readonly settings: () => SandboxSettings;
  readonly now: () => number;
}

const callOf = (request: SandboxRequest, { store, rawLogs, settings, now }: ServerState): AskedCall => ({
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

/** The reply of the service; of a gateway in its place when the call is too heavy for it. */
const realReply = async (call: AskedCall, auth: AuthConfig, encoding: string | undefined): Promise<Delivery> => {
  try {
    return await jsonReply(answer(call, auth), encoding);
  } catch (error) {
    if (error instanceof HttpRefusal) return whole(error.status, {}, Buffer.alloc(0));
    throw error;
  }
};

const answersTo = (request: SandboxRequest, world: ServerState, encoding: string | undefined): Answers => {
  const { auth } = world;
  const call = callOf(request, world);
  const refusal = (publicMessage: string) => jsonReply(failureEnvelope(call.params, [{ publicMessage }]), encoding);
  return {
    real: () =>
      isAuthorize(request) ? Promise.resolve(authorize(request, auth.doors)) : realReply(call, auth, encoding),
    refusal,
    limit: () => refusal(limitText(auth.networkId, world.settings().rateLimit || { calls: 50, per: 10_000 })),
  };
};

/** Makes the reply to a request, as the fault that meets it wants it. */
export const respond = (request: SandboxRequest, fault: Fault | undefined, world: ServerState): Promise<Delivery> => {
  const plain = fault !== undefined && wantsPlainReply(fault);
  const answers = answersTo(request, world, plain ? undefined : request.headers['accept-encoding']);
  return fault === undefined ? answers.real() : faultDelivery(fault, answers);
};
