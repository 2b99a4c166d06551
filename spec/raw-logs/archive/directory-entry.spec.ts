import { expect, it } from 'vitest';
import { createByteReader } from '../../../lib/raw-logs/archive/byte-reader.js';
import { damageOf } from '../../../lib/raw-logs/archive/damage.js';
import { parseDirectoryEntry } from '../../../lib/raw-logs/archive/zip-format.js';
import { sourceOf } from '../../support/download-of.js';
import { buildZip, type ZipEntry } from '../../support/zip-builder.js';

const data = Buffer.from('hello');
const entryOf = (entry: ZipEntry) => {
  const zip = buildZip([entry]);
  const at = zip.indexOf(Buffer.from('504b0102', 'hex'));
  const chunks = sourceOf(zip.subarray(at), 7).stream(new AbortController().signal)[Symbol.asyncIterator]();
  return parseDirectoryEntry(createByteReader(chunks, damageOf('f')), damageOf('f'));
};

it.each([false, true])('reads a line of the directory (zip64: %s)', async (zip64) => {
  expect(await entryOf({ data, method: 0, zip64, listed: { offset: 77 } })).toMatchObject({
    name: Buffer.from('clicks.csv'), method: 0, compressed: 5, size: 5, offset: 77,
  }); // prettier-ignore
});
