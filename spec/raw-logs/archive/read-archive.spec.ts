import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RawLogCorruptError } from 'rxoffers';
import { type ArchiveOptions, readArchive } from '../../../lib/raw-logs/archive/read-archive.js';
import type { ByteSource } from '../../../lib/raw-logs/download/download-options.js';
import { sourceOf } from '../../support/download-of.js';
import { soak } from '../../support/soak.js';
import { buildZip, type ZipEntry } from '../../support/zip-builder.js';

const data = Buffer.from('one,two\n'.repeat(20));
const KINDS: readonly Partial<ZipEntry>[] = [
  {},
  { descriptor: 'signed' },
  { descriptor: 'bare' },
  { zip64: true },
  { zip64: true, descriptor: 'signed' },
  { zip64: true, descriptor: 'bare' },
  { method: 0 },
  { method: 0, zip64: true },
  { method: 0, descriptor: 'signed' },
  { method: 0, descriptor: 'bare' },
  { method: 0, zip64: true, descriptor: 'signed' },
];

/** The data of an archive, with the name and index of each entry at its end. */
const unpack = async (source: ByteSource, options: Partial<ArchiveOptions> = {}): Promise<string> => {
  let found = '';
  for await (const { entry, data: part, complete } of readArchive(source, { file: 'f', ...options })) {
    expect(complete).toBe(part.length === 0);
    found += complete ? `[${entry.index} ${entry.name}]` : part.toString();
  }
  return found;
};

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
const contents = /^(one,two\n){20}\[0 .*\](one,two\n){20}\[1 .*\]$/s;

/** The first bytes of an archive, and then an error. */
async function* cutStream(at: number, reason: Error, signal: AbortSignal): AsyncGenerator<Buffer> {
  yield* sourceOf((zips[0] as Buffer).subarray(0, at)).stream(signal);
  throw reason;
}

describe.each([[false], [true]])('readArchive (spool: %s)', (spool) => {
  it.each([1, 2, 3, 5, 7, 997])('reads entries of every kind that arrive %i bytes at a time', async (chunk) => {
    const entries = KINDS.map((kind, i) => ({ name: `${i}.csv`, data, ...kind }));
    const zip = buildZip(entries, { zip64End: true, comment: Buffer.from('x') });
    const wanted = KINDS.map((_, i) => `${String(data)}[${i} ${i}.csv]`).join('');
    expect(await unpack(sourceOf(zip, chunk), { spool })).toBe(wanted);
  });

  it('counts folders among the entries, and emits nothing for them', async () => {
    const zip = buildZip([
      { name: 'logs/', data, method: 0 },
      { name: 'logs/a', data },
    ]);
    expect(await unpack(sourceOf(zip), { spool })).toBe(`${String(data)}[1 logs/a]`);
  });

  it('fails with the error of its source, at once', async () => {
    const reason = new Error('source');
    for (const at of [0, 10, 100]) {
      const cut = { ...sourceOf(data), stream: (signal: AbortSignal) => cutStream(at, reason, signal) };
      await expect(unpack(cut, { spool })).rejects.toBe(reason);
    }
  });
});

describe('readArchive', () => {
  it('gives all of the data or the right error, whatever bytes are damaged', async () => {
    const share = fc.double({ min: 0, max: 0.999, noNaN: true });
    const damages = fc.array(fc.tuple(share, fc.nat(255)), { minLength: 1, maxLength: 4 });
    const chunk = fc.integer({ min: 1, max: 400 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...zips), damages, chunk, async (zip, edits, length) => {
        const bytes = Buffer.from(zip);
        for (const [at, value] of edits) bytes[Math.floor(at * bytes.length)] = value;
        const outcome = await unpack(sourceOf(bytes, length)).catch((error: unknown) => error);
        // A name may change the same way in both places, and so may a time or a comment: they are not the data.
        if (typeof outcome === 'string') expect(outcome).toMatch(contents);
        else expect(outcome).toBeInstanceOf(RawLogCorruptError);
      }),
      { numRuns: soak(150, 1000) },
    );
  });

  it('gives up on random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const zip = Buffer.concat([Buffer.from('504b0304', 'hex'), bytes]);
        await expect(unpack(sourceOf(zip, 16))).rejects.toBeInstanceOf(RawLogCorruptError);
      }),
      { numRuns: soak(30, 100) },
    );
  });

  it('spooled, refuses a file whose length is not what its source states', async () => {
    const [zip] = zips as [Buffer];
    const short = { ...sourceOf(zip), size: zip.length + 1 };
    await expect(unpack(short, { spool: true })).rejects.toThrow(/Wrong length/);
  });

  it('does not start when it is aborted before', async () => {
    let pulled = 0;
    const source = sourceOf(zips[0] as Buffer);
    // eslint-disable-next-line @typescript-eslint/require-await -- in real use it awaits
    const stream = async function* (signal: AbortSignal) {
      signal.throwIfAborted();
      pulled += 1;
      yield Buffer.alloc(0);
    };
    const signal = AbortSignal.abort(new Error('before'));
    await expect(unpack({ ...source, stream }, { signal })).rejects.toThrow('before');
    expect(pulled).toBe(0);
  });

  it('leaves no listener on a signal that outlives it', async () => {
    const { signal } = new AbortController();
    for (const zip of zips) await unpack(sourceOf(zip), { signal });
    const archive = readArchive(sourceOf(zips[0] as Buffer, 10), { file: 'f', signal });
    await archive.next();
    await archive.return?.();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});
