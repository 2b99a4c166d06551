import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { LogEntry } from './log-entry.js';
import type { RawLogSettings } from './options.js';

/** The part of a file that is asked for: `from ≤ position < to`. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Reads a `Range`: `undefined` asks for the whole file (as does what cannot be read, or several ranges at once, which S3
 * does not serve), `'beyond'` for nothing that is there.
 */
export const parseRange = (header: string | undefined, size: number): ByteRange | 'beyond' | undefined => {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') return last === '0' || size === 0 ? 'beyond' : { from: Math.max(0, size - Number(last)), to: size };
  const from = Number(first);
  const to = last === '' ? size : Math.min(size, Number(last) + 1);
  if (last !== '' && Number(last) < from) return undefined;
  return from >= size ? 'beyond' : { from, to };
};

/** What tells a client which version of a file it gets. */
export interface FileIdentity {
  readonly etag: string | undefined;
  readonly lastModified: string;
}

const HOUR = 3_600_000;

/** The identity of one version of a file; that of another version differs in both. */
export const identityOf = (entry: LogEntry, seed: number, settings: RawLogSettings): FileIdentity => {
  const { type, filename, version, startTime } = entry;
  const { etags, compression, descriptor } = settings;
  const name = [seed, type, filename, version, compression, descriptor].join(' ');
  return {
    etag: etags ? `"${createHash('md5').update(name).digest('hex')}"` : undefined,
    // A file is written when its hour is over.
    lastModified: new Date(startTime.getTime() + HOUR + version * 1000).toUTCString(),
  };
};

/** The headers of every reply that is the file or a part of it. */
export const fileHeaders = ({ etag, lastModified }: FileIdentity, ranges: boolean): Record<string, string> => ({
  'content-type': 'application/zip',
  'last-modified': lastModified,
  ...(ranges ? { 'accept-ranges': 'bytes' } : {}),
  ...(etag === undefined ? {} : { etag }),
});

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
  const range = parseRange(headers.range, size);
  if (range === undefined) return whole;
  if (range === 'beyond') return undefined;
  const { from, to } = range;
  return { status: 206, from, to, headers: { 'content-range': `bytes ${from}-${to - 1}/${size}` } };
};
