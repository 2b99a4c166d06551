import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RawLogCorruptError } from 'rxoffers';
import {
  END_LENGTH,
  findEndRecord,
  LONGEST_END,
  nameOf,
  parseDataDescriptor,
  parseDirectoryEntry,
  parseEndRecord,
  parseLocalHeader,
  parseUInt64,
  parseZip64End,
  parseZip64Fields,
  widenEnd,
} from '../../../lib/raw-logs/archive/zip-format.js';
import { damage, readerOf } from '../../support/reader-of.js';
import { buildZip, type ZipEntry } from '../../support/zip-builder.js';

const DIRECTORY = Buffer.from('504b0102', 'hex');
const FFFF = 0xffffffff;
const data = Buffer.from('hello');
const oneByte = buildZip([{ data: Buffer.from('x') }]);

const headerOf = (entry: ZipEntry) => parseLocalHeader(readerOf(buildZip([entry])), damage);

describe('A local header', () => {
  it('is parsed with and without extra fields, zip64 sizes and a data descriptor', async () => {
    expect(await headerOf({ data, method: 0, extra: Buffer.from('99990000', 'hex') })).toMatchObject({
      ...{ offset: 0, method: 0, compressed: 5, size: 5, descriptor: false, name: Buffer.from('clicks.csv') },
    });
    expect(await headerOf({ data, method: 0, zip64: true })).toMatchObject({ compressed: 5, size: 5 });
    expect(await headerOf({ data, descriptor: 'bare' })).toMatchObject({ descriptor: true, method: 8 });
  });

  it('has a name in UTF-8 if its flag says so', async () => {
    expect(nameOf(await headerOf({ data, name: 'ü.csv', flags: 0x800 }))).toBe('ü.csv');
    expect(nameOf(await headerOf({ data, name: 'ü.csv' }))).toBe('Ã¼.csv');
  });
});

describe('A directory entry', () => {
  it.each([false, true])('is parsed (zip64: %s)', async (zip64) => {
    const zip = buildZip([{ data, method: 0, zip64, listed: { offset: 77 } }]);
    const entry = await parseDirectoryEntry(readerOf(zip.subarray(zip.indexOf(DIRECTORY))), damage);
    expect(entry).toMatchObject({ name: Buffer.from('clicks.csv'), method: 0, compressed: 5, size: 5, offset: 77 });
  });
});

describe('The end record', () => {
  it('takes from the zip64 record what it leaves to it', () => {
    const zip = buildZip([{ data }], { zip64End: true });
    const narrow = parseEndRecord(zip.subarray(-END_LENGTH), damage);
    expect(narrow).toEqual({ entries: 0xffff, size: FFFF, offset: FFFF });
    const wide = parseZip64End(zip.subarray(-END_LENGTH - 20 - 56), damage);
    expect(wide).toEqual({ entries: 1, size: 69, offset: zip.indexOf(DIRECTORY) });
    expect(widenEnd(narrow, wide)).toEqual(wide);
    expect(widenEnd({ ...narrow, entries: 7 }, wide).entries).toBe(7);
    expect(widenEnd(narrow, undefined)).toBe(narrow);
  });

  it('is refused in an archive of several volumes', () => {
    const end = Buffer.from(buildZip([]));
    end.writeUInt16LE(2, 4);
    expect(() => parseEndRecord(end, damage)).toThrow('Multi-volume archive in clicks.zip');
  });

  it('is found before a comment of any length', () => {
    for (const length of [0, 1, 80, 1000, 65_535]) {
      const zip = buildZip([{ data }], { comment: Buffer.alloc(length, 'c') });
      expect(findEndRecord(zip)).toBe(zip.length - 22 - length);
      expect(22 + length).toBeLessThanOrEqual(LONGEST_END);
    }
  });

  it('is not confused with that of a stored archive, nor with signatures in the comment', () => {
    const inner = buildZip([{ data }], { comment: Buffer.from('inner') });
    const comment = Buffer.from('504b0506ffffffff504b0506', 'hex');
    const zip = buildZip([{ data: inner, method: 0 }], { comment });
    expect(findEndRecord(zip)).toBe(zip.length - 22 - comment.length);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a cut archive', oneByte.subarray(0, -1)],
    ['an archive with more after it', Buffer.concat([oneByte, Buffer.from('x')])],
  ])('is not found in %s', (_, tail) => {
    expect(findEndRecord(tail)).toBeUndefined();
  });
});

