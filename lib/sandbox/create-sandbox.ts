import type { IncomingMessage, ServerResponse } from 'node:http';
import { createStore } from './data/store.js';
import { createFaultScript } from './faults/fault-script.js';
import type { Fault } from './faults/fault.js';
import { deliver } from './http/deliver.js';
import { whole } from './http/delivery.js';
import { listen } from './http/listen.js';
import { pause } from './http/pause.js';
import { readRequest } from './http/read-request.js';
import { changedSettings, countsOf, settingsOf, type SandboxOptions } from './options.js';
import { createUsageWindow } from './rate-limit.js';
import { createRequestLog, type RequestLog } from './request-log.js';
import { respond, type World } from './respond.js';
import type { RequestHook, Sandbox } from './sandbox.js';
import type { SandboxRequest } from './sandbox-request.js';

const PATH = '/Apiv3/json';

interface Desk {
  readonly world: World;
  readonly log: RequestLog;
  readonly hooks: ReadonlySet<RequestHook>;
  readonly takeFault: (request: SandboxRequest) => Fault | undefined;
}

const serve = async (request: SandboxRequest, response: ServerResponse, desk: Desk): Promise<void> => {
  const { world, log, hooks, takeFault } = desk;
  response.setHeader('x-request-id', log.requests.length.toString(16).padStart(32, '0'));
  if (new URL(request.url, 'http://127.0.0.1').pathname !== PATH)
    return deliver(response, whole(404, { 'content-type': 'text/plain' }, Buffer.from('Not found')));
  for (const hook of hooks) await hook(request);
  await pause(world.settings().latency, response);
  await deliver(response, await respond(request, takeFault(request), world));
};

/** A request that breaks off while it is read is none; a hook that fails is told to the client as the server's fault. */
const receive = async (message: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> => {
  const { log, world } = desk;
  log.begin();
  try {
    const request = await readRequest(message, world.now);
    log.add(request);
    await serve(request, response, desk);
  } catch (error) {
    if (message.complete) await deliver(response, whole(500, {}, Buffer.from(String(error))));
  } finally {
    log.end();
  }
};

const createWorld = (options: SandboxOptions, networkId: string, networkToken: string) => {
  const { seed = 1, now = Date.now } = options;
  const usage = createUsageWindow(networkId);
  let settings = settingsOf(options);
  const admit = () => usage.admit(settings.rateLimit, now());
  const world: World = {
    store: createStore(seed, countsOf(options)),
    gate: { networkId, networkToken, admit },
    settings: () => settings,
    now,
  };
  const configure: Sandbox['configure'] = (changes) => void (settings = changedSettings(settings, changes));
  return { world, configure };
};

/**
 * Starts a server in this process, on a free port of 127.0.0.1, that behaves like the service: the same parameters, the same
 * shapes of replies and errors, the same limit; with rows that come from a seed. Nothing outside the process is touched.
 *
 * ```ts
 * const sandbox = await createSandbox({ seed: 7, offers: 1_000 });
 * const { endpoint, networkId, networkToken } = sandbox;
 * const api = new HasOffers({ endpoint, networkId, networkToken });
 * sandbox.faults.next({ kind: 'reset' });        // the next request is broken off
 * await lastValueFrom(api.offers.findAll({ limit: 10 }));
 * await sandbox.close();
 * ```
 */
export const createSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const { networkId = 'sandbox', networkToken = 'NETsandbox', tls } = options;
  const { world, configure } = createWorld(options, networkId, networkToken);
  const { script, take } = createFaultScript();
  const log = createRequestLog();
  const hooks = new Set<RequestHook>();
  const desk: Desk = { world, log, hooks, takeFault: take };
  const listening = await listen((message, response) => void receive(message, response, desk), tls);
  const credentials = { endpoint: `${listening.origin}${PATH}`, networkId, networkToken };
  return {
    ...credentials,
    credentials,
    requests: log.requests,
    faults: script,
    tables: world.store.tables,
    get connections() {
      return listening.connections;
    },
    get inFlight() {
      return log.inFlight();
    },
    configure,
    onRequest: (hook) => {
      hooks.add(hook);
      return () => void hooks.delete(hook);
    },
    received: log.received,
    idle: log.idle,
    close: listening.close,
    [Symbol.asyncDispose]: listening.close,
  };
};
