import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { RawLogCorruptError } from 'rxoffers';
import type { ArchiveOptions } from '../../../lib/raw-logs/archive/read-archive.js';
import { readArchive } from '../../../lib/raw-logs/archive/read-archive.js';
import type { ByteSource } from '../../../lib/raw-logs/download/download-options.js';
import { FILE, serve, sourceOf } from '../../support/download-of.js';
import { buildZip, type ZipEntry, type ZipOptions } from '../../support/zip-builder.js';

const text = (rows: number): Buffer =>
  Buffer.from(Array.from({ length: rows }, (_, i) => `${i},2016-09-09 10:00:00,tx${i * 7919},US\n`).join(''));
const csv = text(20_000);
const noise = randomBytes(300_000);

const digest = (data: Buffer): string => createHash('sha256').update(data).digest('base64');
/** What `unpack` finds in an entry of this name with these bytes. */
const is = (name: string, data: Buffer): [string, string] => [name, digest(data)];

async function* failAfter(bytes: Buffer, reason: Error, signal: AbortSignal): AsyncGenerator<Buffer> {
  yield* sourceOf(bytes).stream(signal);
  throw reason;
}

/** The entries of an archive, each put together; fails unless each is closed by its mark. */
const unpack = async (source: ByteSource, options: Partial<ArchiveOptions> = {}): Promise<[string, string][]> => {
  const entries: [string, Buffer[], boolean][] = [];
  for await (const { entry, data, complete } of readArchive(source, { file: FILE, ...options })) {
    if (entries.at(-1)?.[2] !== false) entries.push([entry.name, [], false]);
    const current = entries.at(-1) as [string, Buffer[], boolean];
    expect(current[0]).toBe(entry.name);
    current[1].push(data);
    current[2] = complete;
  }
  expect(entries.every(([, , complete]) => complete)).toBe(true);
  return entries.map(([name, parts]) => [name, digest(Buffer.concat(parts))]);
};

const unpackZip = (entries: readonly ZipEntry[], options: ZipOptions = {}, piece = 64 * 1024, spool = false) =>
  unpack(sourceOf(buildZip(entries, options), piece), { spool });

const damageIn = async (zip: Buffer, options: Partial<ArchiveOptions> = {}): Promise<RawLogCorruptError> => {
  const error = await unpack(sourceOf(zip, 1000), options).then(
    (entries) => new Error(`${entries.length} entries and no error`),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RawLogCorruptError);
  expect(error).toMatchObject({ file: FILE });
  return error as RawLogCorruptError;
};

// What `unzip` calls such an archive stands beside it.
const kinds: readonly (readonly [string, Partial<ZipEntry>])[] = [
  ['deflated', {}],
  ['deflated, signed descriptor', { descriptor: 'signed' }],
  ['deflated, bare descriptor', { descriptor: 'bare' }],
  ['deflated, zip64', { zip64: true }],
  ['deflated, zip64, signed descriptor', { zip64: true, descriptor: 'signed' }],
  ['deflated, zip64, bare descriptor', { zip64: true, descriptor: 'bare' }],
  ['stored', { method: 0 }],
  ['stored, zip64', { method: 0, zip64: true }],
  ['stored, signed descriptor', { method: 0, descriptor: 'signed' }],
  ['stored, bare descriptor', { method: 0, descriptor: 'bare' }],
  ['stored, zip64, signed descriptor', { method: 0, zip64: true, descriptor: 'signed' }],
];

