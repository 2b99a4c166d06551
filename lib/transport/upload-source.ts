import type { Readable } from 'node:stream';

/** A file to upload: a path, its bytes, or a factory that opens it anew for each attempt. */
export type UploadSource = string | Buffer | Blob | (() => Readable);
