import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { createByteReader } from '../../../lib/raw-logs/archive/byte-reader.js';
import { damageOf } from '../../../lib/raw-logs/archive/damage.js';
import { parseLocalHeader } from '../../../lib/raw-logs/archive/zip-format.js';
import { createCap } from '../../../lib/raw-logs/archive/damage.js';
import { readEntry } from '../../../lib/raw-logs/archive/read-entry.js';
import { sourceOf } from '../../support/download-of.js';
import { buildZip, type ZipEntry } from '../../support/zip-builder.js';

const damage = damageOf('f');
const { signal } = new AbortController();
const data = Buffer.from('hello, world');

const read = async (entry: ZipEntry) => {
  const chunks = sourceOf(buildZip([entry]), 5)
    .stream(signal)
    [Symbol.asyncIterator]();
  const reader = createByteReader(chunks, damage);
  const header = await parseLocalHeader(reader, damage);
  const parts = readEntry(header, { reader, stored: data.length, cap: createCap(1000, damage), damage, signal });
  let text = '';
  for (;;) {
    const step = await parts.next();
    if (step.done) return { text, seen: step.value };
    text += step.value.toString();
  }
};

it.each([[0], [8]])('hands on the data and says what it was (method %i)', async (method) => {
  for (const kind of [{}, { descriptor: 'signed' as const }]) {
    const { text, seen } = await read({ data, method, ...kind });
    expect(text).toBe('hello, world');
    expect(seen).toMatchObject({ crc: crc32(data), size: data.length, offset: 0, method, name: Buffer.from('clicks.csv') }); // prettier-ignore
  }
});

it('checks what it saw against what was claimed', async () => {
  await expect(read({ data, local: { crc: 1 } })).rejects.toThrow(/local header/);
  await expect(read({ data, descriptor: 'bare', described: { size: 1 } })).rejects.toThrow(/data descriptor/);
  await expect(read({ data, local: { size: 5000 } })).rejects.toThrow(/too large/);
});