describe.each([[false], [true]])('readArchive (spool: %s)', (spool) => {
  it.each(kinds)('reads an entry that is %s (row 129)', async (_, kind) => {
    for (const piece of [997, 65_536, 10_000_000])
      expect(await unpackZip([{ data: csv, ...kind }], {}, piece, spool)).toEqual([is('clicks.csv', csv)]);
  });

  it.each(kinds)('reads several entries that are %s, an empty one among them', async (_, kind) => {
    const entries = [
      { name: 'a.csv', data: csv, ...kind },
      { name: 'empty.csv', data: Buffer.alloc(0), ...kind },
      { name: 'ü.csv', flags: 0x800, data: noise, ...kind },
    ];
    const found = await unpackZip(entries, { comment: Buffer.from('several') }, 3001, spool);
    expect(found).toEqual([is('a.csv', csv), is('empty.csv', Buffer.alloc(0)), is('ü.csv', noise)]);
  });

  it.each([1, 2, 3, 5, 7])('reads archives that arrive %i bytes at a time', async (piece) => {
    const data = text(50);
    const entries = kinds.map(([name, kind]) => ({ name, data, ...kind }));
    const found = await unpackZip(entries, { zip64End: true, comment: Buffer.from('x') }, piece, spool);
    expect(found).toEqual(kinds.map(([name]) => is(name, data)));
  });

  it('reads empty archives, with and without a comment and zip64', async () => {
    expect(await unpackZip([], {}, 10, spool)).toEqual([]);
    expect(await unpackZip([], { comment: Buffer.from('nothing') }, 10, spool)).toEqual([]);
    expect(await unpackZip([], { zip64End: true }, 10, spool)).toEqual([]);
  });

  it('passes over directories', async () => {
    const folder = { name: 'logs/', data: Buffer.alloc(0), method: 0 };
    expect(await unpackZip([folder, { name: 'logs/a.csv', data: csv }], {}, 100, spool)).toEqual([
      is('logs/a.csv', csv),
    ]);
  });

  it('is not misled by an archive inside, nor by signatures in data and comment', async () => {
    const inner = buildZip([{ data: csv, descriptor: 'signed' }], { comment: Buffer.from('inner') });
    const signatures = Buffer.from('504b0708504b0304504b0102504b0506504b0506'.repeat(20), 'hex');
    const data = Buffer.concat([signatures, inner, signatures]);
    for (const [, kind] of kinds)
      expect(
        await unpackZip([{ data, ...kind }], { comment: Buffer.concat([signatures, Buffer.from('c')]) }, 4096, spool),
      ).toEqual([is('clicks.csv', data)]);
  });

  it('reads comments of any length', async () => {
    for (const length of [1, 100, 65_535])
      for (const kind of [{}, { method: 0, descriptor: 'signed' as const }])
        expect(await unpackZip([{ data: csv, ...kind }], { comment: Buffer.alloc(length, 'c') }, 5000, spool)).toEqual([
          is('clicks.csv', csv),
        ]);
  });

  const lies: readonly (readonly [string, Buffer, RegExp])[] = [
    ['wrong CRC-32, deflated', buildZip([{ data: csv, local: { crc: 1 } }]), /CRC-32/],
    ['wrong CRC-32, stored', buildZip([{ data: csv, method: 0, local: { crc: 1 } }]), /CRC-32/],
    [
      'wrong CRC-32 in the descriptor',
      buildZip([{ data: csv, descriptor: 'signed', described: { crc: 1 } }]),
      /CRC-32/,
    ],
    ['wrong CRC-32 in the directory', buildZip([{ data: csv, listed: { crc: 1 } }]), /CRC-32/],
    ['wrong CRC-32 in all places', buildZip([{ data: csv, local: { crc: 1 }, listed: { crc: 1 } }]), /CRC-32/],
    ['wrong size', buildZip([{ data: csv, local: { size: 999 } }]), /size/],
    ['wrong size in the descriptor', buildZip([{ data: csv, descriptor: 'bare', described: { size: 999 } }]), /size/],
    ['wrong size in the directory', buildZip([{ data: csv, listed: { size: 999 } }]), /size/],
    ['compressed size too small', buildZip([{ data: csv, local: { compressed: 999 } }]), /size/],
    ['compressed size too large', buildZip([{ data: csv, local: { compressed: 9_999_999 } }]), /size/],
    [
      'stored size too small',
      buildZip([{ data: csv, method: 0, local: { compressed: 999, size: 999 } }]),
      /Broken|CRC/,
    ],
    [
      'stored size too large',
      buildZip([{ data: csv, method: 0, local: { compressed: 9_999_999, size: 9_999_999 } }]),
      /Truncated/,
    ],
    [
      'stored length that the directory has wrong',
      buildZip([{ data: csv, method: 0, descriptor: 'signed', listed: { compressed: 10 } }]),
      /size|CRC|Broken/,
    ],
    ['another name in the directory', buildZip([{ data: csv, listed: { name: 'x.csv' } }]), /name/],
    ['another method in the directory', buildZip([{ data: csv, listed: { method: 0 } }]), /method/],
    ['another place in the directory', buildZip([{ data: csv, listed: { offset: 5 } }]), /lists/],
    ['an entry that is not listed', buildZip([{ data: csv }, { name: 'b', data: csv, listed: false }]), /incomplete/],
    ['wrong number of entries', buildZip([{ data: csv }], { end: { entries: 2 } }), /number/],
    ['wrong size of the directory', buildZip([{ data: csv }], { end: { size: 7 } }), /size of the directory/],
    ['wrong place of the directory', buildZip([{ data: csv }], { end: { offset: 7 } }), /place of the directory/],
    ['bytes behind the end', buildZip([{ data: csv }], { after: Buffer.from('x') }), /after the end|Not a zip/],
    ['bytes in front', buildZip([{ data: csv }], { before: Buffer.from('x') }), /Not a zip/],
    ['nothing', Buffer.alloc(0), /Not a zip/],
    ['XML', Buffer.from('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'), /Not a zip/],
    ['two bytes', Buffer.from('PK'), /Not a zip/],
  ];
  it.each(lies)('refuses an archive with %s', async (_, zip, message) => {
    expect((await damageIn(zip, { spool })).message).toMatch(message);
  });

  it('refuses what it cannot read by name', async () => {
    const refused = async (entry: Partial<ZipEntry>) =>
      (await damageIn(buildZip([{ data: csv, ...entry }]), { spool })).message;
    expect(await refused({ method: 12 })).toMatch(/clicks\.csv.*stored or deflated.*method 12 \(bzip2\)/);
    expect(await refused({ method: 77 })).toMatch(/method 77/);
    expect(await refused({ flags: 1 })).toMatch(/Encrypted entry clicks\.csv/);
    expect(await refused({ flags: 0x20 })).toMatch(/patch data/);
  });

  it('ends an archive that inflates to more than allowed', async () => {
    const bomb = { data: Buffer.alloc(50 * 2 ** 20) };
    const maxInflatedBytes = 2 ** 20;
    for (const kind of [{}, { descriptor: 'signed' as const }, { local: { size: 10 } }])
      expect((await damageIn(buildZip([{ ...bomb, ...kind }]), { spool, maxInflatedBytes })).message).toMatch(
        /too large/,
      );
    const several = [csv, csv, csv].map((data, i) => ({ name: `${i}`, data }));
    expect((await damageIn(buildZip(several), { spool, maxInflatedBytes: csv.length * 2.5 })).message).toMatch(
      /too large/,
    );
    expect(await unpack(sourceOf(buildZip(several)), { spool, maxInflatedBytes: csv.length * 3 })).toHaveLength(3);
  });

  it('refuses an archive cut anywhere', async () => {
    const data = text(20);
    const zip = buildZip([{ data }, { name: 'b', data, descriptor: 'signed' }, { name: 'c', method: 0, data }], {
      zip64End: true,
      comment: Buffer.from('comment'),
    });
    for (let length = 0; length < zip.length; length += 1) await damageIn(zip.subarray(0, length), { spool });
  });

  it('notices a flipped bit, unless it says nothing of the data', async () => {
    const data = text(20);
    const raw = deflateRawSync(data);
    const zip = buildZip([{ data, raw }]);
    const start = 30 + 'clicks.csv'.length;
    let refused = 0;
    for (let at = start; at < start + raw.length; at += 1) {
      const flipped = Buffer.from(zip);
      flipped[at] = (flipped[at] as number) ^ 0x10;
      const outcome = await unpack(sourceOf(flipped), { spool }).catch((error: unknown) => error);
      // Padding bits of a deflate stream may be anything.
      if (!(outcome instanceof RawLogCorruptError)) expect(outcome).toEqual([is('clicks.csv', data)]);
      else refused += 1;
    }
    expect(refused).toBeGreaterThan(raw.length - 5);
  });

  it('removes its temporary files, whatever happens', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'spec-'));
    try {
      const options = { spool, tmpdir: directory };
      const stored = buildZip([{ data: csv, method: 0, descriptor: 'signed' }]);
      await unpack(sourceOf(stored, 1000, false), options);
      await damageIn(stored.subarray(0, 5000), options);
      const archive = readArchive(sourceOf(stored, 1000, false), { file: FILE, ...options });
      await archive.next();
      await archive.return?.();
      expect(await readdir(directory)).toEqual([]);
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});

