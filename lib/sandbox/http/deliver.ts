import type { ServerResponse } from 'node:http';
import type { Delivery } from './delivery.js';
import { closed, pause } from './pause.js';

const isGone = (response: ServerResponse): boolean => response.destroyed || response.closed;

/** Hands bytes to the socket and waits until they are taken, or the client has left. */
const send = (response: ServerResponse, bytes: Buffer): Promise<void> => {
  if (bytes.length === 0 || isGone(response)) return Promise.resolve();
  const taken = new Promise<void>((resolve) => response.write(bytes, () => resolve()));
  return Promise.race([taken, closed(response)]);
};

const sendPaced = async (
  response: ServerResponse,
  body: Buffer,
  pace: NonNullable<Delivery['pace']>,
): Promise<void> => {
  for (let start = 0; start < body.length && !isGone(response); start += pace.bytes) {
    await send(response, body.subarray(start, start + pace.bytes));
    await pause(pace.every, response);
  }
};

const partOf = ({ body, sends }: Delivery): Buffer => {
  if (sends === 'all') return body;
  return body.subarray(0, sends === 'half' ? Math.floor(body.length / 2) : 0);
};

/** A reset that comes together with bytes reads like an orderly end: the client is given time to take them first. */
const BEFORE_RESET = 5;

const finish = async (response: ServerResponse, { sends, end }: Delivery): Promise<void> => {
  if (end === 'finish') return void response.end();
  if (end === 'stall') return closed(response);
  if (sends !== 'nothing') await pause(BEFORE_RESET, response);
  response.socket?.resetAndDestroy();
};

/** Sends a reply the way it is to be sent; settles when it is sent, broken off, or the client has left. */
export const deliver = async (response: ServerResponse, delivery: Delivery): Promise<void> => {
  if (isGone(response)) return;
  if (delivery.sends !== 'nothing') {
    response.writeHead(delivery.status, { ...delivery.headers, 'content-length': delivery.body.length });
    response.flushHeaders();
    const part = partOf(delivery);
    await (delivery.pace ? sendPaced(response, part, delivery.pace) : send(response, part));
  }
  if (!isGone(response)) await finish(response, delivery);
};
