import { createAuthSchemes, type SchemeCredentials, schemeCredentials } from '../auth/schemes.js';
import { createFaultScript, type FaultScript } from '../faults/script.js';
import { listen } from '../http/listen.js';
import { API_PATH, type SandboxRequest } from '../http/request.js';
import { checkOptions } from '../check-options.js';
import {
  changedSettings,
  countsOf,
  limitOf,
  type SandboxOptions,
  type SandboxSettings,
  settingsOf,
} from '../options.js';
import { createRawLogs, type RawLogs } from '../raw-logs/raw-logs.js';
import { dayName, daysFrom, eraOf } from '../store/era.js';
import { createStore, type Tables } from '../store/store.js';
import { createUsageWindow, type ServerState } from './respond.js';
import { createRequestLog, receive, type RequestHook, type ServerContext } from './serve.js';

/** A server in this process that behaves like the service. */
export interface Sandbox extends SchemeCredentials, AsyncDisposable {
  /** The URL of the API: a client's `endpoint`. */
  readonly endpoint: string;
  readonly networkId: string;
  readonly networkToken: string;
  /** All three, as a client takes them: `new HasOffers({ ...sandbox.credentials, retries: 0 })`. */
  readonly credentials: { readonly endpoint: string; readonly networkId: string; readonly networkToken: string };
  /**
   * The days that have data, oldest first, such as `20160909`: conversions and, unless `rawLogs` has other days, raw logs.
   */
  readonly days: readonly string[];
  /** Every request so far, in order of arrival. A download has the target `RawLog` and the method `download`. */
  readonly requests: readonly SandboxRequest[];
  /** The faults that the next requests meet. */
  readonly faults: FaultScript;
  /**
   * The rows, to read and to change. Conversions record every change, whether a client or this table makes it; their
   * `modified` and `tune_event_id` belong to the sandbox, and writes to them are ignored.
   */
  readonly tables: Tables;
  /** The files of the raw logs, to read and to change. */
  readonly rawLogs: RawLogs;
  /** How many access tokens were issued to integrators. */
  readonly authorizations: number;
  /** Whether this sandbox issued an access token that is still valid. */
  knowsToken(token: string): boolean;
  /** Revokes every access token issued so far. */
  revokeTokens(): void;
  /** How many sockets are open. */
  readonly connections: number;
  /** How many requests are being answered. */
  readonly inFlight: number;
  /**
   * Changes settings from the next request on.
   * @throws TypeError for a wrong or unknown setting, RangeError for a number out of range; no setting changes then
   */
  configure(settings: Partial<SandboxSettings>): void;
  /** Calls `hook` before each request is answered. Returns a function that removes the hook. */
  onRequest(hook: RequestHook): () => void;
  /** Resolves once `count` requests have arrived since the sandbox started. */
  received(count: number): Promise<void>;
  /** Resolves once no request is being answered. */
  idle(): Promise<void>;
  /** Breaks every connection off, ends stalled replies and stops listening. */
  close(): Promise<void>;
}

/**
 * Starts a server in this process, on a free port of 127.0.0.1, that behaves like the service: it takes the same parameters,
 * replies and refuses in the same shapes. With `rateLimit: true` it keeps the same rate limit, too. Its rows come from a seed.
 * It contacts nothing outside the process.
 *
 * It answers every method of the catalog. The methods that the library's managers use behave as recorded. The others follow
 * the facts of the catalog: a model without a table has the generated rows 1 to 7, which can be filtered, sorted, paged,
 * added to and changed like any others. The shape of such an answer is plausible; further effects are not imitated.
 *
 * @throws TypeError for a wrong or unknown option, RangeError for a number out of range (the promise rejects)
 * @example
 * ```ts
 * const sandbox = await createSandbox({ seed: 7, offers: 1_000 });
 * const api = new HasOffers({ ...sandbox.credentials, rateLimit: false }); // the sandbox has no limit to keep to
 * sandbox.faults.next({ kind: 'reset' });        // breaks the next request off
 * await lastValueFrom(api.offers.findAll({ limit: 10 }));
 * await api.close();
 * await sandbox.close();
 * ```
 */
export const createSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  checkOptions(options);
  const { networkId = 'sandbox', networkToken = 'NETsandbox', tls } = options;
  const { state, rawLogs, days, configure, setOrigin } = createState(options, networkId, networkToken);
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
    days,
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
  const era = eraOf(options, now());
  const rawLogs = createRawLogs({ seed, counts, options: logOptions, era, now, origin: () => origin });
  const usage = createUsageWindow(networkId);
  let settings = settingsOf(options);
  const countCall = () => usage.count(limitOf(settings.rateLimit), now());
  const state: ServerState = {
    store: createStore({ seed, counts, era }, now),
    rawLogs: rawLogs.index,
    auth: { networkId, networkToken, countCall, schemes: createAuthSchemes(options, now) },
    settings: () => settings,
    now,
  };
  const configure: Sandbox['configure'] = (changes) => void (settings = changedSettings(settings, changes));
  const days = daysFrom(era.start, era.days).map(dayName);
  return { state, rawLogs, days, configure, setOrigin: (url: string): void => void (origin = url) };
};
