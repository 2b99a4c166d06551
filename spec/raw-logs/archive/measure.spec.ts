import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { damageOf } from '../../../lib/raw-logs/archive/damage.js';
import { createCap, measure } from '../../../lib/raw-logs/archive/damage.js';

it('knows CRC-32 and size of all chunks together', () => {
  const measured = { crc: 0, size: 0 };
  for (const part of ['ab', '', 'cde']) measure(measured, Buffer.from(part));
  expect(measured).toEqual({ crc: crc32('abcde'), size: 5 });
});

it('counts all entries against one cap', () => {
  const cap = createCap(10, damageOf('f'));
  cap.foresee(10);
  cap.add(6);
  expect(() => cap.foresee(5)).toThrow(/at most 10 bytes inflated, got 11/);
  cap.add(4);
  expect(() => cap.add(1)).toThrow(/too large/);
});
