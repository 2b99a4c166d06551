import { createAuthSchemes } from '../auth/authorize.js';
import { schemeCredentials } from '../auth/schemes.js';
import { createFaultScript } from '../faults/script.js';
import { listen } from '../http/listen.js';
import { changedSettings, countsOf, type SandboxOptions, settingsOf } from '../options.js';
import { createRawLogs } from '../raw-logs/create-raw-logs.js';
import { createStore } from '../store/store.js';
import { createUsageWindow } from './rate-limit.js';
import { createRequestLog } from './request-log.js';
import type { RequestHook, Sandbox } from './sandbox.js';
import { API_PATH, type ServerContext, receive, type ServerState } from './serve.js';

const createState = (options: SandboxOptions, networkId: string, networkToken: string) => {
  const { seed = 1, now = Date.now, rawLogs: logOptions } = options;
  const counts = countsOf(options);
  // Nobody asks for a link before the server listens.
  let origin = '';
  const rawLogs = createRawLogs({ seed, counts, options: logOptions, now, origin: () => origin });
  const usage = createUsageWindow(networkId);
  let settings = settingsOf(options);
  const admit = () => usage.admit(settings.rateLimit, now());
  const world: ServerState = {
    store: createStore(seed, counts, now),
    rawLogs: rawLogs.index,
    auth: { networkId, networkToken, admit, doors: createAuthSchemes(options, now) },
    settings: () => settings,
    now,
  };
  const configure: Sandbox['configure'] = (changes) => void (settings = changedSettings(settings, changes));
  return { world, rawLogs, configure, listensOn: (place: string) => void (origin = place) };
};

/**
 * Starts a server in this process, on a free port of 127.0.0.1, that behaves like the service: the same parameters, the same
 * shapes of replies and errors, the same limit; with rows that come from a seed. Nothing outside the process is touched.
 *
 * It answers every method of the catalog. What the library's own managers use behaves as it was recorded. The rest goes by the
 * catalog's facts: models without a table have the made-up rows 1 to 7, which can be filtered, sorted, paged, added to and
 * changed like any others; the shape of an answer is plausible, and what the method does beyond that is not imitated.
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
  const { world, rawLogs, configure, listensOn } = createState(options, networkId, networkToken);
  const { doors } = world.auth;
  const { script, take } = createFaultScript();
  const log = createRequestLog();
  const hooks = new Set<RequestHook>();
  const desk: ServerContext = { world, rawLogs, log, hooks, takeFault: take };
  const listening = await listen((message, response) => void receive(message, response, desk), tls);
  listensOn(listening.origin);
  const close = (): Promise<void> => {
    rawLogs.close();
    return listening.close();
  };
  const credentials = { endpoint: `${listening.origin}${API_PATH}`, networkId, networkToken };
  return {
    ...credentials,
    credentials,
    ...schemeCredentials({ endpoint: credentials.endpoint, networkId }, doors),
    get authorizations() {
      return doors.tokens.issued;
    },
    knowsToken: doors.tokens.knows,
    revokeTokens: doors.tokens.revoke,
    requests: log.requests,
    faults: script,
    tables: world.store.tables,
    rawLogs: rawLogs.shown,
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
    close,
    [Symbol.asyncDispose]: close,
  };
};
