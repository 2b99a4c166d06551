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
