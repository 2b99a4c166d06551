import { expect, it } from 'vitest';
import * as signatures from '../../../lib/raw-logs/archive/zip-signatures.js';

it('names structures that all begin with PK', () => {
  const { IN_ZIP64, ...structures } = signatures;
  expect(IN_ZIP64).toBe(2 ** 32 - 1);
  expect(new Set(Object.values(structures)).size).toBe(7);
  for (const signature of Object.values(structures)) expect(signature & 0xffff).toBe(Buffer.from('PK').readUInt16LE());
});
