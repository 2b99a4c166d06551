import { ProtocolError } from '../../errors/network-errors.js';
import { RawLogChangedError } from '../../errors/raw-log-errors.js';
import type { DownloadResponse } from './response.js';
import { Interruption } from './download-options.js';

/** What a server says of the piece it sends, positions from 0. */
export interface ContentRange {
  /** First byte, or `undefined` in the answer to a range that does not exist. */
  readonly start: number | undefined;
  /** Last byte, included. */
  readonly end: number | undefined;
  /** Length of the whole file, where it is known. */
  readonly total: number | undefined;
}

const PATTERN = /^bytes\s+(?:(\d{1,15})-(\d{1,15})|\*)\/(\d{1,15}|\*)$/i;

const toNumber = (digits: string | undefined): number | undefined =>
  digits === undefined || digits === '*' ? undefined : Number(digits);

/** Reads `Content-Range: bytes 5-9/10` or `bytes *\/10`; what is neither, or says nonsense, is `undefined`. */
export const parseContentRange = (header: string | undefined): ContentRange | undefined => {
  const match = PATTERN.exec(header?.trim() ?? '');
  if (!match) return undefined;
  const start = toNumber(match[1]);
  const end = toNumber(match[2]);
  const total = toNumber(match[3]);
  if (start !== undefined && end !== undefined && (end < start || end >= (total ?? Infinity))) return undefined;
  return { start, end, total };
};

/** What tells one version of a file from another. */
export interface FileIdentity {
  /** A strong ETag, with its quotes. A weak one says nothing about bytes and is not kept. */
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  /** Length of the whole file, bytes. */
  readonly total: number | undefined;
}

/** The identity that a response states; `total` is read by the caller, since it stands in one of two headers. */
export const parseIdentity = (
  header: (name: string) => string | undefined,
  total: number | undefined,
): FileIdentity => {
  const etag = header('etag');
  return { etag: etag?.startsWith('"') === true ? etag : undefined, lastModified: header('last-modified'), total };
};

/** The validator for `If-Range`: a strong ETag, else the date, else none. */
export const validatorOf = ({ etag, lastModified }: FileIdentity): string | undefined => etag ?? lastModified;

/**
 * Throws when `found` is another file than `known`. Dates count only where there is no ETag on both sides: a copy of the
 * same bytes has a date of its own.
 */
export const checkSameFile = (file: string, known: FileIdentity, found: FileIdentity): void => {
  const bothTagged = known.etag !== undefined && found.etag !== undefined;
  const differs = <T>(a: T | undefined, b: T | undefined): boolean => a !== undefined && b !== undefined && a !== b;
  if (differs(known.etag, found.etag)) throw new RawLogChangedError(file, `ETag ${known.etag}`, `ETag ${found.etag}`);
  if (differs(known.total, found.total))
    throw new RawLogChangedError(file, `${known.total} bytes`, `${found.total} bytes`);
  if (!bothTagged && differs(known.lastModified, found.lastModified))
    throw new RawLogChangedError(file, `last modified ${known.lastModified}`, `last modified ${found.lastModified}`);
};

/** Fills what was not known yet. */
export const mergeIdentity = (known: FileIdentity, found: FileIdentity): FileIdentity => ({
  etag: known.etag ?? found.etag,
  lastModified: known.lastModified ?? found.lastModified,
  total: known.total ?? found.total,
});

/** Asks for the bytes from `from` on, up to but without `to`, and for the whole file if it is another one by now. */
export const rangeHeaders = (identity: FileIdentity, from: number, to?: number): Record<string, string> => {
  const validator = validatorOf(identity);
  return {
    range: `bytes=${from}-${to === undefined ? '' : to - 1}`,
    ...(validator === undefined ? {} : { 'if-range': validator }),
  };
};

/** How far a download is, and of which file. One per download, changed as bytes are handed on. */
export interface Progress {
  /** The next byte wanted. */
  offset: number;
  /** CRC-32 of the bytes handed on, while no strong ETag vouches for them. */
  crc: number;
  identity: FileIdentity;
  /** False once the server was seen to ignore ranges or to get them wrong. */
  ranges: boolean;
}

export const startProgress = (identity: FileIdentity): Progress => ({ offset: 0, crc: 0, identity, ranges: true });

/** Where in the file the body of an admitted response starts; `end`: there is nothing more. */
export type ResumePoint = number | 'end';

const lengthOf = (attempt: DownloadResponse): number | undefined => {
  const digits = attempt.header('content-length');
  return digits !== undefined && /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
};

const adopt = (attempt: DownloadResponse, progress: Progress, file: string, total: number | undefined): void => {
  const found = parseIdentity((name) => attempt.header(name), total);
  checkSameFile(file, progress.identity, found);
  progress.identity = mergeIdentity(progress.identity, found);
};

// A broken notion of ranges is the server's habit, not an accident: the next attempt asks for the whole file.
const distrust = (progress: Progress, file: string, said: string | undefined): never => {
  progress.ranges = false;
  throw new Interruption(
    new ProtocolError(`Download of ${file}: byte ${progress.offset} wanted, got "${said ?? 'no Content-Range'}"`),
  );
};

const admitPiece = (attempt: DownloadResponse, progress: Progress, file: string): ResumePoint => {
  const header = attempt.header('content-range');
  const range = parseContentRange(header);
  if (!progress.ranges || range?.start !== progress.offset) return distrust(progress, file, header);
  // Without a total nothing says that this piece is of the same file.
  if (range.total === undefined && progress.identity.total !== undefined) return distrust(progress, file, header);
  adopt(attempt, progress, file, range.total);
  return range.start;
};

const admitNothing = (attempt: DownloadResponse, progress: Progress, file: string): ResumePoint => {
  const header = attempt.header('content-range');
  const total = parseContentRange(header)?.total;
  const { total: known } = progress.identity;
  if (known === undefined && total === progress.offset) return 'end';
  if (total === undefined || progress.offset < total) return distrust(progress, file, header);
  throw new RawLogChangedError(
    file,
    known === undefined ? `${progress.offset} bytes` : `${known} bytes`,
    `${total} bytes`,
  );
};

/**
 * Decides whether a response continues the download, and from where: the wanted byte, or the start again. Throws when it
 * is of another file, and an {@link Interruption} when it is of no use.
 */
export const validateResponse = (attempt: DownloadResponse, progress: Progress, file: string): ResumePoint => {
  const encoding = attempt.header('content-encoding');
  if (encoding !== undefined && encoding !== 'identity')
    throw new ProtocolError(`Download of ${file}: encoded as ${encoding}, though the bytes as they are were asked for`);
  if (attempt.status === 416) return admitNothing(attempt, progress, file);
  if (attempt.status === 206) return admitPiece(attempt, progress, file);
  adopt(attempt, progress, file, lengthOf(attempt));
  return 0;
};
