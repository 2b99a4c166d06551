import { type FileHandle, open } from 'node:fs/promises';
import { PassThrough, Readable } from 'node:stream';
import { UploadError } from '../errors/network-errors.js';
import { kindOf } from '../protocol/validate.js';
import type { HttpBody } from './http.js';
import {
  type Chunks,
  chunksOf,
  concatChunks,
  isBytes,
  isContent,
  isOneShot,
  sourceError,
  toBytes,
  type UploadContent,
} from './upload-chunks.js';

/**
 * A file to upload: its path; its bytes; a stream of Node or of the web, an iterable or an async iterable of text and bytes; or
 * a function that opens one of these, called for each attempt. A stream, a generator or an iterator can be read once, so that
 * its upload is not repeated.
 */
export type UploadSource =
  string | Uint8Array | ArrayBuffer | Blob | UploadContent | (() => UploadContent | Blob | Uint8Array);

export interface Upload {
  readonly source: UploadSource;
  /** Name of the part (`data[filename]`). */
  readonly partName: string;
  /** File name of the part: that of the source. */
  readonly fileName: string;
}

const ignore = (): void => undefined;

/** Whether a value can be uploaded. What it gives is known later. */
export const isUploadSource = (source: unknown): source is UploadSource =>
  (typeof source === 'string' && source !== '') || typeof source === 'function' || isBytes(source) || isContent(source);

/** Whether an upload can be sent again. */
export const isRepeatable = ({ source }: Upload): boolean => !isOneShot(source);

/** An upload that is being sent. */
export interface UploadBody extends HttpBody {
  /** The error of the source, once it has failed. It is no failure of the connection. */
  readonly failure: () => { readonly error: unknown } | undefined;
  /** Closes the source, if it has not ended. */
  readonly close: () => void;
}

/** Opens the sources of one client. */
export interface Uploads {
  /** Builds the multipart body of an upload: one part, as in a recorded `OfferFile.create`. */
  open(upload: Upload): Promise<UploadBody>;
  /** Keeps the failure of a stream that has to wait until it is opened: it would end the process. */
  expect(upload: Upload): void;
  /** Closes a source that is no longer needed and was never opened. */
  discard(upload: Upload): void;
}

/** The content of an upload: bytes, or chunks and, if known, their length. */
interface OpenedSource {
  readonly content: Buffer | Chunks;
  readonly length?: number;
}

/** A stream of no bytes has no length for `form-data`, which then cannot tell that of the form. */
const EMPTY: OpenedSource = { content: Buffer.alloc(0) };

/** Whether a file that says so is empty: those of /proc all do. */
const isEmpty = async (file: FileHandle): Promise<boolean> => {
  const { bytesRead } = await file.read(Buffer.alloc(1), 0, 1, 0);
  return bytesRead === 0;
};

const openFile = async (path: string): Promise<OpenedSource> => {
  // A file that is missing or cannot be read must fail before anything is sent.
  const file = await open(path);
  try {
    const stats = await file.stat();
    if (stats.isDirectory()) throw sourceError('should be a file, not a directory');
    if (stats.isFile() && stats.size === 0 && (await isEmpty(file))) {
      await file.close();
      return EMPTY;
    }
    const content = chunksOf(file.createReadStream());
    return stats.isFile() && stats.size > 0 ? { content, length: stats.size } : { content };
  } catch (error) {
    await file.close();
    throw error;
  }
};

/** The length of a part that has none is found out by sending it. */
const lengthOption = ({ length }: OpenedSource): { knownLength?: number } =>
  length === undefined ? {} : { knownLength: length };

/** Makes a stream of chunks, and checks their kind and their length. */
const toReadable = (chunks: Chunks, length: number | undefined, onFailure: (error: unknown) => void): Readable => {
  let sent = 0;
  const checkLength = (ok: boolean, seen: string): void => {
    if (!ok) throw new UploadError(`The source of an upload has changed: expected ${length} bytes, got ${seen}`);
  };
  const pull = async (): Promise<Buffer | null> => {
    for (;;) {
      const step = await chunks.next();
      if (step.done) {
        checkLength(length === undefined || sent === length, `${sent}`);
        return null;
      }
      const bytes = toBytes(step.value);
      sent += bytes.length;
      checkLength(sent <= (length ?? Infinity), 'more');
      if (bytes.length > 0) return bytes;
    }
  };
  const fail = (stream: Readable, error: unknown): void => {
    // A source that is closed may fail for that; it is no error of the source.
    if (stream.destroyed) return;
    onFailure(error);
    stream.destroy(error instanceof Error ? error : new Error('The source of an upload failed'));
  };
  return new Readable({
    read() {
      pull().then(
        (bytes) => this.push(bytes),
        (error: unknown) => fail(this, error),
      );
    },
    destroy(error, done) {
      chunks.close();
      done(error);
    },
  });
};

const buildBody = async ({ partName, fileName }: Upload, opened: OpenedSource): Promise<UploadBody> => {
  // Loaded on first use: most programs never upload.
  const { default: FormData } = await import('form-data');
  const form = new FormData();
  const options = { filename: fileName, ...lengthOption(opened) };
  if (Buffer.isBuffer(opened.content)) {
    form.append(partName, opened.content, options);
    const content = form.getBuffer();
    return { headers: form.getHeaders(), content, failure: () => undefined, close: () => undefined };
  }
  let failure: { readonly error: unknown } | undefined;
  const content = toReadable(opened.content, opened.length, (error) => (failure = { error }));
  form.append(partName, content, options);
  const length = opened.length === undefined ? {} : { 'content-length': String(form.getLengthSync()) };
  const body = new PassThrough();
  // undici listens too; until it does, an error would end the process.
  body.on('error', ignore);
  form.on('error', (error: Error) => body.destroy(error));
  body.on('close', () => content.destroy());
  form.pipe(body);
  return {
    headers: { ...form.getHeaders(), ...length },
    content: body,
    failure: () => failure,
    close: () => void body.destroy(),
  };
};

/** Creates what opens the sources of one client's uploads. It remembers those that can be read only once. */
export const createUploads = (): Uploads => {
  const used = new WeakSet<object>();

  const openContent = (source: unknown, expected: string): OpenedSource => {
    if (isBytes(source)) return { content: toBytes(source) };
    if (source instanceof Blob && source.size === 0) return EMPTY;
    if (source instanceof Blob) return { content: chunksOf(source.stream()), length: source.size };
    if (Array.isArray(source)) return { content: concatChunks(source) };
    if (!isContent(source)) throw sourceError(`should ${expected}, not ${kindOf(source)}`);
    if (isOneShot(source)) {
      if (used.has(source))
        throw sourceError('can be read once: pass a function that opens it anew for each subscription and attempt');
      used.add(source);
    }
    return { content: chunksOf(source) };
  };

  const openSource = ({ source }: Upload): OpenedSource | Promise<OpenedSource> => {
    if (typeof source === 'string') return openFile(source);
    if (typeof source === 'function') return openContent(source(), 'return a new stream each time');
    return openContent(source, 'be a stream');
  };

  return {
    open: async (upload) => buildBody(upload, await openSource(upload)),
    expect: ({ source }) => {
      if (source instanceof Readable) source.on('error', ignore);
    },
    discard: ({ source }) => {
      if (!isOneShot(source) || used.has(source)) return;
      used.add(source);
      chunksOf(source).close();
    },
  };
};
