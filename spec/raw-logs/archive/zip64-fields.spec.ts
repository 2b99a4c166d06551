import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RawLogCorruptError } from 'rxoffers';
import { damageOf } from '../../../lib/raw-logs/archive/damage.js';
import { parseUInt64, parseZip64Fields } from '../../../lib/raw-logs/archive/zip-format.js';

const damage = damageOf('f');
const FFFF = 0xffffffff;
const part = (id: number, ...values: bigint[]): Buffer => {
  const bytes = Buffer.alloc(4 + values.length * 8);
  bytes.writeUInt16LE(id, 0);
  bytes.writeUInt16LE(values.length * 8, 2);
  values.forEach((value, i) => bytes.writeBigUInt64LE(value, 4 + i * 8));
  return bytes;
};

describe('zip64 fields', () => {
  it('takes from the part what says so, in order', () => {
    const extra = Buffer.concat([part(0x5455, 9n), part(1, 5_000_000_000n, 7n)]);
    expect(parseZip64Fields([FFFF, 3, FFFF], extra, damage)).toEqual({ values: [5_000_000_000, 3, 7], zip64: true });
    expect(parseZip64Fields([1, 2], extra, damage).values).toEqual([1, 2]);
  });

  it('means what it says without a part', () => {
    expect(parseZip64Fields([FFFF], Buffer.alloc(0), damage)).toEqual({ values: [FFFF], zip64: false });
    expect(parseZip64Fields([FFFF], part(1, 1n).subarray(0, 8), damage)).toEqual({ values: [FFFF], zip64: false });
  });

  it('refuses a part that is too short and numbers that no file has', () => {
    expect(() => parseZip64Fields([FFFF, FFFF], part(1, 1n), damage)).toThrow(/Incomplete zip64/);
    expect(() => parseZip64Fields([FFFF], part(1, 2n ** 60n), damage)).toThrow(RawLogCorruptError);
    expect(parseUInt64(part(1, 2n ** 53n - 1n), 4, damage)).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('fails, if at all, with the right error, whatever the extra field holds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (extra) => {
        try {
          expect(parseZip64Fields([FFFF, FFFF, 5], Buffer.from(extra), damage).values).toHaveLength(3);
        } catch (error) {
          expect(error).toBeInstanceOf(RawLogCorruptError);
        }
      }),
    );
  });
});
