import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { certificate } from './certificate.js';

/** A real server on the loopback interface. */
export interface TestServer {
  readonly url: string;
  /** Requests seen, in order. */
  readonly seen: IncomingMessage[];
  /** Connections that are open. */
  readonly open: () => number;
  /** Resolves when this many requests have been seen. */
  readonly received: (count: number) => Promise<void>;
  /** Resolves when no connection is open. */
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
};

const listen = async (
  make: (listener: RequestListener) => Server,
  scheme: string,
  handler: Handler,
): Promise<TestServer> => {
  const seen: IncomingMessage[] = [];
  const sockets = new Set<Socket>();
  const server = make((request, response) => {
    seen.push(request);
    handler(request, response);
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/Apiv3/json`,
    seen,
    open: () => sockets.size,
    received: (count) => until(() => seen.length >= count),
    idle: () => until(() => sockets.size === 0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};

/** Starts an HTTP server. */
export const startServer = (handler: Handler): Promise<TestServer> => listen(createServer, 'http', handler);

/** Starts an HTTPS server whose certificate is not trusted. */
export const startTlsServer = (handler: Handler): Promise<TestServer> =>
  listen((listener) => createTlsServer(certificate, listener), 'https', handler);

/** A successful reply of the API. */
export const success = (data: unknown): string =>
  JSON.stringify({ request: {}, response: { status: 1, httpStatus: 200, data, errors: [], errorMessage: null } });
