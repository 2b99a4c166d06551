import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type JsonObject, writeJson } from '../wire/json.js';
import type { Ending } from './deliver.js';

/** A reply and the way it is sent. */
export interface Delivery {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** How much is sent before `end`: nothing at all, the headers, half of the body, or all. */
  readonly sends: 'nothing' | 'headers' | 'half' | 'all';
  /** What happens then. */
  readonly end: 'finish' | 'reset' | 'stall';
  /** Pieces of so many bytes, each so many ms apart; in one piece without it. */
  readonly pace?: { readonly bytes: number; readonly every: number };
}

/** A reply that is sent whole. */
export const whole = (status: number, headers: Readonly<Record<string, string>>, body: Buffer): Delivery => ({
  status,
  headers,
  body,
  sends: 'all',
  end: 'finish',
});

/** A reply whose body is made as it is sent. */
export interface StreamDelivery {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What `Content-Length` says, whatever is sent of it. */
  readonly length: number;
  /** Makes what is sent before `end`; the signal aborts when the client leaves. */
  readonly stream: (signal: AbortSignal) => AsyncIterable<Buffer>;
  /** What happens then; `close` hangs up behind the last byte, which still arrives, `reset` may swallow some. */
  readonly end: Ending;
  /** Pieces of so many bytes, each so many ms apart. */
  readonly pace?: { readonly bytes: number; readonly every: number };
  /** @default Infinity */
  readonly bytesPerSecond?: number;
}

const compress = promisify(gzip);

const JSON_TYPE = { 'content-type': 'application/json' };

/** A reply of the API, compressed for who takes gzip. */
export const jsonReply = async (envelope: JsonObject, acceptEncoding: string | undefined): Promise<Delivery> => {
  const text = Buffer.from(writeJson(envelope));
  if (!/\bgzip\b/.test(acceptEncoding ?? '')) return whole(200, JSON_TYPE, text);
  return whole(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, await compress(text, { level: 1 }));
};
