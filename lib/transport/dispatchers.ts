import { isIPv6, type Socket } from 'node:net';
import { asyncScheduler } from 'rxjs';
import { Agent, buildConnector, type Dispatcher, EnvHttpProxyAgent, errors, ProxyAgent } from 'undici';
import { NO_TIMERS } from './http.js';
import { scheduleLong } from './long-timer.js';
import type { NormalizedOptions } from './normalize-options.js';

/** The connection pools of one client: one for calls, one for downloads, so that slow downloads do not delay calls. */
interface Dispatchers {
  readonly api: Dispatcher;
  readonly downloads: Dispatcher;
  /** Closes all connections. A dispatcher given by the user stays open. */
  close(): Promise<void>;
}

/** Connects within a limit, ms. The timer of undici ticks by the second. */
const timedConnector = (limit: number, rejectUnauthorized: boolean): buildConnector.connector => {
  const connect = buildConnector({ timeout: 0, rejectUnauthorized });
  if (limit === 0) return connect;
  return (options, callback) => {
    // undici returns the socket, although its types do not say so.
    const socket = connect(options, (...outcome) => {
      timer.unsubscribe();
      callback(...outcome);
    }) as unknown as Socket;
    const timer = scheduleLong(asyncScheduler, () => socket.destroy(new errors.ConnectTimeoutError()), limit);
    socket.once('close', () => timer.unsubscribe());
  };
};

/** An entry of `NO_PROXY`, in which an IPv6 address is written as URLs have it. */
const asHost = (entry: string): string => {
  const { address = entry, port = '' } = /^\[(?<address>.*)\](?<port>:\d+)?$/.exec(entry)?.groups ?? {};
  const url = `http://[${address}]/`;
  return isIPv6(address) && URL.canParse(url) ? `${new URL(url).hostname}${port}` : entry;
};

/**
 * Reads `NO_PROXY`, the hosts that are reached without the proxy, for undici's `EnvHttpProxyAgent`. That understands hosts,
 * subdomains and ports, but takes `::1` for the host ":" with port 1, knows an IPv6 address in its shortest form and in
 * brackets only, and `*` only if it is all there is.
 */
const readNoProxy = (env: Readonly<Record<string, string | undefined>>): string => {
  const entries = (env['no_proxy'] ?? env['NO_PROXY'] ?? '').split(/[\s,]+/).filter((entry) => entry !== '');
  return entries.includes('*') ? '*' : entries.map(asHost).join(',');
};

const createPool = ({ timeout, verify, proxy }: NormalizedOptions): Dispatcher => {
  const connect = { timeout: timeout.connect, rejectUnauthorized: verify };
  const shared = { ...NO_TIMERS, connect };
  const tls = { requestTls: connect, proxyTls: connect };
  if (proxy === 'env') return new EnvHttpProxyAgent({ ...shared, ...tls, noProxy: readNoProxy(process.env) });
  if (proxy !== undefined) return new ProxyAgent({ ...shared, ...tls, uri: proxy });
  return new Agent({ ...shared, connect: timedConnector(timeout.connect, verify) });
};

/** Creates the pools of a client. Connections are opened by the first request. */
export const createDispatchers = (options: NormalizedOptions): Dispatchers => {
  const { dispatcher } = options;
  if (dispatcher) return { api: dispatcher, downloads: dispatcher, close: () => Promise.resolve() };
  const api = createPool(options);
  const downloads = createPool(options);
  return {
    api,
    downloads,
    close: async () => {
      await Promise.all([api.destroy(), downloads.destroy()]);
    },
  };
};
