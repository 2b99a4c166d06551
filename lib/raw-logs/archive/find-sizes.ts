import type { ByteSource } from '../download/byte-source.js';
import { type ByteReader, createByteReader } from './byte-reader.js';
import type { Damage } from './damage.js';
import { type CompressedSizes, openDirectory } from './open-directory.js';
import { createTempFile, type TempFile } from './temp-file.js';

/** Where the rest of an archive is read from, once its directory is known. */
export interface Continuation {
  readonly reader: ByteReader;
  readonly sizes: CompressedSizes;
  /** Holds the rest, where it could not be read at any place; to be closed. */
  readonly temp: TempFile | undefined;
}

const fill = async (temp: TempFile, reader: ByteReader): Promise<void> => {
  for (let bytes = await reader.some(); bytes !== undefined; bytes = await reader.some()) await temp.append(bytes);
};

/** Brings what is left of an archive into a temporary file and goes on reading there. */
const spoolRest = async (
  reader: ByteReader,
  directory: string,
  signal: AbortSignal,
  damage: Damage,
): Promise<Continuation> => {
  const { offset } = reader;
  const temp = await createTempFile(directory, offset);
  try {
    await fill(temp, reader);
    const sizes =
      (await openDirectory(temp, { size: temp.size, first: offset }, signal, damage)) ?? new Map<number, number>();
    const rest = createByteReader(temp.stream(signal)[Symbol.asyncIterator](), damage, offset);
    return { reader: rest, sizes, temp };
  } catch (error) {
    await temp.close();
    throw error;
  }
};

/**
 * Finds out how long the entries of an archive are whose data cannot be walked: from its end, while the walk waits; or,
 * where ranges are not served, after bringing the rest into a temporary file.
 */
export const findSizes = async (
  source: ByteSource,
  reader: ByteReader,
  directory: string,
  signal: AbortSignal,
  damage: Damage,
): Promise<Continuation> => {
  const { size } = source;
  const sizes = size === undefined ? undefined : await openDirectory(source, { size }, signal, damage);
  return sizes ? { reader, sizes, temp: undefined } : spoolRest(reader, directory, signal, damage);
};
