import { expect, it } from 'vitest';
import { createByteReader } from '../../../lib/raw-logs/archive/byte-reader.js';
import { damageOf } from '../../../lib/raw-logs/archive/damage.js';
import { storedEntry } from '../../../lib/raw-logs/archive/read-entry.js';
import { sourceOf } from '../../support/download-of.js';

const readerOf = (text: string) =>
  createByteReader(sourceOf(Buffer.from(text), 4).stream(new AbortController().signal)[Symbol.asyncIterator](), damageOf('f')); // prettier-ignore

it('hands on as many bytes as asked, as they come', async () => {
  const reader = readerOf('0123456789');
  const parts: string[] = [];
  for await (const part of storedEntry(reader, 6, damageOf('f'))) parts.push(part.toString());
  expect(parts).toEqual(['0123', '45']);
  expect(reader.offset).toBe(6);
});

it('says how much is missing', async () => {
  const parts = storedEntry(readerOf('0123'), 6, damageOf('f'));
  await parts.next();
  await expect(parts.next()).rejects.toThrow(/2 more bytes/);
});
