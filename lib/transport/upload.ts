import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { PassThrough, type Readable } from 'node:stream';
import type { HttpBody } from './http.js';
import type { Upload } from './request.js';

/** What of a source goes into a form: its bytes, or a stream and, where known, its length. */
interface Part {
  readonly content: Buffer | Readable;
  readonly knownLength?: number;
}

const openSource = async ({ source }: Upload): Promise<Part> => {
  if (typeof source === 'string') {
    // Asked first: a missing file must fail before anything is sent.
    const { size } = await stat(source);
    return { content: createReadStream(source), knownLength: size };
  }
  if (Buffer.isBuffer(source)) return { content: source };
  if (source instanceof Blob) return { content: Buffer.from(await source.arrayBuffer()) };
  return { content: source() };
};

/** Builds the multipart body of an upload with one part, as the reference client sends it (row 135). */
export const uploadBody = async (upload: Upload): Promise<HttpBody> => {
  // Loaded on first use: most programs never upload.
  const { default: FormData } = await import('form-data');
  const { content, knownLength } = await openSource(upload);
  const form = new FormData();
  form.append(upload.partName, content, {
    filename: upload.fileName,
    ...(knownLength === undefined ? {} : { knownLength }),
  });
  if (Buffer.isBuffer(content)) return { headers: form.getHeaders(), content: form.getBuffer() };
  const length = knownLength === undefined ? {} : { 'content-length': String(form.getLengthSync()) };
  const body = new PassThrough();
  form.on('error', (error: Error) => body.destroy(error));
  body.on('close', () => content.destroy());
  form.pipe(body);
  return { headers: { ...form.getHeaders(), ...length }, content: body };
};