const zip64Part = (id: number, ...values: bigint[]): Buffer => {
  const bytes = Buffer.alloc(4 + values.length * 8);
  bytes.writeUInt16LE(id, 0);
  bytes.writeUInt16LE(values.length * 8, 2);
  values.forEach((value, i) => bytes.writeBigUInt64LE(value, 4 + i * 8));
  return bytes;
};

describe('Zip64 fields', () => {
  const extra = Buffer.concat([zip64Part(0x5455, 9n), zip64Part(1, 5_000_000_000n, 7n)]);

  it.each([
    ['take marked values from the part, in order', [FFFF, 3, FFFF], extra, [5_000_000_000, 3, 7]],
    ['leave other values alone', [1, 2], extra, [1, 2]],
    ['are literal without a part', [FFFF], Buffer.alloc(0), [FFFF]],
    ['are literal when the part runs over the end', [FFFF], zip64Part(1, 1n).subarray(0, 8), [FFFF]],
  ])('%s', (_, values, bytes, wanted) => {
    expect(parseZip64Fields(values, bytes, damage)).toEqual(wanted);
  });

  it('refuse a part that is too short, and numbers that no file has', () => {
    expect(() => parseZip64Fields([FFFF, FFFF], zip64Part(1, 1n), damage)).toThrow(/Incomplete zip64/);
    expect(() => parseZip64Fields([FFFF], zip64Part(1, 2n ** 60n), damage)).toThrow(RawLogCorruptError);
    expect(parseUInt64(zip64Part(1, 2n ** 53n - 1n), 4, damage)).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('fail, if at all, with the right error, whatever the extra fields are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          expect(parseZip64Fields([FFFF, FFFF, 5], Buffer.from(bytes), damage)).toHaveLength(3);
        } catch (error) {
          expect(error).toBeInstanceOf(RawLogCorruptError);
        }
      }),
    );
  });
});

const descriptorOf = (crc: number, compressed: number, size: number, wide: boolean, signed: boolean): Buffer => {
  const bytes = Buffer.alloc(wide ? 20 : 12);
  bytes.writeUInt32LE(crc, 0);
  const put = (value: number, at: number): unknown =>
    wide ? bytes.writeBigUInt64LE(BigInt(value), at) : bytes.writeUInt32LE(value % 2 ** 32, at);
  put(compressed, 4);
  put(size, wide ? 12 : 8);
  return signed ? Buffer.concat([Buffer.from('504b0708', 'hex'), bytes]) : bytes;
};

/** Parses a descriptor that is followed by the directory, and returns how many bytes it took. */
const parseFrom = async (bytes: Buffer, seen: { crc: number; compressed: number; size: number }): Promise<number> => {
  const reader = readerOf(Buffer.concat([bytes, DIRECTORY]), 3);
  await parseDataDescriptor(reader, 'a.csv', seen, damage);
  return reader.offset;
};

describe.each([[true, true], [true, false], [false, true], [false, false]])('A data descriptor (wide %s, signed %s)', (wide, signed) => {
  it.each([
    [0xabcdef, 10, 20],
    [0, 0, 0],
    // Numbers that look like the signature.
    [0x08074b50, 10, 20],
    [0x08074b50, 0x08074b50, 0x08074b50],
    [1, 5_000_000_000, 6_000_000_000],
  ])('is recognised by its facts: %i %i %i', async (crc, compressed, size) => {
    const bytes = descriptorOf(crc, compressed, size, wide, signed);
    expect(await parseFrom(bytes, { crc, compressed, size })).toBe(bytes.length);
  });

  it('names the claim that is wrong', async () => {
    const bytes = descriptorOf(7, 10, 20, wide, signed);
    const seen = { crc: 7, compressed: 10, size: 20 };
    await expect(parseFrom(bytes, { ...seen, crc: 8 })).rejects.toThrow(
      'Wrong CRC-32 of a.csv in clicks.zip: expected 00000007 (data descriptor), got 00000008',
    );
    await expect(parseFrom(bytes, { ...seen, size: 21, crc: 8 })).rejects.toThrow(
      'Wrong size of a.csv in clicks.zip: expected 20 bytes (data descriptor), got 21 bytes',
    );
    await expect(parseFrom(bytes, { ...seen, compressed: 11 })).rejects.toThrow(/Wrong compressed size of a\.csv/);
  });
}); // prettier-ignore

it('A data descriptor is refused when the file ends in it', async () => {
  const reader = readerOf(Buffer.alloc(11));
  const seen = { crc: 0, compressed: 0, size: 0 };
  await expect(parseDataDescriptor(reader, 'a', seen, damage)).rejects.toThrow(/Truncated archive, data descriptor/);
});
