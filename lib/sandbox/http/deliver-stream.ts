import type { ServerResponse } from 'node:http';
import { finish } from './finish.js';
import { pause } from './pause.js';
import { isGone, send } from './send.js';
import type { StreamDelivery } from './stream-delivery.js';

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
