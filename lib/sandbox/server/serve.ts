import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from '../faults/script.js';
import { closed, deliver, deliverStream, type Delivery, pause, type StreamDelivery, whole } from '../http/deliver.js';
import { isDownload, isKnownPath, readRequest, type SandboxRequest } from '../http/request.js';
import type { RawLogRoom } from '../raw-logs/raw-logs.js';
import { respond, type ServerState } from './respond.js';

/** A function that runs before a request is answered; the answer already sees what it changes in the tables. */
export type RequestHook = (request: SandboxRequest) => void | Promise<void>;

/** The parts of a server that a request passes through on its way to a reply. */
export interface ServerContext {
  readonly state: ServerState;
  readonly rawLogs: RawLogRoom;
  readonly log: RequestLog;
  readonly hooks: ReadonlySet<RequestHook>;
  readonly takeFault: (request: SandboxRequest) => Fault | undefined;
}

/**
 * Reads a request and answers it; settles when the reply is over. A request that breaks off while it is read is ignored. A
 * hook that fails becomes an HTTP 500.
 */
export const receive = async (
  message: IncomingMessage,
  response: ServerResponse,
  context: ServerContext,
): Promise<void> => {
  const { log, state } = context;
  log.begin();
  try {
    const request = await readRequest(message, state.now);
    log.add(request);
    await serve(request, response, context);
  } catch (error) {
    if (message.complete) await fail(response, error);
  } finally {
    log.end();
  }
};

const serve = async (request: SandboxRequest, response: ServerResponse, context: ServerContext): Promise<void> => {
  const { state, log, hooks } = context;
  response.setHeader('x-request-id', log.requests.length.toString(16).padStart(32, '0'));
  if (!isKnownPath(request))
    return deliver(response, whole(404, { 'content-type': 'text/plain' }, Buffer.from('Not found')));
  for (const hook of hooks) await hook(request);
  await pause(state.settings().latency, response);
  // Measuring a large raw log takes a while; stop waiting for it once the client has left.
  const delivery = await Promise.race([reply(request, context), closed(response)]);
  if (!delivery) return;
  await ('stream' in delivery ? deliverStream(response, delivery) : deliver(response, delivery));
};

const reply = (
  request: SandboxRequest,
  { state, rawLogs, takeFault }: ServerContext,
): Promise<Delivery | StreamDelivery> =>
  isDownload(request) ? rawLogs.respond(request, takeFault(request)) : respond(request, takeFault(request), state);

/** Reports a failure of the sandbox itself as an HTTP 500, or breaks the connection once headers are out. */
const fail = async (response: ServerResponse, error: unknown): Promise<void> => {
  if (response.headersSent) response.destroy();
  else await deliver(response, whole(500, {}, Buffer.from(String(error))));
};

interface Waiter {
  readonly isDone: () => boolean;
  readonly settle: () => void;
}

/** Creates a log of the requests that came, with a count of those in flight and promises to wait for either. */
export const createRequestLog = () => {
  const requests: SandboxRequest[] = [];
  const waiters = new Set<Waiter>();
  let inFlight = 0;

  const settleWaiters = (): void => {
    for (const waiter of waiters) {
      if (!waiter.isDone()) continue;
      waiters.delete(waiter);
      waiter.settle();
    }
  };

  const until = (isDone: () => boolean): Promise<void> =>
    isDone() ? Promise.resolve() : new Promise((settle) => void waiters.add({ isDone, settle }));

  return {
    requests: requests as readonly SandboxRequest[],
    inFlight: () => inFlight,
    add: (request: SandboxRequest): void => {
      requests.push(request);
      settleWaiters();
    },
    begin: (): void => void (inFlight += 1),
    end: (): void => {
      inFlight -= 1;
      settleWaiters();
    },
    received: (count: number) => until(() => requests.length >= count),
    idle: () => until(() => inFlight === 0),
  };
};

/** A log of requests, made by {@link createRequestLog}. */
type RequestLog = ReturnType<typeof createRequestLog>;
