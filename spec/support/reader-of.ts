import { type ByteReader, createByteReader } from '../../lib/raw-logs/archive/byte-reader.js';
import { damageOf } from '../../lib/raw-logs/damage.js';
import { sourceOf } from './download-of.js';

export const damage = damageOf('clicks.zip');

/** A reader over bytes that arrive in chunks of `chunk` bytes, the first of which is at `offset` of the file. */
export const readerOf = (bytes: Buffer, chunk = 5, offset = 0): ByteReader =>
  createByteReader(sourceOf(bytes, chunk).stream(new AbortController().signal)[Symbol.asyncIterator](), damage, offset);
