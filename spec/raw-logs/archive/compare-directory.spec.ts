import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createByteReader } from '../../../lib/raw-logs/archive/byte-reader.js';
import { compareDirectory, type SeenEntry } from '../../../lib/raw-logs/archive/compare-directory.js';
import { damageOf } from '../../../lib/raw-logs/archive/damage.js';
import { sourceOf } from '../../support/download-of.js';
import { buildZip, type ZipOptions } from '../../support/zip-builder.js';

const data = Buffer.from('hello');
const seenEntry: SeenEntry = { name: Buffer.from('clicks.csv'), method: 0, offset: 0, crc: crc32(data), compressed: 5, size: 5 }; // prettier-ignore

const compare = (options: ZipOptions, change: Partial<SeenEntry> = {}, edit = (zip: Buffer) => zip): Promise<void> => {
  const zip = buildZip([{ data, method: 0 }], options);
  const at = zip.indexOf(Buffer.from('504b0102', 'hex'));
  const chunks = sourceOf(edit(zip.subarray(at)), 7)
    .stream(new AbortController().signal)
    [Symbol.asyncIterator]();
  const seen = { ...seenEntry, ...change };
  return compareDirectory(createByteReader(chunks, damageOf('f'), at), new Map([[seen.offset, seen]]), damageOf('f'));
};

describe('compareDirectory', () => {
  it('is content with what was read', async () => {
    await compare({});
    await compare({ comment: Buffer.from('comment'), zip64End: true });
  });

  it.each([
    [{ name: Buffer.from('other') }, /Wrong name/],
    [{ method: 8 }, /Wrong method/],
    [{ crc: 1 }, /CRC-32/],
    [{ compressed: 6 }, /compressed size/],
    [{ size: 6 }, /Wrong size/],
    [{ offset: 5 }, /lists clicks.csv/],
  ])('notices %o', async (change, words) => {
    await expect(compare({}, change)).rejects.toThrow(words);
  });

  it('notices an entry listed twice', async () => {
    const twice = (zip: Buffer): Buffer => Buffer.concat([zip.subarray(0, zip.length - 22), zip]);
    await expect(compare({}, {}, twice)).rejects.toThrow(/lists clicks.csv/);
  });

  it('notices a zip64 record of impossible length', async () => {
    const edit = (zip: Buffer): Buffer => {
      const bytes = Buffer.from(zip);
      bytes.writeBigUInt64LE(2n ** 40n, bytes.indexOf(Buffer.from('504b0606', 'hex')) + 4);
      return bytes;
    };
    await expect(compare({ zip64End: true }, {}, edit)).rejects.toThrow(/Impossible zip64/);
  });
});
