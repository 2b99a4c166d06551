import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SandboxOptions } from '../options.js';

/** A server that listens on a free port of this machine. */
export interface Listening {
  /** `http://127.0.0.1:49152` */
  readonly origin: string;
  /** How many sockets are open. */
  readonly connections: number;
  /** Breaks every connection off and stops listening. */
  readonly close: () => Promise<void>;
}

const trackSockets = (server: Server): (() => number) => {
  const sockets = new Set<unknown>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () => sockets.size;
};

const closing = (server: Server) => {
  let done: Promise<void> | undefined;
  return (): Promise<void> =>
    (done ??= new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }));
};

/** Starts to listen on 127.0.0.1; over TLS when there is a certificate. */
export const listen = async (onRequest: RequestListener, tls: SandboxOptions['tls']): Promise<Listening> => {
  const server = tls ? createSecureServer(tls, onRequest) : createServer(onRequest);
  const count = trackSockets(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    get connections() {
      return count();
    },
    close: closing(server),
  };
};
