import { RawLogChangedError } from '../../errors/raw-log-changed-error.js';

/** What tells one version of a file from another. */
export interface FileIdentity {
  /** A strong ETag, with its quotes. A weak one says nothing about bytes and is not kept. */
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  /** Length of the whole file, bytes. */
  readonly total: number | undefined;
}

/** The identity that a response states; `total` is read by the caller, since it stands in one of two headers. */
export const readIdentity = (header: (name: string) => string | undefined, total: number | undefined): FileIdentity => {
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
