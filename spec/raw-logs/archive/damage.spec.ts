import { expect, it } from 'vitest';
import { RawLogCorruptError } from 'rxoffers';
import { damageOf, hex } from '../../../lib/raw-logs/archive/damage.js';

it('makes errors of one file', () => {
  const cause = new Error('z');
  const error = damageOf('clicks.zip')('Wrong size', 5, '7 bytes', cause);
  expect(error).toBeInstanceOf(RawLogCorruptError);
  expect(error).toMatchObject({ file: 'clicks.zip', expected: 5, actual: '7 bytes', cause });
  expect('cause' in damageOf('f')('x', 1, 2)).toBe(false);
});

it('writes a CRC-32 in eight digits', () => {
  expect([hex(0), hex(-1), hex(0xdeadbeef)]).toEqual(['00000000', 'ffffffff', 'deadbeef']);
});
