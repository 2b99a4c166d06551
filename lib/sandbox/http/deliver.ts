import type { ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type JsonObject, writeJson } from '../wire/json.js';

/** A reply whose body is known in advance, and the way it is sent. */
export interface Delivery {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** How much is sent before the `end`: nothing at all, the headers, half of the body, or everything. */
  readonly sends: 'nothing' | 'headers' | 'half' | 'all';
  /** How the reply ends. */
  readonly end: Exclude<Ending, 'close'>;
  /** The body goes out in chunks of `bytes`, one every `every` ms. @default one chunk */
  readonly pace?: { readonly bytes: number; readonly every: number };
}

/** A reply whose body is produced while it is sent. */
export interface StreamDelivery {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The value of `Content-Length`, even when the reply ends earlier. */
  readonly length: number;
  /** Produces the bytes that are sent before the `end`. The signal aborts when the client leaves. */
  readonly stream: (signal: AbortSignal) => AsyncIterable<Buffer>;
  /** How the reply ends: with `close` the last byte still arrives, a `reset` may discard bytes that were sent. */
  readonly end: Ending;
  /** The body goes out in chunks of `bytes`, one every `every` ms. */
  readonly pace?: { readonly bytes: number; readonly every: number };
  /** @default Infinity */
  readonly bytesPerSecond?: number;
}

/**
 * The end of a reply: `finish` is a proper end, `reset` and `close` break the connection off, and `stall` keeps it open in
 * silence until the client leaves.
 */
type Ending = 'finish' | 'reset' | 'stall' | 'close';

/** A complete reply. */
export const whole = (status: number, headers: Readonly<Record<string, string>>, body: Buffer): Delivery => ({
  status,
  headers,
  body,
  sends: 'all',
  end: 'finish',
});

const compress = promisify(gzip);

const JSON_TYPE = { 'content-type': 'application/json' };

/** A reply of the API, compressed when the client accepts gzip. */
export const jsonReply = async (envelope: JsonObject, acceptEncoding: string | undefined): Promise<Delivery> => {
  const text = Buffer.from(writeJson(envelope));
  if (!/\bgzip\b/.test(acceptEncoding ?? '')) return whole(200, JSON_TYPE, text);
  return whole(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, await compress(text, { level: 1 }));
};

/** Waits for `ms`, or less when the client leaves; no timer outlives the reply. */
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

/** Resolves when the client has left. */
export const closed = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    if (response.closed || response.destroyed) resolve();
    else response.once('close', resolve);
  });

/** Whether the client has left. */
const isGone = (response: ServerResponse): boolean => response.destroyed || response.closed;

/** Writes bytes to the socket; resolves when they are flushed or the client has left. */
const send = (response: ServerResponse, bytes: Buffer): Promise<void> =>
  new Promise((resolve) => {
    if (bytes.length === 0 || isGone(response)) return resolve();
    const settle = (): void => {
      response.off('close', settle);
      resolve();
    };
    response.once('close', settle);
    response.write(bytes, settle);
  });

/** How long a reset waits for the bytes before it, in ms: when both arrive together, the end looks like an orderly one. */
const RESET_DELAY = 5;

/** Ends a reply; `sent` tells whether anything was written before. */
const finish = async (response: ServerResponse, end: Ending, sent: boolean): Promise<void> => {
  if (end === 'finish') return void response.end();
  if (end === 'stall') return closed(response);
  if (end === 'close') {
    // Flushes what was written first.
    response.socket?.destroySoon();
    return closed(response);
  }
  if (sent) await pause(RESET_DELAY, response);
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

/** Sends a reply as its delivery says; resolves when it is sent, broken off, or the client has left. */
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

/** Chunks per second of a throttled download, enough for an even flow. */
const CHUNKS_PER_SECOND = 50;

const chunkSize = ({ pace, bytesPerSecond = Infinity }: StreamDelivery): number =>
  Math.max(1, Math.min(pace?.bytes ?? Infinity, Math.floor(bytesPerSecond / CHUNKS_PER_SECOND)));

const sendStream = async (response: ServerResponse, delivery: StreamDelivery, signal: AbortSignal): Promise<void> => {
  const { stream, pace, bytesPerSecond = Infinity } = delivery;
  const size = chunkSize(delivery);
  const began = performance.now();
  let sent = 0;
  for await (const bytes of stream(signal))
    for (let start = 0; start < bytes.length; start += size) {
      const chunk = bytes.subarray(start, start + size);
      await send(response, chunk);
      if (isGone(response)) return;
      sent += chunk.length;
      const due = began + (sent / bytesPerSecond) * 1000;
      await pause(Math.max(pace?.every ?? 0, due - performance.now()), response);
    }
};

/**
 * Sends a reply whose body is produced on the way, no faster than the client reads it; resolves when it is sent, broken off,
 * or the client has left.
 */
export const deliverStream = async (response: ServerResponse, delivery: StreamDelivery): Promise<void> => {
  if (isGone(response)) return;
  response.writeHead(delivery.status, { ...delivery.headers, 'content-length': delivery.length });
  response.flushHeaders();
  const leaving = new AbortController();
  response.once('close', () => leaving.abort());
  try {
    await sendStream(response, delivery, leaving.signal);
  } catch (error) {
    // When the client has left, its source was aborted: that is no failure.
    if (!leaving.signal.aborted) throw error;
  }
  if (!isGone(response)) await finish(response, delivery.end, true);
};
