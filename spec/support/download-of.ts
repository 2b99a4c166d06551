import { Agent } from 'undici';
import { download } from '../../lib/raw-logs/download/download.js';
import type { ByteSource, DownloadEvent, DownloadOptions } from '../../lib/raw-logs/download/download-options.js';
import { createLinkSource } from '../../lib/raw-logs/download/link-source.js';
import { type DownloadRequest, openDownload } from '../../lib/transport/http.js';
import { type Behaviour, type FileServer, type SeenRequest, serveFile } from './file-server.js';

export interface Served {
  readonly source: ByteSource;
  readonly server: FileServer;
  readonly events: DownloadEvent[];
  /** How many links were requested. */
  readonly asked: () => number;
  readonly options: DownloadOptions;
  [Symbol.asyncDispose](): Promise<void>;
}

export const FILE = '20160909/clicks.zip';

/** A download of `file` from a real server that behaves as planned, which closes at the end of its scope. */
export const serve = async (
  file: Buffer,
  plan?: (n: number, request: SeenRequest) => Behaviour,
  changes: Partial<DownloadOptions> & { readonly bodyTimeout?: number } = {},
): Promise<Served> => {
  const server = await serveFile(file, plan);
  const agent = new Agent({ pipelining: 1 });
  const events: DownloadEvent[] = [];
  let asked = 0;
  const timeout = { headers: 10_000, body: changes.bodyTimeout ?? 10_000 };
  const options: DownloadOptions = {
    open: (request: DownloadRequest) => openDownload(request, agent, { ...timeout, attempt: 0, minRate: 0 }),
    link: createLinkSource(() => Promise.resolve(`${server.link}&link=${++asked}`)),
    file: FILE,
    retry: { retries: 3, retryDelay: 1, maxRetryDelay: 5, random: () => 0 },
    timeout: { connect: 0, ...timeout },
    onEvent: (event) => events.push(event),
    ...changes,
  };
  return {
    source: download(options),
    server,
    events,
    asked: () => asked,
    options,
    [Symbol.asyncDispose]: async () => {
      await agent.destroy();
      await server.close();
    },
  };
};

const never = new AbortController().signal;

/** All bytes of a source. */
export const readAll = async (source: ByteSource, signal: AbortSignal = never): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of source.stream(signal)) parts.push(part);
  return Buffer.concat(parts);
};

/** A source over bytes in memory, in chunks of `chunk` bytes. */
export const sourceOf = (bytes: Buffer, chunk = 64 * 1024, ranges = true): ByteSource => ({
  size: bytes.length,
  // eslint-disable-next-line @typescript-eslint/require-await -- a source is asynchronous, whatever it reads
  stream: async function* (signal) {
    for (let at = 0; at < bytes.length; at += chunk) {
      signal.throwIfAborted();
      yield bytes.subarray(at, at + chunk);
    }
  },
  fetchRange: (from, to) => Promise.resolve(ranges ? bytes.subarray(from, to) : undefined),
});
