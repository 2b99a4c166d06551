import { expect, it } from 'vitest';
import { createByteReader } from '../../../lib/raw-logs/archive/byte-reader.js';
import { damageOf } from '../../../lib/raw-logs/archive/damage.js';
import { nameOf, parseLocalHeader } from '../../../lib/raw-logs/archive/zip-format.js';
import { sourceOf } from '../../support/download-of.js';
import { buildZip, type ZipEntry } from '../../support/zip-builder.js';

const headerOf = (entry: ZipEntry) => {
  const chunks = sourceOf(buildZip([entry]), 5)
    .stream(new AbortController().signal)
    [Symbol.asyncIterator]();
  return parseLocalHeader(createByteReader(chunks, damageOf('f')), damageOf('f'));
};
const data = Buffer.from('hello');

it('reads what stands in front of an entry', async () => {
  expect(await headerOf({ data, method: 0, extra: Buffer.from('99990000', 'hex') })).toMatchObject({
    offset: 0, method: 0, compressed: 5, size: 5, descriptor: false, name: Buffer.from('clicks.csv'),
  }); // prettier-ignore
  expect(await headerOf({ data, method: 0, zip64: true })).toMatchObject({ compressed: 5, size: 5 });
  expect(await headerOf({ data, descriptor: 'bare' })).toMatchObject({ descriptor: true, method: 8 });
});

it('reads names with and without the UTF-8 flag', async () => {
  expect(nameOf(await headerOf({ data, name: 'ü.csv', flags: 0x800 }))).toBe('ü.csv');
  expect(nameOf(await headerOf({ data, name: 'a.csv' }))).toBe('a.csv');
});
