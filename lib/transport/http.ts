import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { Observable } from 'rxjs';
import { type Dispatcher, request } from 'undici';
import { ProtocolError } from '../errors/network-errors.js';
import { type TransferLimits, watchedDispatcher } from './watched-dispatcher.js';

/** A request as HTTP sends it. */
export interface HttpCall {
  readonly verb: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** A reply with its whole body. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** The body of an upload, with the headers that describe it. */
export interface HttpBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Readable | Buffer;
}

/** Options of {@link exchange}. */
interface ExchangeOptions {
  readonly dispatcher: Dispatcher;
  readonly limits: TransferLimits;
  readonly maxReplyBytes: number;
}

/** Switches off the timers of undici, on any dispatcher. */
export const NO_TIMERS = { headersTimeout: 0, bodyTimeout: 0 };

const sendAndRead = async (
  call: HttpCall,
  upload: HttpBody | undefined,
  options: ExchangeOptions,
  signal: AbortSignal,
): Promise<HttpReply> => {
  const { statusCode, headers, body } = await request(call.url, {
    method: call.verb,
    headers: { ...call.headers, ...upload?.headers },
    body: upload?.content ?? call.body ?? null,
    dispatcher: watchedDispatcher(options.dispatcher, options.limits),
    signal,
    ...NO_TIMERS,
  });
  // Read for any status: an unread body keeps its connection busy.
  const text = await readBody(body, headers['content-encoding'], options.maxReplyBytes);
  return { status: statusCode, headers, text };
};

/** Sends one request and reads its reply. Cold; emits once and completes. Unsubscribing closes the socket at once. */
export const exchange = (
  call: HttpCall,
  upload: HttpBody | undefined,
  options: ExchangeOptions,
): Observable<HttpReply> =>
  new Observable((subscriber) => {
    const abort = new AbortController();
    sendAndRead(call, upload, options, abort.signal).then(
      (reply) => {
        subscriber.next(reply);
        subscriber.complete();
      },
      (error: unknown) => subscriber.error(error),
    );
    return () => abort.abort();
  });

/**
 * How a body is compressed. `deflate` is that of HTTP, with the header of zlib or without. A word of `content-encoding` that
 * is none of these says nothing about the bytes.
 */
type Format = 'gzip' | 'zstd' | 'br' | 'deflate';

type Decode = (data: Buffer, options: zlib.ZlibOptions) => Promise<Buffer>;

const inflate: Decode = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.inflate);
const inflateRaw: Decode = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.inflateRaw);

/** Whether the two bytes are the header of zlib (RFC 1950). Deflate alone never begins like this. */
const hasZlibHeader = (bytes: Buffer): boolean =>
  bytes.length >= 2 && (bytes.readUInt8(0) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;

type ZlibCall = (
  data: Buffer,
  options: zlib.ZlibOptions,
  callback: (error: Error | null, result: Buffer) => void,
) => void;

/** Node has it since 22.15, and its types here do not. */
const { zstdDecompress } = zlib as { readonly zstdDecompress?: ZlibCall };

const DECODERS: Readonly<Record<Format, Decode | undefined>> = {
  gzip: promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.gunzip),
  zstd: zstdDecompress && promisify(zstdDecompress),
  br: promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.brotliDecompress),
  deflate: (data, options) => (hasZlibHeader(data) ? inflate : inflateRaw)(data, options),
};

/** The first bytes of the formats that have some. */
const MAGIC = [
  ['gzip', Buffer.from([0x1f, 0x8b, 0x08])],
  ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd])],
] as const satisfies readonly (readonly [Format, Buffer])[];

const formatOf = (bytes: Buffer): Format | undefined =>
  MAGIC.find(([, magic]) => bytes.subarray(0, magic.length).equals(magic))?.[0];

// Text has none of these.
const CONTROL = /[\0-\x08\x0e-\x1f]/;

const isBinary = (bytes: Buffer): boolean => CONTROL.test(bytes.toString('latin1', 0, 64));

/** Whether bytes are text rather than compressed. Brotli can begin with a bracket, as JSON does. */
const isText = (bytes: Buffer): boolean => !isBinary(bytes) && isUtf8(bytes);

/** More layers than any server makes. There is a file of gzip that decodes to itself. */
const MAX_LAYERS = 4;

const tooLarge = (maxBytes: number): ProtocolError => new ProtocolError(`The reply is larger than ${maxBytes} bytes`);

const decodeAs = async (format: Format, bytes: Buffer, maxBytes: number): Promise<Buffer> => {
  const decoder = DECODERS[format];
  if (!decoder)
    throw new ProtocolError(`The reply is compressed with ${format}, which this version of Node cannot read`);
  try {
    return await decoder(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(maxBytes);
    throw new ProtocolError(`The reply is not valid ${format}`, { cause: error });
  }
};

/** The formats that a header names and that have no magic bytes, the last one first: it was applied last. */
const unmarked = (contentEncoding: string): Format[] =>
  contentEncoding
    .toLowerCase()
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word === 'br' || word === 'deflate')
    .reverse();

/**
 * Decodes a body layer by layer, as its bytes say. Servers and what stands before them get `content-encoding` wrong: it is
 * said of plain bytes, it is forgotten, or it names what is no compression (`aws-chunked`). So the header only tells that
 * bytes may be Brotli or deflate, which have no magic bytes. Each layer has at most `maxBytes`.
 *
 * @throws ProtocolError for a layer that is too large or damaged, and for too many layers.
 */
const decodeBody = async (body: Buffer, contentEncoding: string, maxBytes: number): Promise<Buffer> => {
  const named = unmarked(contentEncoding);
  let bytes = body;
  for (let layer = 0; ; layer++) {
    const format = formatOf(bytes) ?? (isText(bytes) ? undefined : named.shift());
    if (format === undefined) break;
    if (layer === MAX_LAYERS) throw new ProtocolError(`The reply is compressed more than ${MAX_LAYERS} times`);
    bytes = await decodeAs(format, bytes, maxBytes);
  }
  // The header is not quoted: it may echo a secret.
  if (contentEncoding !== '' && isBinary(bytes))
    throw new ProtocolError(
      /\b(?:gzip|zstd|br|deflate)\b/i.test(contentEncoding)
        ? 'The reply is binary, and not as its content-encoding says'
        : 'The reply has an unknown content-encoding',
    );
  return bytes;
};

const collect = async (body: Readable, maxBytes: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Leaving the loop destroys the body, and with it the connection.
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
};

/** Reads a whole body and decodes it. @throws ProtocolError when it has more than `maxBytes` decoded bytes. */
const readBody = async (
  body: Readable,
  contentEncoding: string | string[] | undefined,
  maxBytes: number,
): Promise<string> => {
  const bytes = await decodeBody(await collect(body, maxBytes), String(contentEncoding ?? ''), maxBytes);
  return new TextDecoder().decode(bytes);
};

export interface DownloadRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

export interface DownloadResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readable;
}

/** Sends a GET outside the API: without a token, and without an encoding, so that byte ranges refer to the file itself. */
export const openDownload = async (
  { url, headers, signal }: DownloadRequest,
  dispatcher: Dispatcher,
  limits: TransferLimits,
): Promise<DownloadResponse> => {
  const response = await request(url, {
    method: 'GET',
    headers: { 'accept-encoding': 'identity', ...headers },
    dispatcher: watchedDispatcher(dispatcher, limits),
    signal,
    ...NO_TIMERS,
  });
  return { status: response.statusCode, headers: response.headers, body: response.body };
};
