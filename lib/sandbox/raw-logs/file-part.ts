import type { IncomingHttpHeaders } from 'node:http';
import { readRange } from './byte-range.js';
import type { FileIdentity } from './file-headers.js';

/** Which bytes of a file a reply has, `from ≤ position < to`, and how it says so. */
export interface FilePart {
  readonly status: 200 | 206;
  readonly from: number;
  readonly to: number;
  readonly headers: Readonly<Record<string, string>>;
}

const stillHolds = (validator: string | undefined, { etag, lastModified }: FileIdentity): boolean =>
  validator === undefined || validator === etag || validator === lastModified;

/** The part that a request asks for; `undefined` when it lies beyond the end of the file. */
export const filePart = (headers: IncomingHttpHeaders, size: number, identity: FileIdentity): FilePart | undefined => {
  const whole: FilePart = { status: 200, from: 0, to: size, headers: {} };
  const validator = headers['if-range'];
  if (!stillHolds(typeof validator === 'string' ? validator : undefined, identity)) return whole;
  const range = readRange(headers.range, size);
  if (range === undefined) return whole;
  if (range === 'beyond') return undefined;
  const { from, to } = range;
  return { status: 206, from, to, headers: { 'content-range': `bytes ${from}-${to - 1}/${size}` } };
};
