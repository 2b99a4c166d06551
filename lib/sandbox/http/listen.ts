import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { SandboxOptions } from '../options.js';

/** A server that listens on a free port of this machine. Its handler gets every request. */
interface Listening {
  /** The scheme, host and port, such as `http://127.0.0.1:49152`. */
  readonly origin: string;
  /** How many sockets are open. */
  readonly connections: number;
  /** Breaks every connection off and stops listening; resolves when all sockets are closed. A second call waits for the first. */
  readonly close: () => Promise<void>;
}

/** Starts to listen on 127.0.0.1, over TLS when there is a certificate. Rejects when the certificate is invalid. */
export const listen = async (onRequest: RequestListener, tls: SandboxOptions['tls']): Promise<Listening> => {
  const server = tls ? createSecureServer(tls, onRequest) : createServer(onRequest);
  const sockets = trackSockets(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    get connections() {
      return sockets.size;
    },
    close: closing(server, sockets),
  };
};

/** The open sockets, each with a promise that resolves when it has closed. */
const trackSockets = (server: Server): ReadonlyMap<Socket, Promise<void>> => {
  const sockets = new Map<Socket, Promise<void>>();
  server.on('connection', (socket: Socket) => {
    const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    sockets.set(
      socket,
      gone.then(() => void sockets.delete(socket)),
    );
  });
  return sockets;
};

const closing = (server: Server, sockets: ReadonlyMap<Socket, Promise<void>>) => {
  let done: Promise<unknown> | undefined;
  const close = (): Promise<unknown> => {
    const stopped = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets.keys()) socket.destroy();
    return Promise.all([stopped, ...sockets.values()]);
  };
  return async (): Promise<void> => {
    done ??= close();
    await done;
  };
};
