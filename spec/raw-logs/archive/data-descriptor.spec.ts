import { describe, expect, it } from 'vitest';
import { RawLogCorruptError } from 'rxoffers';
import { createByteReader } from '../../../lib/raw-logs/archive/byte-reader.js';
import { damageOf } from '../../../lib/raw-logs/archive/damage.js';
import { parseDataDescriptor } from '../../../lib/raw-logs/archive/zip-format.js';
import { sourceOf } from '../../support/download-of.js';

const damage = damageOf('f');
const write = (crc: number, compressed: number, size: number, wide: boolean, signed: boolean): Buffer => {
  const bytes = Buffer.alloc(wide ? 20 : 12);
  bytes.writeUInt32LE(crc, 0);
  const put = (value: number, at: number): unknown =>
    wide ? bytes.writeBigUInt64LE(BigInt(value), at) : bytes.writeUInt32LE(value % 2 ** 32, at);
  put(compressed, 4);
  put(size, wide ? 12 : 8);
  return signed ? Buffer.concat([Buffer.from('504b0708', 'hex'), bytes]) : bytes;
};
const next = Buffer.from('504b0102', 'hex');
const forms = [[true, true], [true, false], [false, true], [false, false]] as const; // prettier-ignore

const readFrom = async (bytes: Buffer, seen: { crc: number; compressed: number; size: number }): Promise<number> => {
  const chunks = sourceOf(bytes, 3).stream(new AbortController().signal)[Symbol.asyncIterator]();
  const reader = createByteReader(chunks, damage);
  await parseDataDescriptor(reader, 'a.csv', seen, damage);
  return reader.offset;
};

describe('readDataDescriptor', () => {
  it.each(forms)('reads its forms (wide %s, signed %s)', async (wide, signed) => {
    const facts = [
      [0xabcdef, 10, 20],
      [0, 0, 0],
      // A CRC-32 that looks like the signature.
      [0x08074b50, 10, 20],
      [0x08074b50, 0x08074b50, 0x08074b50],
    ] as const;
    for (const [crc, compressed, size] of facts) {
      const bytes = write(crc, compressed, size, wide, signed);
      expect(await readFrom(Buffer.concat([bytes, next]), { crc, compressed, size })).toBe(bytes.length);
    }
  });

  it('reads sizes beyond 32 bits, also where the form is narrow', async () => {
    for (const wide of [true, false]) {
      const bytes = write(1, 5_000_000_000, 6_000_000_000, wide, true);
      const seen = { crc: 1, compressed: 5_000_000_000, size: 6_000_000_000 };
      expect(await readFrom(Buffer.concat([bytes, next]), seen)).toBe(bytes.length);
    }
  });

  it.each(forms)('says what is wrong (wide %s, signed %s)', async (wide, signed) => {
    const bytes = Buffer.concat([write(7, 10, 20, wide, signed), next]);
    await expect(readFrom(bytes, { crc: 8, compressed: 10, size: 20 })).rejects.toThrow('expected 00000007 (data descriptor), got 00000008'); // prettier-ignore
    await expect(readFrom(bytes, { crc: 7, compressed: 10, size: 21 })).rejects.toThrow('expected 20 bytes');
  });

  it('notices the end of the file', async () => {
    await expect(readFrom(Buffer.alloc(11), { crc: 0, compressed: 0, size: 0 })).rejects.toBeInstanceOf(
      RawLogCorruptError,
    );
  });
});
