import type { IncomingMessage, ServerResponse } from 'node:http';
import { isAuthorize } from './doors/authorize.js';
import type { Fault } from './faults/fault.js';
import { deliverStream } from './http/deliver-stream.js';
import { deliver } from './http/deliver.js';
import { whole, type Delivery } from './http/delivery.js';
import { closed, pause } from './http/pause.js';
import { readRequest } from './http/read-request.js';
import type { StreamDelivery } from './http/stream-delivery.js';
import type { RawLogRoom } from './raw-logs/create-raw-logs.js';
import { isDownload } from './raw-logs/download-target.js';
import type { RequestLog } from './request-log.js';
import { respond, type World } from './respond.js';
import type { RequestHook } from './sandbox.js';
import type { SandboxRequest } from './sandbox-request.js';

/** The path of every call of the API. */
export const API_PATH = '/Apiv3/json';

/** What a request passes on its way to a reply. */
export interface Desk {
  readonly world: World;
  readonly rawLogs: RawLogRoom;
  readonly log: RequestLog;
  readonly hooks: ReadonlySet<RequestHook>;
  readonly takeFault: (request: SandboxRequest) => Fault | undefined;
}

type Reply = Delivery | StreamDelivery;

const reply = (request: SandboxRequest, { world, rawLogs, takeFault }: Desk): Promise<Reply> =>
  isDownload(request) ? rawLogs.respond(request, takeFault(request)) : respond(request, takeFault(request), world);

const isKnown = (request: SandboxRequest): boolean =>
  isDownload(request) || isAuthorize(request) || new URL(request.url, 'http://127.0.0.1').pathname === API_PATH;

const serve = async (request: SandboxRequest, response: ServerResponse, desk: Desk): Promise<void> => {
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
export const receive = async (message: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> => {
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
