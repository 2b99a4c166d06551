/** One file inside an archive. */
export interface ArchiveEntry {
  /** Place among the entries, from 0; directories count but bring no chunks. */
  readonly index: number;
  readonly name: string;
}

/**
 * What comes out of an archive, in order: the bytes of an entry, then one empty chunk with `complete: true`, sent after
 * its CRC-32 and sizes were checked. Every entry that is not a directory has that last chunk.
 */
export interface ArchiveChunk {
  readonly entry: ArchiveEntry;
  readonly data: Buffer;
  readonly complete: boolean;
}
