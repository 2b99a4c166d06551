import { isIPv6, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { asyncScheduler, Observable } from 'rxjs';
import { Agent, buildConnector, type Dispatcher, EnvHttpProxyAgent, errors, ProxyAgent, request } from 'undici';
import { decodeBody, tooLarge } from './content-encoding.js';
import { scheduleLong } from './long-timer.js';
import type { NormalizedOptions } from './normalize-options.js';
import { type TransferLimits, watchedDispatcher } from './watched-dispatcher.js';

/** A request as HTTP sends it. */
export interface HttpCall {
  readonly verb: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** A reply with its whole body. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** The body of an upload, with the headers that describe it. */
export interface HttpBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Readable | Buffer;
}

/** Options of {@link exchange}. */
interface ExchangeOptions {
  readonly dispatcher: Dispatcher;
  readonly limits: TransferLimits;
  readonly maxReplyBytes: number;
}

/** Switches off the timers of undici, on any dispatcher. */
const NO_TIMERS = { headersTimeout: 0, bodyTimeout: 0 };

const sendAndRead = async (
  call: HttpCall,
  upload: HttpBody | undefined,
  options: ExchangeOptions,
  signal: AbortSignal,
): Promise<HttpReply> => {
  const { statusCode, headers, body } = await request(call.url, {
    method: call.verb,
    headers: { ...call.headers, ...upload?.headers },
    body: upload?.content ?? call.body ?? null,
    dispatcher: watchedDispatcher(options.dispatcher, options.limits),
    signal,
    ...NO_TIMERS,
  });
  // Read for any status: an unread body keeps its connection busy.
  const text = await readBody(body, headers['content-encoding'], options.maxReplyBytes);
  return { status: statusCode, headers, text };
};

/** Sends one request and reads its reply. Cold; emits once and completes. Unsubscribing closes the socket at once. */
export const exchange = (
  call: HttpCall,
  upload: HttpBody | undefined,
  options: ExchangeOptions,
): Observable<HttpReply> =>
  new Observable((subscriber) => {
    const abort = new AbortController();
    sendAndRead(call, upload, options, abort.signal).then(
      (reply) => {
        subscriber.next(reply);
        subscriber.complete();
      },
      (error: unknown) => subscriber.error(error),
    );
    return () => abort.abort();
  });

const collect = async (body: Readable, maxBytes: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Leaving the loop destroys the body, and with it the connection.
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
};

/** Reads a whole body and decodes it. @throws ProtocolError when it has more than `maxBytes` decoded bytes. */
const readBody = async (
  body: Readable,
  contentEncoding: string | string[] | undefined,
  maxBytes: number,
): Promise<string> => {
  const bytes = await decodeBody(await collect(body, maxBytes), String(contentEncoding ?? ''), maxBytes);
  return new TextDecoder().decode(bytes);
};

export interface DownloadRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

export interface DownloadResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readable;
}

/** Sends a GET outside the API: without a token, and without an encoding, so that byte ranges refer to the file itself. */
export const openDownload = async (
  { url, headers, signal }: DownloadRequest,
  dispatcher: Dispatcher,
  limits: TransferLimits,
): Promise<DownloadResponse> => {
  const response = await request(url, {
    method: 'GET',
    headers: { 'accept-encoding': 'identity', ...headers },
    dispatcher: watchedDispatcher(dispatcher, limits),
    signal,
    ...NO_TIMERS,
  });
  return { status: response.statusCode, headers: response.headers, body: response.body };
};

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
