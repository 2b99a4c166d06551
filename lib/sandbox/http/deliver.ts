import type { ServerResponse } from 'node:http';
import type { Delivery } from './delivery.js';
import { finish } from './finish.js';
import { pause } from './pause.js';
import { isGone, send } from './send.js';

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

/** Sends a reply the way it is to be sent; settles when it is sent, broken off, or the client has left. */
export const deliver = async (response: ServerResponse, delivery: Delivery): Promise<void> => {
  if (isGone(response)) return;
  if (delivery.sends !== 'nothing') {
    response.writeHead(delivery.status, { ...delivery.headers, 'content-length': delivery.body.length });
    response.flushHeaders();
    const part = partOf(delivery);
    await (delivery.pace ? sendPaced(response, part, delivery.pace) : send(response, part));
  }
  if (!isGone(response)) await finish(response, delivery.end, delivery.sends !== 'nothing');
};
