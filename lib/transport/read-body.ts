import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, type InputType, type ZlibOptions } from 'node:zlib';
import { ProtocolError } from '../errors/protocol-error.js';

type Decode = (data: InputType, options: ZlibOptions) => Promise<Buffer>;

const DECODERS: Readonly<Record<string, Decode>> = {
  gzip: promisify<InputType, ZlibOptions, Buffer>(gunzip),
  'x-gzip': promisify<InputType, ZlibOptions, Buffer>(gunzip),
  deflate: promisify<InputType, ZlibOptions, Buffer>(inflate),
  br: promisify<InputType, ZlibOptions, Buffer>(brotliDecompress),
};

const tooLarge = (maxBytes: number): ProtocolError => new ProtocolError(`The reply is larger than ${maxBytes} bytes`);

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

const decode = async (bytes: Buffer, encoding: string, maxBytes: number): Promise<Buffer> => {
  if (encoding === '' || encoding === 'identity') return bytes;
  const decoder = DECODERS[encoding];
  if (!decoder) throw new ProtocolError(`The reply has an unknown content-encoding: ${encoding}`);
  try {
    return await decoder(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(maxBytes);
    throw new ProtocolError(`The reply says it is ${encoding}, and is not`, { cause: error });
  }
};

/** Reads a body whole, up to a cap that counts decoded bytes. */
export const readBody = async (
  body: Readable,
  contentEncoding: string | string[] | undefined,
  maxBytes: number,
): Promise<string> => {
  const encoding = String(contentEncoding ?? '')
    .trim()
    .toLowerCase();
  const bytes = await decode(await collect(body, maxBytes), encoding, maxBytes);
  return new TextDecoder().decode(bytes);
};
