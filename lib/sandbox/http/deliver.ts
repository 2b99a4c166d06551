import type { ServerResponse } from 'node:http';
import type { Delivery, StreamDelivery } from './delivery.js';

/** Waits so many ms, or until the client has left, whichever is first; no timer outlives the reply. */
export const pause = (ms: number, response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    if (ms <= 0 || response.closed || response.destroyed) return resolve();
    const settle = (): void => {
      clearTimeout(timer);
      response.off('close', settle);
      resolve();
    };
    const timer = setTimeout(settle, ms);
    response.once('close', settle);
  });

/** Waits until the client has left. */
export const closed = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    if (response.closed || response.destroyed) resolve();
    else response.once('close', resolve);
  });

/** Whether nobody is there any more to take a reply. */
export const isGone = (response: ServerResponse): boolean => response.destroyed || response.closed;

/** Hands bytes to the socket and waits until they are taken, or the client has left. */
export const send = (response: ServerResponse, bytes: Buffer): Promise<void> =>
  new Promise((resolve) => {
    if (bytes.length === 0 || isGone(response)) return resolve();
    const settle = (): void => {
      response.off('close', settle);
      resolve();
    };
    response.once('close', settle);
    response.write(bytes, settle);
  });

/** A reset that comes together with bytes reads like an orderly end: the client is given time to take them first. */
const BEFORE_RESET = 5;

/** How a reply may end. */
export type Ending = 'finish' | 'reset' | 'stall' | 'close';

/** Ends a reply; `sent` says whether anything went out before. */
export const finish = async (response: ServerResponse, end: Ending, sent: boolean): Promise<void> => {
  if (end === 'finish') return void response.end();
  if (end === 'stall') return closed(response);
  if (end === 'close') {
    // What was written goes out first.
    response.socket?.destroySoon();
    return closed(response);
  }
  if (sent) await pause(BEFORE_RESET, response);
  response.socket?.resetAndDestroy();
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

/** Pieces a second of a throttled download, so that bytes trickle instead of coming in gushes. */
const PIECES = 50;

const pieceSize = ({ pace, bytesPerSecond = Infinity }: StreamDelivery): number =>
  Math.max(1, Math.min(pace?.bytes ?? Infinity, Math.floor(bytesPerSecond / PIECES)));

const sendAll = async (response: ServerResponse, delivery: StreamDelivery, signal: AbortSignal): Promise<void> => {
  const { stream, pace, bytesPerSecond = Infinity } = delivery;
  const size = pieceSize(delivery);
  const began = performance.now();
  let sent = 0;
  for await (const chunk of stream(signal))
    for (let start = 0; start < chunk.length; start += size) {
      const piece = chunk.subarray(start, start + size);
      await send(response, piece);
      if (isGone(response)) return;
      sent += piece.length;
      const due = began + (sent / bytesPerSecond) * 1000;
      await pause(Math.max(pace?.every ?? 0, due - performance.now()), response);
    }
};

/**
 * Sends a reply whose body is made on the way, no faster than the client takes it; settles when it is sent, broken off,
 * or the client has left.
 */
export const deliverStream = async (response: ServerResponse, delivery: StreamDelivery): Promise<void> => {
  if (isGone(response)) return;
  response.writeHead(delivery.status, { ...delivery.headers, 'content-length': delivery.length });
  response.flushHeaders();
  const leaving = new AbortController();
  response.once('close', () => leaving.abort());
  try {
    await sendAll(response, delivery, leaving.signal);
  } catch (error) {
    // Nobody is there to be told that it broke off.
    if (!leaving.signal.aborted) throw error;
  }
  if (!isGone(response)) await finish(response, delivery.end, true);
};
