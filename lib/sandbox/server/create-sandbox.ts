import { createAuthSchemes, schemeCredentials } from '../auth/schemes.js';
import { createFaultScript } from '../faults/script.js';
import { listen } from '../http/listen.js';
import { API_PATH } from '../http/read-request.js';
import { changedSettings, countsOf, type SandboxOptions, settingsOf } from '../options.js';
import { createRawLogs } from '../raw-logs/create-raw-logs.js';
import { createStore } from '../store/store.js';
import { createUsageWindow } from './rate-limit.js';
import { createRequestLog } from './request-log.js';
import type { ServerState } from './respond.js';
import type { RequestHook, Sandbox } from './sandbox.js';
import { receive, type ServerContext } from './serve.js';

/**
 * Starts a server in this process, on a free port of 127.0.0.1, that behaves like the service: it takes the same parameters,
 * replies and refuses in the same shapes, and keeps the same rate limit. Its rows come from a seed. It contacts nothing
 * outside the process.
 *
 * It answers every method of the catalog. The methods that the library's managers use behave as recorded. The others follow
 * the facts of the catalog: a model without a table has the generated rows 1 to 7, which can be filtered, sorted, paged,
 * added to and changed like any others. The shape of such an answer is plausible; further effects are not imitated.
 *
 * @throws RangeError when an option is out of range (the promise rejects)
 * @example
 * ```ts
 * const sandbox = await createSandbox({ seed: 7, offers: 1_000 });
 * const api = new HasOffers(sandbox.credentials);
 * sandbox.faults.next({ kind: 'reset' });        // breaks the next request off
 * await lastValueFrom(api.offers.findAll({ limit: 10 }));
 * await api.close();
 * await sandbox.close();
 * ```
 */
export const createSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const { networkId = 'sandbox', networkToken = 'NETsandbox', tls } = options;
  const { state, rawLogs, configure, setOrigin } = createState(options, networkId, networkToken);
  const { schemes } = state.auth;
  const { script, take } = createFaultScript();
  const log = createRequestLog();
  const hooks = new Set<RequestHook>();
  const context: ServerContext = { state, rawLogs, log, hooks, takeFault: take };
  const listening = await listen((message, response) => void receive(message, response, context), tls);
  setOrigin(listening.origin);
  const close = (): Promise<void> => {
    rawLogs.close();
    return listening.close();
  };
  const credentials = { endpoint: `${listening.origin}${API_PATH}`, networkId, networkToken };
  return {
    ...credentials,
    credentials,
    ...schemeCredentials({ endpoint: credentials.endpoint, networkId }, schemes),
    get authorizations() {
      return schemes.tokens.issued;
    },
    knowsToken: schemes.tokens.knows,
    revokeTokens: schemes.tokens.revoke,
    requests: log.requests,
    faults: script,
    tables: state.store.tables,
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

const createState = (options: SandboxOptions, networkId: string, networkToken: string) => {
  const { seed = 1, now = Date.now, rawLogs: logOptions } = options;
  const counts = countsOf(options);
  // Set once the server listens; links are made only after that.
  let origin = '';
  const rawLogs = createRawLogs({ seed, counts, options: logOptions, now, origin: () => origin });
  const usage = createUsageWindow(networkId);
  let settings = settingsOf(options);
  const countCall = () => usage.count(settings.rateLimit, now());
  const state: ServerState = {
    store: createStore(seed, counts, now),
    rawLogs: rawLogs.index,
    auth: { networkId, networkToken, countCall, schemes: createAuthSchemes(options, now) },
    settings: () => settings,
    now,
  };
  const configure: Sandbox['configure'] = (changes) => void (settings = changedSettings(settings, changes));
  return { state, rawLogs, configure, setOrigin: (url: string): void => void (origin = url) };
};
