import { ProtocolError } from '../../errors/network-errors.js';
import { RawLogChangedError } from '../../errors/raw-log-errors.js';
import { Interruption } from './download-options.js';
import type { FileResponse } from './response.js';

/** A parsed `Content-Range` header; offsets count from 0. */
interface ContentRange {
  /** First byte; `undefined` in the reply to a range that does not exist. */
  readonly start: number | undefined;
  /** Last byte, inclusive. */
  readonly end: number | undefined;
  /** Length of the whole file, if it is stated. */
  readonly total: number | undefined;
}

const CONTENT_RANGE = /^bytes\s+(?:(\d{1,15})-(\d{1,15})|\*)\/(\d{1,15}|\*)$/i;

const toNumber = (digits: string | undefined): number | undefined =>
  digits === undefined || digits === '*' ? undefined : Number(digits);

/** Parses `bytes 5-9/10` or `bytes *\/10`. Returns `undefined` for anything else, and for an impossible range. */
export const parseContentRange = (header: string | undefined): ContentRange | undefined => {
  const match = CONTENT_RANGE.exec(header?.trim() ?? '');
  if (!match) return undefined;
  const start = toNumber(match[1]);
  const end = toNumber(match[2]);
  const total = toNumber(match[3]);
  if (start !== undefined && end !== undefined && (end < start || end >= (total ?? Infinity))) return undefined;
  return { start, end, total };
};

/** The facts that tell one version of a file from another. */
export interface FileIdentity {
  /** A strong ETag, with its quotes. A weak one does not vouch for the bytes and is dropped. */
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  /** Length of the whole file, bytes. */
  readonly total: number | undefined;
}

/** The identity stated by a response. The caller parses `total`, which is in one of two headers. */
const parseIdentity = (response: FileResponse, total: number | undefined): FileIdentity => {
  const etag = response.header('etag');
  return {
    etag: etag?.startsWith('"') === true ? etag : undefined,
    lastModified: response.header('last-modified'),
    total,
  };
};

const differs = <T>(a: T | undefined, b: T | undefined): boolean => a !== undefined && b !== undefined && a !== b;

/**
 * Throws when `found` is not the same version of the file as `known`. Dates count only when one side has no ETag: a copy
 * of the same bytes may have another date.
 */
const checkSameFile = (file: string, known: FileIdentity, found: FileIdentity): void => {
  const bothTagged = known.etag !== undefined && found.etag !== undefined;
  if (differs(known.etag, found.etag)) throw new RawLogChangedError(file, `ETag ${known.etag}`, `ETag ${found.etag}`);
  if (differs(known.total, found.total))
    throw new RawLogChangedError(file, `${known.total} bytes`, `${found.total} bytes`);
  if (!bothTagged && differs(known.lastModified, found.lastModified))
    throw new RawLogChangedError(file, `last modified ${known.lastModified}`, `last modified ${found.lastModified}`);
};

/** Adds to `known` what only `found` states. */
export const mergeIdentity = (known: FileIdentity, found: FileIdentity): FileIdentity => ({
  etag: known.etag ?? found.etag,
  lastModified: known.lastModified ?? found.lastModified,
  total: known.total ?? found.total,
});

/**
 * Headers that request the bytes `from ≤ offset < to`, or the rest of the file without `to`. `If-Range` makes the server
 * send the whole file if it has changed; its validator is the strong ETag, else the date.
 */
export const rangeHeaders = (
  { etag, lastModified }: FileIdentity,
  from: number,
  to?: number,
): Record<string, string> => {
  const validator = etag ?? lastModified;
  return {
    range: `bytes=${from}-${to === undefined ? '' : to - 1}`,
    ...(validator === undefined ? {} : { 'if-range': validator }),
  };
};

/** The state of a download: how much of which file has been passed on. Mutable; one for each pass through the file. */
export interface Progress {
  /** Offset of the next byte to pass on. */
  offset: number;
  /** CRC-32 of the bytes passed on, kept while no strong ETag vouches for them. */
  crc: number;
  identity: FileIdentity;
  /** False once the server has ignored a range request or answered it wrongly. */
  ranges: boolean;
}

export const startProgress = (identity: FileIdentity): Progress => ({ offset: 0, crc: 0, identity, ranges: true });

/** Offset in the file where the body of a validated response starts; `end` when nothing is left to download. */
type ResumePoint = number | 'end';

const contentLengthOf = (response: FileResponse): number | undefined => {
  const digits = response.header('content-length');
  return digits !== undefined && /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
};

/** Checks that a response belongs to the same file, and adds the facts that it states. */
const updateIdentity = (progress: Progress, response: FileResponse, file: string, total: number | undefined): void => {
  const found = parseIdentity(response, total);
  checkSameFile(file, progress.identity, found);
  progress.identity = mergeIdentity(progress.identity, found);
};

// A server that gets ranges wrong once does so always, so the next attempt requests the whole file.
const rejectRange = (progress: Progress, file: string, contentRange: string | undefined): never => {
  progress.ranges = false;
  const got = contentRange ?? 'no Content-Range';
  throw new Interruption(new ProtocolError(`Download of ${file}: expected byte ${progress.offset}, got "${got}"`));
};

/** Validates a 206. */
const validatePartial = (response: FileResponse, progress: Progress, file: string): ResumePoint => {
  const header = response.header('content-range');
  const range = parseContentRange(header);
  if (!progress.ranges || range?.start !== progress.offset) return rejectRange(progress, file, header);
  // Without a total, nothing shows that these bytes belong to the same file.
  if (range.total === undefined && progress.identity.total !== undefined) return rejectRange(progress, file, header);
  updateIdentity(progress, response, file, range.total);
  return range.start;
};

/** Validates a 416: the requested bytes do not exist. */
const validateUnsatisfiable = (response: FileResponse, progress: Progress, file: string): ResumePoint => {
  const header = response.header('content-range');
  const total = parseContentRange(header)?.total;
  const { total: known } = progress.identity;
  if (known === undefined && total === progress.offset) return 'end';
  if (total === undefined || progress.offset < total) return rejectRange(progress, file, header);
  throw new RawLogChangedError(
    file,
    known === undefined ? `${progress.offset} bytes` : `${known} bytes`,
    `${total} bytes`,
  );
};

/**
 * Decides whether a response continues the download, and from where: from the next byte, or from the start again. Throws
 * when it belongs to another version of the file, and an {@link Interruption} when it cannot be used.
 *
 * A `content-encoding` does not matter: `identity` was requested, and storages say `gzip` or `aws-chunked` of archives that
 * are neither. Ranges count the bytes that are sent in any case.
 */
export const validateResponse = (response: FileResponse, progress: Progress, file: string): ResumePoint => {
  if (response.status === 416) return validateUnsatisfiable(response, progress, file);
  if (response.status === 206) return validatePartial(response, progress, file);
  updateIdentity(progress, response, file, contentLengthOf(response));
  return 0;
};
