import { createHash } from 'node:crypto';
import type { LogEntry } from './log-entry.js';
import type { RawLogSettings } from './raw-log-options.js';

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
