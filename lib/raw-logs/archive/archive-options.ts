/** How an archive is read. */
export interface ArchiveOptions {
  /** The log file's name, for errors. */
  readonly file: string;
  /** Ends everything at once. */
  readonly signal?: AbortSignal | undefined;
  /** Largest size of all entries together, inflated, bytes. @default 17,179,869,184 (16 GiB) */
  readonly maxInflatedBytes?: number | undefined;
  /** Brings the whole file into a temporary one and verifies it before the first chunk. @default false */
  readonly spool?: boolean | undefined;
  /** Where temporary files go. @default `os.tmpdir()` */
  readonly tmpdir?: string | undefined;
}

export const DEFAULT_MAX_INFLATED_BYTES = 16 * 2 ** 30;
