import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compareDirectory, type SeenEntry } from '../../../lib/raw-logs/archive/compare-directory.js';
import { damage, readerOf } from '../../support/reader-of.js';
import { buildZip, type ZipOptions } from '../../support/zip-builder.js';

const data = Buffer.from('hello');
const facts = { crc: crc32(data), compressed: 5, size: 5 };
const seenEntry: SeenEntry = { name: Buffer.from('clicks.csv'), method: 0, offset: 0, ...facts };
const unchanged = (zip: Buffer): Buffer => zip;

/** Compares the directory of an archive with one entry that was seen, after `change`. */
const compare = (options: ZipOptions, change: Partial<SeenEntry> = {}, edit = unchanged): Promise<void> => {
  const zip = buildZip([{ data, method: 0 }], options);
  const at = zip.indexOf(Buffer.from('504b0102', 'hex'));
  const seen = { ...seenEntry, ...change };
  return compareDirectory(readerOf(edit(zip.subarray(at)), 7, at), new Map([[seen.offset, seen]]), damage);
};

const endOf = (zip: Buffer): number => zip.length - 22;

describe('compareDirectory', () => {
  it('accepts the entries that were read, with a comment, zip64 and a digital signature', async () => {
    await compare({});
    await compare({ comment: Buffer.from('comment'), zip64End: true });
    const signature = Buffer.from('504b05050300616263', 'hex');
    const signed = (zip: Buffer): Buffer =>
      Buffer.concat([zip.subarray(0, endOf(zip)), signature, zip.subarray(endOf(zip))]);
    await compare({}, {}, signed);
  });

  it.each([
    [{ name: Buffer.from('other') }, /Wrong name/],
    [{ method: 8 }, /Wrong method/],
    [{ crc: 1 }, /CRC-32.*directory/],
    [{ compressed: 6 }, /compressed size/],
    [{ size: 6 }, /Wrong size/],
    [{ offset: 5 }, /lists clicks.csv/],
  ])('refuses %o', async (change, words) => {
    await expect(compare({}, change)).rejects.toThrow(words);
  });

  it('refuses an entry that is listed twice', async () => {
    const twice = (zip: Buffer): Buffer => Buffer.concat([zip.subarray(0, endOf(zip)), zip]);
    await expect(compare({}, {}, twice)).rejects.toThrow(/lists clicks.csv/);
  });

  it('refuses a broken end record', async () => {
    const broken = (zip: Buffer): Buffer => Buffer.concat([zip.subarray(0, endOf(zip)), Buffer.alloc(22)]);
    await expect(compare({}, {}, broken)).rejects.toThrow(/Broken archive.*bytes 00000000 at \d+/);
  });

  it('refuses a zip64 record of impossible length', async () => {
    const edit = (zip: Buffer): Buffer => {
      const bytes = Buffer.from(zip);
      bytes.writeBigUInt64LE(2n ** 40n, bytes.indexOf(Buffer.from('504b0606', 'hex')) + 4);
      return bytes;
    };
    await expect(compare({ zip64End: true }, {}, edit)).rejects.toThrow(/Impossible zip64/);
  });
});
