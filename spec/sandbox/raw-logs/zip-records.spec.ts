import { describe, expect, it } from 'vitest';
import { dataDescriptor, directory, localHeader } from '../../../lib/sandbox/raw-logs/zip-records.js';

const form = { name: 'a.csv', compression: 'store', descriptor: false } as const;
const facts = { crc: 0xdeadbeef, compressed: 10, size: 20 };
const GIB = 2 ** 30;

describe('localHeader', () => {
  it('states the method, the CRC-32 and the sizes', () => {
    const header = localHeader({ ...form, compression: 'deflate' }, facts);
    expect(header.readUInt32LE(0)).toBe(0x04034b50);
    expect([header.readUInt16LE(8), header.readUInt32LE(14), header.readUInt32LE(18), header.readUInt32LE(22)]).toEqual(
      [...[8, 0xdeadbeef, 10, 20]],
    );
    expect(header.toString('latin1', 30)).toBe('a.csv');
  });

  it('states none of them when a descriptor follows', () => {
    const header = localHeader({ ...form, descriptor: true }, facts);
    expect([header.readUInt16LE(6) & 8, header.readUInt16LE(8), ...header.subarray(14, 26)]).toEqual([
      ...[8, 0, ...Array<number>(12).fill(0)],
    ]);
  });

  it('puts sizes from 4 GiB into an extra field', () => {
    const header = localHeader(form, { crc: 1, compressed: 5 * GIB, size: 6 * GIB });
    expect([header.readUInt32LE(18), header.readUInt32LE(22), header.readUInt16LE(28)]).toEqual([
      ...[0xffffffff, 0xffffffff, 20],
    ]);
    expect([header.readBigUInt64LE(39), header.readBigUInt64LE(47)]).toEqual([BigInt(6 * GIB), BigInt(5 * GIB)]);
  });
});

describe('dataDescriptor', () => {
  it('has a signature, and wide sizes from 4 GiB', () => {
    const withDescriptor = { ...form, descriptor: true };
    expect(dataDescriptor(form, facts)).toHaveLength(0);
    expect(dataDescriptor(withDescriptor, facts).toString('hex')).toBe('504b0708efbeadde0a00000014000000');
    expect(dataDescriptor(withDescriptor, { ...facts, size: 5 * GIB })).toHaveLength(24);
  });
});

describe('directory', () => {
  it('lists the entry and ends with its own position', () => {
    const bytes = directory(form, facts, 45);
    expect(bytes.readUInt32LE(0)).toBe(0x02014b50);
    expect([bytes.readUInt32LE(16), bytes.readUInt32LE(20), bytes.readUInt32LE(24)]).toEqual([0xdeadbeef, 10, 20]);
    const end = bytes.subarray(-22);
    expect([end.readUInt32LE(0), end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)]).toEqual([
      ...[0x06054b50, 1, bytes.length - 22, 45],
    ]);
  });

  it('has a wide end when it begins after 4 GiB', () => {
    const bytes = directory(form, { ...facts, compressed: 5 * GIB, size: 5 * GIB }, 5 * GIB);
    const wide = bytes.subarray(-22 - 20 - 56);
    expect([wide.readUInt32LE(0), wide.readBigUInt64LE(48), wide.readUInt32LE(56)]).toEqual([
      ...[0x06064b50, BigInt(5 * GIB), 0x07064b50],
    ]);
    expect(bytes.readUInt32LE(bytes.length - 6)).toBe(0xffffffff);
  });
});
