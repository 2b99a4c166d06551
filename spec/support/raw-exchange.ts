import { createServer, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server for one way of answering, and what a client that only listens gets from it. */
export const serveWith = async (answer: (response: ServerResponse) => Promise<void>) => {
  const settled: Promise<void>[] = [];
  const server = createServer((_request, response) => void settled.push(answer(response)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.closeAllConnections());
  onTestFinished(() => void server.close());

  const open = (onData: (socket: Socket, text: string) => void = () => undefined) =>
    new Promise<{ text: string; error: string | undefined }>((resolve) => {
      let text = '';
      let error: string | undefined;
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
      socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
      socket.on('data', (chunk) => {
        text += chunk.toString();
        onData(socket, text);
      });
      socket.on('error', (cause: NodeJS.ErrnoException) => (error = cause.code));
      socket.on('close', () => resolve({ text, error }));
    });

  return { open, settled: () => Promise.all(settled) };
};
