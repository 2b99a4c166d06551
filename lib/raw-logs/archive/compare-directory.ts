import type { ByteReader } from './byte-reader.js';
import { checkFacts, type Damage, type EntryFacts } from '../damage.js';
import {
  DIRECTORY_ENTRY,
  DIRECTORY_SIGNATURE,
  type DirectoryEntry,
  END_LENGTH,
  END_RECORD,
  type EndRecord,
  nameOf,
  parseDirectoryEntry,
  parseEndRecord,
  parseZip64End,
  widenEnd,
  ZIP64_END,
  ZIP64_LOCATOR,
} from './zip-format.js';

/** An entry that was read to its end, with its measured facts. */
export interface SeenEntry extends EntryFacts {
  readonly name: Buffer;
  readonly method: number;
  readonly offset: number;
}

const signatureNext = async (reader: ByteReader): Promise<number | undefined> => {
  const bytes = await reader.peek(4);
  return bytes.length < 4 ? undefined : bytes.readUInt32LE(0);
};

const compareEntry = (listed: DirectoryEntry, seen: Map<number, SeenEntry>, damage: Damage): void => {
  const name = nameOf(listed);
  const entry = seen.get(listed.offset);
  if (!entry) throw damage(`Directory lists ${name}`, `an entry at ${listed.offset}`, 'none');
  seen.delete(listed.offset);
  if (!entry.name.equals(listed.name))
    throw damage('Wrong name in the directory', nameOf({ ...listed, name: entry.name }), name);
  if (entry.method !== listed.method)
    throw damage(`Wrong method of ${name}`, `method ${listed.method} (directory)`, `method ${entry.method}`);
  checkFacts(name, 'directory', listed, entry, damage);
};

const readZip64 = async (reader: ByteReader, damage: Damage): Promise<EndRecord> => {
  const head = await reader.take(12, 'zip64 end record');
  const length = readZip64Length(head, damage);
  const record = await reader.take(length, 'zip64 end record');
  return parseZip64End(Buffer.concat([head, record]), damage);
};

const readZip64Length = (head: Buffer, damage: Damage): number => {
  const length = Number(head.readBigUInt64LE(4));
  if (length < 44 || length > 65_536) throw damage('Impossible zip64 end record', '44 to 65536 bytes', length);
  return length;
};

// Skips the optional records between the directory and the end record; of these, only the zip64 end record matters.
const readUpToEnd = async (reader: ByteReader, damage: Damage): Promise<EndRecord | undefined> => {
  let wide: EndRecord | undefined;
  for (;;) {
    const signature = await signatureNext(reader);
    if (signature === ZIP64_END) wide = await readZip64(reader, damage);
    else if (signature === ZIP64_LOCATOR) await reader.take(20, 'zip64 locator');
    else if (signature === DIRECTORY_SIGNATURE) {
      const head = await reader.take(6, 'directory signature');
      await reader.take(head.readUInt16LE(4), 'directory signature');
    } else return wide;
  }
};

const readEnd = async (reader: ByteReader, wide: EndRecord | undefined, damage: Damage): Promise<EndRecord> => {
  const bytes = await reader.take(END_LENGTH, 'end record');
  if (bytes.readUInt32LE(0) !== END_RECORD)
    throw damage(
      'Broken archive',
      'the end record',
      `bytes ${bytes.toString('hex', 0, 4)} at ${reader.offset - END_LENGTH}`,
    );
  await reader.take(bytes.readUInt16LE(20), 'comment');
  const beyond = await reader.peek(1);
  if (beyond.length > 0)
    throw damage('Bytes after the end of the archive', `end of file at ${reader.offset}`, 'more bytes');
  return widenEnd(parseEndRecord(bytes, damage), wide);
};

const checkEnd = (end: EndRecord, found: EndRecord, damage: Damage): void => {
  if (end.entries !== found.entries) throw damage('Wrong number of entries', end.entries, found.entries);
  if (end.size !== found.size) throw damage('Wrong size of the directory', `${end.size} bytes`, `${found.size} bytes`);
  if (end.offset !== found.offset) throw damage('Wrong offset of the directory', end.offset, found.offset);
};

/**
 * Reads everything from the directory to the end of the file and compares it with the entries that came before. Each
 * entry must be listed exactly once and with its measured facts, nothing else may be listed, and nothing may follow the
 * archive. Removes the entries from `seen` as it finds them.
 */
export const compareDirectory = async (
  reader: ByteReader,
  seen: Map<number, SeenEntry>,
  damage: Damage,
): Promise<void> => {
  const { offset } = reader;
  const entries = seen.size;
  while ((await signatureNext(reader)) === DIRECTORY_ENTRY)
    compareEntry(await parseDirectoryEntry(reader, damage), seen, damage);
  const size = reader.offset - offset;
  const [missing] = seen.values();
  const wide = await readUpToEnd(reader, damage);
  const end = await readEnd(reader, wide, damage);
  if (missing) throw damage('Directory incomplete', `entry ${missing.name.toString()} listed`, 'not listed');
  checkEnd(end, { entries, size, offset }, damage);
};
