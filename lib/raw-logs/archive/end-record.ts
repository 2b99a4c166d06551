import type { Damage } from './damage.js';
import { IN_ZIP64 } from './zip-signatures.js';
import { readUInt64 } from './zip64-fields.js';

/** What the end of an archive says of its directory. */
export interface EndRecord {
  readonly entries: number;
  /** Length of the directory, bytes. */
  readonly size: number;
  /** Place of the directory. */
  readonly offset: number;
}

/** Length of an end record without its comment. */
export const END_LENGTH = 22;

/** Reads the fixed part of an end record. Archives in several volumes are refused. */
export const readEndRecord = (bytes: Buffer, damage: Damage): EndRecord => {
  const disk = bytes.readUInt16LE(4);
  if (disk !== 0 && disk !== 0xffff) throw damage('Archive in several volumes', 'one volume', `volume ${disk + 1}`);
  return { entries: bytes.readUInt16LE(10), size: bytes.readUInt32LE(12), offset: bytes.readUInt32LE(16) };
};

/** Reads a zip64 end record, at least 56 bytes from its signature on. */
export const readZip64End = (bytes: Buffer, damage: Damage): EndRecord => ({
  entries: readUInt64(bytes, 32, damage),
  size: readUInt64(bytes, 40, damage),
  offset: readUInt64(bytes, 48, damage),
});

/** The end record with what it leaves to the zip64 one. */
export const widenEnd = (end: EndRecord, wide: EndRecord | undefined): EndRecord =>
  wide === undefined
    ? end
    : {
        entries: end.entries === 0xffff ? wide.entries : end.entries,
        size: end.size === IN_ZIP64 ? wide.size : end.size,
        offset: end.offset === IN_ZIP64 ? wide.offset : end.offset,
      };
