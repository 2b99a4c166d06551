import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RawLogCorruptError } from 'rxoffers';
import { openDirectory } from '../../../lib/raw-logs/archive/open-directory.js';
import { sourceOf } from '../../support/download-of.js';
import { damage } from '../../support/reader-of.js';
import { soak } from '../../support/soak.js';
import { buildZip } from '../../support/zip-builder.js';

const { signal } = new AbortController();
const open = (zip: Buffer, ranges = true) =>
  openDirectory(sourceOf(zip, 1000, ranges), { size: zip.length }, signal, damage);
const data = Buffer.alloc(100_000, 'x');
const entries = ['a', 'b'].map((name) => ({ name, data, method: 0, descriptor: 'signed' as const }));

describe('openDirectory', () => {
  it.each([
    [{}],
    [{ comment: Buffer.alloc(65_535, 'c') }],
    [{ zip64End: true }],
    [{ zip64End: true, comment: Buffer.alloc(65_535, 'c') }],
  ])('tells how long each entry is (%#)', async (options) => {
    const sizes = await open(buildZip(entries, options));
    expect([...(sizes ?? [])]).toEqual([[0, 100_000], [100_047, 100_000]]); // prettier-ignore
  });

  it('reads zip64 sizes and a directory that is longer than the tail', async () => {
    const one = { data: Buffer.from('x'), zip64: true, method: 0 };
    const many = Array.from({ length: 3000 }, (_, i) => ({ ...one, name: `${'n'.repeat(40)}${i}` }));
    expect((await open(buildZip(many)))?.size).toBe(3000);
  });

  it('resolves with nothing when ranges are not supported', async () => {
    expect(await open(buildZip(entries), false)).toBeUndefined();
  });

  it.each([
    ['no archive', Buffer.from('nothing of the kind'), /Not a zip/],
    ['an offset after the end', buildZip(entries, { end: { offset: 900_000 } }), /offset of the directory/],
    ['too many entries', buildZip(entries, { end: { entries: 60_000 } }), /number of entries/],
    ['far too many entries', buildZip(entries, { zip64End: true, end: { entries: 2 ** 40 } }), /number of entries/],
  ])('refuses %s', async (_, zip, words) => {
    await expect(open(zip)).rejects.toThrow(words);
  });

  it('neither hangs nor crashes on a damaged end', async () => {
    const zip = buildZip(
      entries.map((entry) => ({ ...entry, data: Buffer.from('x') })),
      { zip64End: true },
    );
    const from = zip.indexOf(Buffer.from('504b0102', 'hex'));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: from, max: zip.length - 1 }), fc.nat(255), async (at, value) => {
        const bytes = Buffer.from(zip);
        bytes[at] = value;
        const outcome = await open(bytes).catch((error: unknown) => error);
        expect(outcome instanceof Map || outcome instanceof RawLogCorruptError).toBe(true);
      }),
      { numRuns: soak(60, 300) },
    );
  });
});
