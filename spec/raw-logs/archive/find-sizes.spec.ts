import { expect, it } from 'vitest';
import { tmpdir } from 'node:os';
import { createByteReader } from '../../../lib/raw-logs/archive/byte-reader.js';
import { damageOf } from '../../../lib/raw-logs/archive/damage.js';
import { findSizes } from '../../../lib/raw-logs/archive/open-directory.js';
import { sourceOf } from '../../support/download-of.js';
import { buildZip } from '../../support/zip-builder.js';

const damage = damageOf('f');
const { signal } = new AbortController();
const zip = buildZip([{ data: Buffer.from('hello'), method: 0, descriptor: 'signed' }]);

const find = async (ranges: boolean) => {
  const source = sourceOf(zip, 8, ranges);
  const reader = createByteReader(source.stream(signal)[Symbol.asyncIterator](), damage);
  await reader.take(10, 'x');
  return { reader, found: await findSizes(source, reader, tmpdir(), signal, damage) };
};

it('goes on with the same reader where ranges are served', async () => {
  const { reader, found } = await find(true);
  expect(found.reader).toBe(reader);
  expect(found.temp).toBeUndefined();
  expect(found.sizes.get(0)).toBe(5);
});

it('goes on at the same place of a temporary file where they are not', async () => {
  const { found } = await find(false);
  expect(found.sizes.get(0)).toBe(5);
  expect(found.reader.offset).toBe(10);
  expect(await found.reader.take(zip.length - 10, 'x')).toEqual(zip.subarray(10));
  await found.temp?.close();
});
