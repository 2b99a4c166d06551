import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { LogEntry } from './log-entry.js';
import type { RawLogSettings } from './options.js';

/** A requested part of a file: `from ≤ position < to`. */
interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Parses a `Range` header. `undefined` means the whole file: the header is absent or invalid, or names several ranges,
 * which S3 does not serve. `'beyond'` means a range after the end of the file.
 */
const parseRange = (header: string | undefined, size: number): ByteRange | 'beyond' | undefined => {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') return last === '0' || size === 0 ? 'beyond' : { from: Math.max(0, size - Number(last)), to: size };
  const from = Number(first);
  const to = last === '' ? size : Math.min(size, Number(last) + 1);
  if (last !== '' && Number(last) < from) return undefined;
  return from >= size ? 'beyond' : { from, to };
};

/** The headers that identify a version of a file. */
interface FileIdentity {
  readonly etag: string | undefined;
  readonly lastModified: string;
}

const HOUR = 3_600_000;

/** The identity of one version of a file. Another version differs in both values. */
export const identityOf = (entry: LogEntry, seed: number, settings: RawLogSettings): FileIdentity => {
  const { type, filename, version, startTime } = entry;
  const { etags, compression, descriptor } = settings;
  const name = [seed, type, filename, version, compression, descriptor].join(' ');
  return {
    etag: etags ? `"${createHash('md5').update(name).digest('hex')}"` : undefined,
    // A file is written after its hour.
    lastModified: new Date(startTime.getTime() + HOUR + version * 1000).toUTCString(),
  };
};

/** The headers of every reply that contains the file or a part of it. */
export const fileHeaders = ({ etag, lastModified }: FileIdentity, ranges: boolean): Record<string, string> => ({
  'content-type': 'application/zip',
  'last-modified': lastModified,
  ...(ranges ? { 'accept-ranges': 'bytes' } : {}),
  ...(etag === undefined ? {} : { etag }),
});

/** The bytes of a file that a reply contains, `from ≤ position < to`, with its status and headers. */
export interface FilePart {
  readonly status: 200 | 206;
  readonly from: number;
  readonly to: number;
  readonly headers: Readonly<Record<string, string>>;
}

const isValid = (validator: string | undefined, { etag, lastModified }: FileIdentity): boolean =>
  validator === undefined || validator === etag || validator === lastModified;

/** The part that a request asks for; `undefined` when it starts after the end of the file. */
export const filePart = (headers: IncomingHttpHeaders, size: number, identity: FileIdentity): FilePart | undefined => {
  const whole: FilePart = { status: 200, from: 0, to: size, headers: {} };
  const validator = headers['if-range'];
  if (!isValid(typeof validator === 'string' ? validator : undefined, identity)) return whole;
  const range = parseRange(headers.range, size);
  if (range === undefined) return whole;
  if (range === 'beyond') return undefined;
  const { from, to } = range;
  return { status: 206, from, to, headers: { 'content-range': `bytes ${from}-${to - 1}/${size}` } };
};
