import { Readable } from 'node:stream';
import { kindOf } from '../protocol/validate.js';

/** A source that cannot be sent. It is found out after the arguments of the call were checked, so this names the call. */
export const sourceError = (problem: string): TypeError => new TypeError(`OfferFile.create: source ${problem}`);

/** A part of an upload. Text is sent as UTF-8. */
export type UploadChunk = string | Uint8Array | ArrayBuffer;

/** A stream of the web, of any implementation. */
interface WebStream {
  getReader(): WebReader;
}

interface WebReader {
  read(): Promise<{ readonly done: boolean; readonly value?: unknown }>;
  cancel(reason?: unknown): Promise<unknown>;
}

/** The chunks of an upload, one by one. */
export type UploadContent = Readable | WebStream | AsyncIterable<UploadChunk> | Iterable<UploadChunk>;

/** Chunks that are pulled. */
export interface Chunks {
  next(): PromiseLike<IteratorResult<unknown, unknown>>;
  /** Closes the source at once, even while a chunk is awaited. Its errors do not matter any more. */
  close(): void;
}

const has = (value: unknown, name: PropertyKey): value is object =>
  typeof value === 'object' && value !== null && typeof (value as Record<PropertyKey, unknown>)[name] === 'function';

const isWebStream = (value: unknown): value is WebStream => has(value, 'getReader');

const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> => has(value, Symbol.asyncIterator);

const isIterable = (value: unknown): value is Iterable<unknown> => has(value, Symbol.iterator);

export const isBytes = (value: unknown): value is ArrayBufferView | ArrayBuffer =>
  ArrayBuffer.isView(value) || value instanceof ArrayBuffer;

/** Whether a value is a stream, an iterable or a Blob. A `String` object, which is an iterable, may well be a path. */
export const isContent = (value: unknown): value is UploadContent | Blob =>
  value instanceof Blob ||
  isWebStream(value) ||
  isAsyncIterable(value) ||
  (isIterable(value) && !(value instanceof String));

/** Whether a source can be read only once: a stream, or an iterable that is its own iterator, such as a generator. */
export const isOneShot = (source: unknown): source is UploadContent & object => {
  if (typeof source !== 'object' || isBytes(source) || source instanceof Blob) return false;
  if (isWebStream(source) || source instanceof Readable) return true;
  if (isAsyncIterable(source)) return has(source, 'next') || has(source, 'destroy');
  return isIterable(source) && has(source, 'next');
};

/** The bytes of a chunk. @throws TypeError for anything but text and bytes. */
export const toBytes = (chunk: unknown): Buffer => {
  if (typeof chunk === 'string') return Buffer.from(chunk);
  if (Buffer.isBuffer(chunk)) return chunk;
  if (ArrayBuffer.isView(chunk)) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (chunk instanceof ArrayBuffer) return Buffer.from(chunk);
  throw sourceError(`should give text or bytes, not ${kindOf(chunk)}`);
};

export const concatChunks = (chunks: readonly unknown[]): Buffer => Buffer.concat(chunks.map(toBytes));

const ignore = (): void => undefined;

/** Calls what closes a source, whose errors do not matter any more. */
const quietly = (close: () => unknown): void => {
  try {
    Promise.resolve(close()).catch(ignore);
  } catch {
    // Nobody is left who could be told.
  }
};

const webChunks = (stream: WebStream): Chunks => {
  const reader = stream.getReader();
  return {
    next: () => reader.read().then(({ done, value }) => (done ? { done, value: undefined } : { done, value })),
    close: () => quietly(() => reader.cancel()),
  };
};

const asyncChunks = (source: AsyncIterable<unknown>): Chunks => {
  const iterator = source[Symbol.asyncIterator]();
  return {
    next: () => iterator.next(),
    // A stream ends at once; `return` of its iterator would wait for the chunk that is awaited.
    close: () => quietly(() => ('destroy' in source ? (source as Readable).destroy() : iterator.return?.())),
  };
};

/** The first chunk is taken at once, so that an iterable of other things is refused before anything is sent. */
const syncChunks = (source: Iterable<unknown>): Chunks => {
  const iterator = source[Symbol.iterator]();
  let first: IteratorResult<unknown, unknown> | undefined = iterator.next();
  if (!first.done) toBytes(first.value);
  return {
    next: () => {
      const step = first ?? iterator.next();
      first = undefined;
      return Promise.resolve(step);
    },
    close: () => quietly(() => iterator.return?.()),
  };
};

const isRead = (source: object): boolean =>
  (source instanceof Readable && (source.destroyed || Readable.isDisturbed(source))) ||
  ('locked' in source && source.locked === true);

/** Begins to read a source. @throws TypeError when it is being read or was read, or gives anything but text and bytes. */
export const chunksOf = (source: UploadContent | Blob | object): Chunks => {
  if (source instanceof Readable) {
    // Its iterator listens from the first chunk on; until then, an error would end the process.
    source.on('error', ignore);
    if (source.errored) throw source.errored;
  }
  if (isRead(source)) throw sourceError('should be a stream that nobody has begun to read');
  if (isWebStream(source)) return webChunks(source);
  return isAsyncIterable(source) ? asyncChunks(source) : syncChunks(source as Iterable<unknown>);
};
