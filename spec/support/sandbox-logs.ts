import { get, type IncomingHttpHeaders } from 'node:http';
import type { RawLogOptions, RawLogType, Sandbox, SandboxOptions } from 'rxoffers/sandbox';
import { dataOf, openSandbox } from './sandbox-call.js';

/** A sandbox with a single file of clicks, and its name. */
export const openLogs = async (
  rawLogs: RawLogOptions = {},
  options: SandboxOptions = {},
): Promise<{ sandbox: Sandbox; filename: string }> => {
  const sandbox = await openSandbox({ ...options, rawLogs: { days: 1, filesPerDay: 1, ...rawLogs } });
  return { sandbox, filename: sandbox.rawLogs.files('clicks')[0]?.filename ?? '' };
};

/** A link to a file, from the API. */
export const linkTo = async (sandbox: Sandbox, filename: string, type: RawLogType = 'clicks'): Promise<string> => {
  const data = await dataOf(sandbox, 'RawLog.getDownloadLink', { log_type: type, log_filename: filename });
  return (data as { link: string }).link;
};

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The bytes that arrived. */
  readonly body: Buffer;
  /** Whether the body has the length that the headers state. */
  readonly complete: boolean;
}

/** Downloads as much of a reply as arrives. `onData` may leave early. */
export const download = (
  link: string,
  headers: Readonly<Record<string, string>> = {},
  onData: (received: number, leave: () => void) => void = () => undefined,
): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const outgoing = get(link, { headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      let received = 0;
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        received += chunk.length;
        onData(received, () => incoming.destroy());
      });
      incoming.on('error', () => undefined);
      incoming.on('close', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks),
          complete: incoming.complete,
        }),
      );
    });
    outgoing.on('error', reject);
  });

/** All bytes of a stream. */
export const bytesOf = async (chunks: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<Buffer> => {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
};
