import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RawLogCorruptError } from 'rxoffers';
import { streamArchive } from '../../../lib/raw-logs/archive/read-archive.js';
import { sourceOf } from '../../support/download-of.js';
import { buildZip } from '../../support/zip-builder.js';

const { signal } = new AbortController();
const data = Buffer.from('one,two\n'.repeat(20));
const zips = [
  buildZip([{ data }, { name: 'b', data, descriptor: 'signed', zip64: true }], { comment: Buffer.from('c') }),
  buildZip(
    [
      { data, method: 0 },
      { name: 'b', data, method: 0, descriptor: 'bare' },
    ],
    { zip64End: true },
  ),
];

const text = async (zip: Buffer, piece: number): Promise<string> => {
  let found = '';
  for await (const chunk of streamArchive(sourceOf(zip, piece), { file: 'f', maxInflatedBytes: 1e6 }, signal))
    found += chunk.complete ? `[${chunk.entry.index}]` : chunk.data.toString();
  return found;
};
const whole = `${String(data)}[0]${String(data)}[1]`;

describe('streamArchive', () => {
  it('marks the end of each entry', async () => {
    for (const zip of zips) expect(await text(zip, 50)).toBe(whole);
  });

  it('gives all of the data or the right error, whatever bytes are damaged', async () => {
    const damages = fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), { minLength: 1, maxLength: 4 }); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...zips),
        damages,
        fc.integer({ min: 1, max: 400 }),
        async (zip, edits, piece) => {
          const bytes = Buffer.from(zip);
          for (const [place, value] of edits) bytes[Math.floor(place * bytes.length)] = value;
          const outcome = await text(bytes, piece).catch((error: unknown) => error);
          // A name may change in both places alike, so may a time or a comment: those are not the data.
          if (typeof outcome === 'string') expect(outcome).toBe(whole);
          else expect(outcome).toBeInstanceOf(RawLogCorruptError);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('gives up on random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const zip = Buffer.concat([Buffer.from('504b0304', 'hex'), bytes]);
        await expect(text(zip, 16)).rejects.toBeInstanceOf(RawLogCorruptError);
      }),
    );
  });
});
