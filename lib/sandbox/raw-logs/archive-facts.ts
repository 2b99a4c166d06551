/** What an archive says of its entry. */
export interface ArchiveFacts {
  readonly crc: number;
  /** Bytes of the data in the archive. */
  readonly compressed: number;
  /** Bytes of the file that it holds. */
  readonly size: number;
}