describe('readArchive, streaming', () => {
  it('hands on before the rest has arrived', async () => {
    const zip = buildZip([{ data: noise }, { name: 'stored', data: noise, method: 0 }]);
    for (const stallAt of [200_000, 500_000]) {
      await using served = await serve(zip, () => ({ stallAt }));
      const archive = readArchive(served.source, { file: FILE });
      const step = await archive.next();
      expect(step.done).toBe(false);
      await archive.return?.();
      await expect.poll(() => served.server.sockets.size).toBe(0);
    }
  });

  it('hands on nothing before all is verified with spool', async () => {
    const zip = buildZip([{ data: noise }, { name: 'b', data: noise, listed: { crc: 1 } }]);
    await expect(readArchive(sourceOf(zip), { file: FILE, spool: true }).next()).rejects.toBeInstanceOf(
      RawLogCorruptError,
    );
  });

  it('reads the end of an archive in between for stored entries with a descriptor', async () => {
    const entries = ['a', 'b'].map((name) => ({ name, data: noise, method: 0, descriptor: 'signed' as const }));
    await using served = await serve(buildZip(entries));
    expect(await unpack(served.source)).toEqual([is('a', noise), is('b', noise)]);
    expect(served.server.requests).toHaveLength(2);
    expect(served.server.requests[1]?.range).toMatch(/^bytes=\d+-\d+$/);
  });

  it.each([[{ ranges: false }], [{ chunked: true }]])('spools the rest where it cannot: %o', async (behaviour) => {
    const entries = [
      { name: 'first', data: csv },
      ...['a', 'b'].map((name) => ({ name, data: noise, method: 0, descriptor: 'bare' as const })),
    ];
    await using served = await serve(buildZip(entries), () => behaviour);
    expect(await unpack(served.source)).toEqual([is('first', csv), is('a', noise), is('b', noise)]);
  });

  it('inflates the same records over connections that break at any of 60 offsets, alone and three in a row', async () => {
    const zip = buildZip([
      { name: 'a', data: csv },
      { name: 'b', data: noise, descriptor: 'signed' },
    ]);
    for (let round = 0; round < 60; round += 1) {
      const cuts = Array.from({ length: round % 2 === 0 ? 1 : 3 }, () => Math.floor(Math.random() * zip.length));
      await using served = await serve(zip, (n) => (n < cuts.length ? { cutAt: cuts[n] as number } : {}));
      expect(await unpack(served.source), `cut at ${cuts.join(', ')}`).toEqual([is('a', csv), is('b', noise)]);
    }
  });

  it('passes on what its source fails with, at once', async () => {
    const reason = new Error('source');
    const zip = buildZip([{ data: noise }]);
    for (const at of [0, 10, 100_000]) {
      const failing: ByteSource = {
        ...sourceOf(zip),
        stream: (signal) => failAfter(zip.subarray(0, at), reason, signal),
      };
      await expect(unpack(failing)).rejects.toBe(reason);
      await expect(unpack(failing, { spool: true })).rejects.toBe(reason);
    }
  });

  it.each([
    ['where it is inflated', buildZip([{ data: noise, raw: Buffer.alloc(200_000, 0xff) }])],
    ['behind what was inflated', buildZip([{ data: noise, descriptor: 'signed' }])],
  ])('ends in an error at once though the source stalls, %s', async (_, zip) => {
    await using served = await serve(zip, () => ({ stallAt: 150_000 }));
    const found = unpack(served.source, { maxInflatedBytes: 100_000 });
    await expect(found).rejects.toBeInstanceOf(RawLogCorruptError);
    await expect.poll(() => served.server.sockets.size).toBe(0);
  });
});

