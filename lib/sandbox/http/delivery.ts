import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type JsonObject, writeJson } from '../wire/json.js';
import type { Ending } from './deliver.js';

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

/** A complete reply. */
export const whole = (status: number, headers: Readonly<Record<string, string>>, body: Buffer): Delivery => ({
  status,
  headers,
  body,
  sends: 'all',
  end: 'finish',
});

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

const compress = promisify(gzip);

const JSON_TYPE = { 'content-type': 'application/json' };

/** A reply of the API, compressed when the client accepts gzip. */
export const jsonReply = async (envelope: JsonObject, acceptEncoding: string | undefined): Promise<Delivery> => {
  const text = Buffer.from(writeJson(envelope));
  if (!/\bgzip\b/.test(acceptEncoding ?? '')) return whole(200, JSON_TYPE, text);
  return whole(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, await compress(text, { level: 1 }));
};
