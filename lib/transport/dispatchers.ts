import { Agent, type Dispatcher, EnvHttpProxyAgent, ProxyAgent } from 'undici';
import type { NormalizedOptions } from './normalize-options.js';

/** The connections of one client: calls and downloads apart, so that slow downloads never hold up a call. */
export interface Dispatchers {
  readonly api: Dispatcher;
  readonly downloads: Dispatcher;
  /** Drops every connection that is ours; a dispatcher of the user's is left alone. */
  close(): Promise<void>;
}

const create = ({ timeout, verify, proxy }: NormalizedOptions): Dispatcher => {
  const connect = { timeout: timeout.connect, rejectUnauthorized: verify };
  const shared = { headersTimeout: timeout.headers, bodyTimeout: timeout.body, connect };
  const tls = { requestTls: connect, proxyTls: connect };
  if (proxy === 'env') return new EnvHttpProxyAgent({ ...shared, ...tls });
  if (proxy !== undefined) return new ProxyAgent({ ...shared, ...tls, uri: proxy });
  return new Agent(shared);
};

/** Opens nothing yet: connections are made by the first request. */
export const createDispatchers = (options: NormalizedOptions): Dispatchers => {
  const { dispatcher } = options;
  if (dispatcher) return { api: dispatcher, downloads: dispatcher, close: () => Promise.resolve() };
  const api = create(options);
  const downloads = create(options);
  return {
    api,
    downloads,
    close: async () => {
      await Promise.all([api.destroy(), downloads.destroy()]);
    },
  };
};
