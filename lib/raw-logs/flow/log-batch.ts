import type { LogFile } from '../log-file.js';

/**
 * Records of one file, in its order. The last batch of a file, possibly empty, is `complete`: it comes after everything in
 * the archive was checked. Commit there: records that came before it precede the check.
 */
export type LogBatch<R, Column extends string = string> = readonly R[] & {
  readonly file: LogFile<Column>;
  readonly complete: boolean;
};

/** Makes a batch of records. What it carries is not enumerable: it looks like the array that it is. */
export const logBatch = <R, Column extends string>(
  records: readonly R[],
  file: LogFile<Column>,
  complete: boolean,
): LogBatch<R, Column> =>
  Object.defineProperties(records, { file: { value: file }, complete: { value: complete } }) as LogBatch<R, Column>;
