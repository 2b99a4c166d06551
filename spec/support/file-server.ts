import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** How the server answers one request; by default, like a well-behaved server. */
export interface Behaviour {
  readonly body?: Buffer;
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  /** False: sends the whole file for any request. */
  readonly ranges?: boolean;
  /** Closes the connection before this byte of the file. */
  readonly cutAt?: number;
  /** Sends nothing from this byte of the file on, and keeps the connection open. */
  readonly stallAt?: number;
  /** Sends no Content-Length. */
  readonly chunked?: boolean;
  /** A reply other than the file. */
  readonly refuse?: { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> };
  readonly headers?: Record<string, string>;
  /** Closes the connection without a reply. */
  readonly hangUp?: boolean;
  readonly status?: number;
}

export interface SeenRequest {
  readonly url: string;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
  readonly encoding: string | undefined;
}

export interface FileServer {
  readonly link: string;
  readonly requests: SeenRequest[];
  /** Open connections. */
  readonly sockets: ReadonlySet<Socket>;
  /** Bytes written to sockets, all requests. */
  readonly sent: number;
  close(): Promise<void>;
}

export const SECRET = 'c2VjcmV0LXNpZ25hdHVyZQ';

interface Part {
  readonly status: number;
  readonly from: number;
  readonly to: number;
  readonly headers: Record<string, string>;
}

const choosePart = (request: IncomingMessage, body: Buffer, b: Behaviour, etag: string | null | undefined): Part => {
  const match = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const whole: Part = { status: 200, from: 0, to: body.length, headers: {} };
  const validator = request.headers['if-range'];
  const date = b.lastModified;
  if (!match || b.ranges === false) return whole;
  if (validator !== undefined && validator !== etag && validator !== date) return whole;
  const from = Number(match[1]);
  const to = match[2] === '' ? body.length : Math.min(body.length, Number(match[2]) + 1);
  if (from >= body.length)
    return { status: 416, from: 0, to: 0, headers: { 'content-range': `bytes */${body.length}` } };
  return { status: 206, from, to, headers: { 'content-range': `bytes ${from}-${to - 1}/${body.length}` } };
};

const CHUNK = 64 * 1024;

const writable = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.once('drain', done).once('close', done);
  });

/** Serves one file over real HTTP; `plan` decides how each request, counted from 0, is answered. */
export const serveFile = async (
  file: Buffer,
  plan: (n: number, request: SeenRequest) => Behaviour = () => ({}),
): Promise<FileServer> => {
  const requests: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  let sent = 0;

  const send = async (response: ServerResponse, body: Buffer, part: Part, b: Behaviour): Promise<void> => {
    const stop = Math.min(part.to, b.cutAt ?? Infinity, b.stallAt ?? Infinity);
    response.flushHeaders();
    for (let at = part.from; at < stop && !response.destroyed; at += CHUNK) {
      const chunk = body.subarray(at, Math.min(at + CHUNK, stop));
      sent += chunk.length;
      if (!response.write(chunk)) await writable(response);
    }
    if (b.stallAt !== undefined && b.stallAt < part.to) return;
    if (b.cutAt !== undefined && b.cutAt < part.to) {
      // The bytes written so far must arrive before the end does: an abortive close could overtake it.
      response.socket?.end();
      return;
    }
    response.end();
  };

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const seen: SeenRequest = {
      url: request.url ?? '',
      range: request.headers.range,
      ifRange: request.headers['if-range'] as string | undefined,
      encoding: request.headers['accept-encoding'],
    };
    const b = plan(requests.push(seen) - 1, seen);
    if (b.hangUp) return void request.socket.destroy();
    if (b.refuse) {
      const { status, body = '', headers } = b.refuse;
      return void response.writeHead(status, { 'content-type': 'application/xml', ...headers }).end(body);
    }
    const body = b.body ?? file;
    const etag = b.etag === undefined ? '"v1"' : b.etag;
    const part = choosePart(request, body, b, etag);
    response.writeHead(b.status ?? part.status, {
      'content-type': 'application/zip',
      ...(etag === null ? {} : { etag }),
      ...(b.lastModified === null || b.lastModified === undefined ? {} : { 'last-modified': b.lastModified }),
      ...(b.chunked ? {} : { 'content-length': String(part.to - part.from) }),
      ...part.headers,
      ...b.headers,
    });
    send(response, body, part, b).catch(() => response.destroy());
  };

  const server = createServer(answer);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    link: `http://127.0.0.1:${port}/raw-logs/clicks.zip?X-Amz-Signature=${SECRET}&n=1`,
    requests,
    sockets,
    get sent() {
      return sent;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};