describe('readArchive, leaving', () => {
  const zip = buildZip([{ data: noise }]);

  it.each([
    ['abort', 10],
    ['return', 10],
    ['abort', 100_000],
    ['return', 100_000],
  ] as const)('settles a pending next at once (%s, stalled at byte %i)', async (how, stallAt) => {
    await using served = await serve(zip, () => ({ stallAt }));
    const abort = new AbortController();
    const archive = readArchive(served.source, { file: FILE, signal: abort.signal });
    const drained = (async () => {
      for (;;) if ((await archive.next()).done) return 'done';
    })();
    // All that comes has come.
    await expect.poll(() => served.server.sent).toBe(stallAt);
    if (how === 'abort') abort.abort(new Error('left'));
    else expect(await archive.return?.()).toEqual({ done: true, value: undefined });
    expect(await drained.catch((error: Error) => error.message)).toBe(how === 'abort' ? 'left' : 'done');
    await expect.poll(() => served.server.sockets.size).toBe(0);
  });

  it('does not start when aborted before', async () => {
    await using served = await serve(zip);
    await expect(unpack(served.source, { signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow('before');
    expect(served.server.requests).toHaveLength(0);
  });

  it('leaves no handle after 1,000 rounds of leaving', async () => {
    const before = process.getActiveResourcesInfo().length;
    for (let round = 0; round < 1000; round += 1) {
      const archive = readArchive(sourceOf(zip, 1000), { file: FILE });
      await archive.next();
      if (round % 2 === 0) await archive.next();
      await archive.return?.();
    }
    expect(process.getActiveResourcesInfo().length).toBeLessThan(before + 5);
  });

  it('leaves no listener on a signal that many archives share', async () => {
    const { signal } = new AbortController();
    let listening = 0;
    const counted = new Proxy(signal, {
      get: (target, key) => {
        if (key === 'addEventListener')
          return (...args: Parameters<AbortSignal['addEventListener']>) => {
            listening += 1;
            target.addEventListener(...args);
          };
        if (key === 'removeEventListener')
          return (...args: Parameters<AbortSignal['removeEventListener']>) => {
            listening -= 1;
            target.removeEventListener(...args);
          };
        const value: unknown = Reflect.get(target, key, target);
        return value;
      },
    });
    await unpack(sourceOf(zip), { signal: counted });
    expect(listening).toBe(0);
  });
});
