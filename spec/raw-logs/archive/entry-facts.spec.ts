import { expect, it } from 'vitest';
import { damageOf } from '../../../lib/raw-logs/archive/damage.js';
import { checkFacts } from '../../../lib/raw-logs/archive/damage.js';

const facts = { crc: 0xabc, compressed: 5, size: 9 };
const check = (claimed: Partial<typeof facts>) => () =>
  checkFacts('a.csv', 'directory', { ...facts, ...claimed }, facts, damageOf('f'));

it('says which claim is wrong, and where it was made', () => {
  expect(check({})).not.toThrow();
  expect(check({ crc: 1 })).toThrow('Wrong CRC-32 of a.csv in f: expected 00000001 (directory), got 00000abc');
  expect(check({ size: 1, crc: 1 })).toThrow('Wrong size of a.csv in f: expected 1 bytes (directory), got 9 bytes');
  expect(check({ compressed: 1 })).toThrow(/Wrong compressed size/);
});
