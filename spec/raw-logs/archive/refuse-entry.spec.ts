import { expect, it } from 'vitest';
import { damageOf } from '../../../lib/raw-logs/archive/damage.js';
import { refuseEntry } from '../../../lib/raw-logs/archive/read-entry.js';

const check = (flags: number, method: number) => () =>
  refuseEntry(
    { offset: 0, flags, method, crc: 0, compressed: 0, size: 0, name: Buffer.from('a.csv'), descriptor: false },
    damageOf('f'),
  );

it.each([[0, 0], [8, 8], [0x808, 8], [6, 8]])('reads flags %i, method %i', (flags, method) => {
  expect(check(flags, method)).not.toThrow();
}); // prettier-ignore

it.each([
  [0x01, 8, /Encrypted entry a\.csv/],
  [0x40, 8, /Encrypted/],
  [0x2000, 8, /Encrypted/],
  [0x20, 8, /patch data/],
  [0, 9, /method 9 \(Deflate64\)/],
  [0, 12, /method 12 \(bzip2\)/],
  [0, 14, /LZMA/],
  [0, 93, /Zstandard/],
  [1, 99, /Encrypted/],
  [0, 1234, /method 1234$/],
])('refuses flags %i, method %i', (flags, method, words) => {
  expect(check(flags, method)).toThrow(words);
});
