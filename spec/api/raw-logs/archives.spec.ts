import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstValueFrom } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ContentOptions, RawLogCorruptError } from 'rxoffers';
import { type ArchiveService, readContent, serveArchive } from '../../support/archive-service.js';
import { soak } from '../../support/soak.js';
import { buildZip, type ZipEntry, type ZipOptions } from '../../support/zip-builder.js';

const text = (rows: number): Buffer =>
  Buffer.from(Array.from({ length: rows }, (_, i) => `${i},2016-09-09 10:00:00,tx${i * 7919},US\n`).join(''));
const csv = text(5_000);
const noise = randomBytes(300_000);

const EMPTY = buildZip([]);

/** Reads each of these archives in turn, and expects it to hold exactly these bytes. */
const expectContent = async (
  service: ArchiveService,
  archives: readonly Buffer[],
  wanted: Buffer,
  options: ContentOptions = {},
): Promise<void> => {
  for (const archive of archives) {
    service.replace(archive);
    const { bytes, error } = await readContent(service.file, options);
    expect(error).toBeUndefined();
    expect(bytes.equals(wanted)).toBe(true);
  }
};

/** Reads an archive that is expected to be refused, and returns the error. */
const refusalOf = async (service: ArchiveService, archive: Buffer, options: ContentOptions = {}) => {
  service.replace(archive);
  const { bytes, error } = await readContent(service.file, options);
  expect(error).toBeInstanceOf(RawLogCorruptError);
  expect(error).toMatchObject({ file: service.file.filename });
  if (options.spool) expect(bytes).toHaveLength(0);
  return (error as RawLogCorruptError).message;
};

const freshDirectory = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'rxoffers-archives-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
};

const KINDS: readonly (readonly [string, Partial<ZipEntry>])[] = [
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

const stored = { method: 0 } as const;
const zip = (entry: Partial<ZipEntry> = {}, options: ZipOptions = {}): Buffer =>
  buildZip([{ data: csv, ...entry }], options);

const LIES: readonly (readonly [string, Buffer, RegExp])[] = [
  ['a wrong CRC-32, deflated', zip({ local: { crc: 1 } }), /Wrong CRC-32.*local header/],
  ['a wrong CRC-32, stored', zip({ ...stored, local: { crc: 1 } }), /Wrong CRC-32.*local header/],
  ['a wrong CRC-32 in the descriptor', zip({ descriptor: 'signed', described: { crc: 1 } }), /CRC-32.*data descriptor/],
  ['a wrong CRC-32 in the directory', zip({ listed: { crc: 1 } }), /Wrong CRC-32.*directory/],
  ['a wrong CRC-32 everywhere', zip({ local: { crc: 1 }, listed: { crc: 1 } }), /CRC-32/],
  ['a wrong size', zip({ local: { size: 999 } }), /Wrong size/],
  ['a wrong size in the descriptor', zip({ descriptor: 'bare', described: { size: 999 } }), /Wrong size/],
  ['a wrong size in the directory', zip({ listed: { size: 999 } }), /Wrong size/],
  ['a compressed size too small', zip({ local: { compressed: 999 } }), /Wrong compressed size/],
  ['a compressed size too large', zip({ local: { compressed: 9_999_999 } }), /size/],
  ['a stored size too small', zip({ ...stored, local: { compressed: 999, size: 999 } }), /Broken|CRC/],
  ['a stored size too large', zip({ ...stored, local: { compressed: 9_999_999, size: 9_999_999 } }), /Truncated/],
  [
    'a stored size wrong in the directory',
    zip({ ...stored, descriptor: 'signed', listed: { compressed: 10 } }),
    /size|CRC|Broken/,
  ],
  ['a stored entry that is not listed', zip({ ...stored, descriptor: 'signed', listed: false }), /incomplete/],
  ['another name in the directory', zip({ listed: { name: 'x.csv' } }), /Wrong name/],
  ['another method in the directory', zip({ listed: { method: 0 } }), /Wrong method/],
  ['another offset in the directory', zip({ listed: { offset: 5 } }), /lists clicks\.csv/],
  ['an entry that is not listed', buildZip([{ data: csv }, { name: 'b', data: csv, listed: false }]), /incomplete/],
  ['a wrong number of entries', zip({}, { end: { entries: 2 } }), /number of entries/],
  ['a wrong size of the directory', zip({}, { end: { size: 7 } }), /size of the directory/],
  ['a wrong offset of the directory', zip({}, { end: { offset: 7 } }), /offset of the directory|a readable directory/],
  ['bytes after its end', zip({}, { after: Buffer.from('x') }), /after the end|Not a zip/],
  ['bytes before its start', zip({}, { before: Buffer.from('x') }), /Not a zip/],
  ['no bytes', Buffer.alloc(0), /Not a zip/],
  ['XML inside', Buffer.from('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'), /Not a zip/],
  ['two bytes', Buffer.from('PK'), /Not a zip/],
  ['an unsupported method', zip({ method: 12 }), /clicks\.csv.*stored or deflated.*method 12 \(bzip2\)/],
  ['an unknown method', zip({ method: 77 }), /method 77$/],
  ['an encrypted entry', zip({ flags: 1 }), /Encrypted entry clicks\.csv/],
  ['patch data', zip({ flags: 0x20 }), /patch data/],
];

describe.each([[false], [true]])('The content of an archive (spool: %s)', (spool) => {
  it.each(KINDS)('is that of its entry: %s', async (_, kind) => {
    const entries = [
      { name: 'a.csv', data: csv, ...kind },
      { name: 'empty.csv', data: Buffer.alloc(0), ...kind },
      { name: 'ü.csv', flags: 0x800, data: noise, ...kind },
    ];
    const service = await serveArchive(EMPTY);
    await expectContent(service, [buildZip([{ data: csv, ...kind }])], csv, { spool });
    const several = [{}, { comment: Buffer.from('several') }, { zip64End: true }].map((end) => buildZip(entries, end));
    await expectContent(service, several, Buffer.concat([csv, noise]), { spool });
  });

  it('is nothing when it has no entries, with or without a comment and zip64', async () => {
    const archives = [{}, { comment: Buffer.from('nothing') }, { zip64End: true }].map((end) => buildZip([], end));
    await expectContent(await serveArchive(EMPTY), archives, Buffer.alloc(0), { spool });
  });

  it('leaves out folders', async () => {
    const folder = { name: 'logs/', data: Buffer.from('no file'), method: 0 };
    const archive = buildZip([folder, { name: 'logs/a.csv', data: csv }]);
    await expectContent(await serveArchive(EMPTY), [archive], csv, { spool });
  });

  it('is not confused by an archive inside, by signatures in data and comment, or by a long comment', async () => {
    const inner = buildZip([{ data: csv, descriptor: 'signed' }], { comment: Buffer.from('inner') });
    const signatures = Buffer.from('504b0708504b0304504b0102504b0506504b0506'.repeat(20), 'hex');
    const data = Buffer.concat([signatures, inner, signatures]);
    const archives = KINDS.flatMap(([, kind]) =>
      [Buffer.concat([signatures, Buffer.from('c')]), Buffer.alloc(65_535, 'c')].map((comment) =>
        buildZip([{ data, ...kind }], { comment }),
      ),
    );
    await expectContent(await serveArchive(EMPTY), archives, data, { spool });
  });

  it.each(LIES)('is an error when it has %s', async (_, archive, message) => {
    const service = await serveArchive(archive);
    expect(await refusalOf(service, archive, { spool })).toMatch(message);
  });

  it('is an error when it inflates to more than maxInflatedBytes, all entries together', async () => {
    const service = await serveArchive(EMPTY);
    const bomb = { data: Buffer.alloc(10 * 2 ** 20) };
    for (const kind of [{}, { descriptor: 'signed' as const }, { local: { size: 10 } }])
      expect(await refusalOf(service, zip({ ...bomb, ...kind }), { spool, maxInflatedBytes: 2 ** 20 })).toMatch(
        /too large.*at most 1048576 bytes inflated/,
      );
    const several = buildZip([csv, csv, csv].map((data, i) => ({ name: `${i}`, data })));
    expect(await refusalOf(service, several, { spool, maxInflatedBytes: csv.length * 3 - 1 })).toMatch(/too large/);
    const whole = Buffer.concat([csv, csv, csv]);
    await expectContent(service, [several], whole, { spool, maxInflatedBytes: csv.length * 3 });
  });

  it('is an error wherever the archive is cut', { timeout: 120_000 }, async () => {
    const data = text(20);
    const whole = buildZip([{ data }, { name: 'b', data, descriptor: 'signed' }, { name: 'c', method: 0, data }], {
      zip64End: true,
      comment: Buffer.from('comment'),
    });
    const service = await serveArchive(EMPTY);
    // 13 has no factor in common with the sizes of the structures: over the archive, every field of each is hit.
    for (let length = 0; length < whole.length; length += soak(13, 1))
      await refusalOf(service, whole.subarray(0, length), { spool });
  });

  it('is right or an error when a bit of the data is flipped', { timeout: 120_000 }, async () => {
    const data = text(20);
    const whole = buildZip([{ data }]);
    const start = 30 + 'clicks.csv'.length;
    const end = whole.readUInt32LE(18) + start;
    const service = await serveArchive(EMPTY);
    let refused = 0;
    let cases = 0;
    for (let at = start; at < end; at += soak(11, 1)) {
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] as number) ^ 0x10;
      service.replace(flipped);
      const { bytes, error } = await readContent(service.file, { spool });
      cases += 1;
      if (error instanceof RawLogCorruptError) refused += 1;
      // The padding bits of a deflate stream may be anything.
      else expect([error, bytes]).toEqual([undefined, data]);
    }
    expect(refused).toBeGreaterThan(cases - 5);
  });

  it('leaves no temporary file after success, failure or leaving', async () => {
    const directory = await freshDirectory();
    const archive = zip({ ...stored, descriptor: 'signed' });
    const service = await serveArchive(archive, () => ({ ranges: false }));
    const options = { spool, tmpdir: directory };
    await expectContent(service, [archive], csv, options);
    await refusalOf(service, archive.subarray(0, 5000), options);
    service.replace(archive);
    await firstValueFrom(service.file.content(options));
    await expect.poll(() => readdir(directory)).toEqual([]);
  });
});

describe('Reading an archive', () => {
  it('emits content before the rest has arrived, and leaving closes the connection', async () => {
    const archive = buildZip([{ data: noise }, { name: 'stored', data: noise, method: 0 }]);
    for (const stallAt of [200_000, 500_000]) {
      const { file, storage } = await serveArchive(archive, () => ({ stallAt }));
      expect((await firstValueFrom(file.content())).length).toBeGreaterThan(0);
      await expect.poll(() => storage.sockets.size).toBe(0);
    }
  });

  it('reads the directory by a range request for stored entries with a descriptor', async () => {
    const entries = ['a', 'b'].map((name) => ({ name, data: noise, method: 0, descriptor: 'signed' as const }));
    const service = await serveArchive(buildZip(entries));
    await expectContent(service, [buildZip(entries)], Buffer.concat([noise, noise]));
    expect(service.storage.requests.map(({ range }) => range)).toEqual([
      undefined,
      expect.stringMatching(/^bytes=\d+-\d+$/),
    ]);
  });

  it.each([[{ ranges: false }], [{ chunked: true }]])('spools the rest where it cannot: %o', async (behaviour) => {
    const entries = [
      { name: 'first', data: csv },
      ...['a', 'b'].map((name) => ({ name, data: noise, method: 0, descriptor: 'bare' as const })),
    ];
    const service = await serveArchive(EMPTY, () => behaviour);
    await expectContent(service, [buildZip(entries)], Buffer.concat([csv, noise, noise]));
  });

  it.each([
    ['where it is inflated', buildZip([{ data: noise, raw: Buffer.alloc(200_000, 0xff) }])],
    ['after what was inflated', buildZip([{ data: noise, descriptor: 'signed' }])],
  ])('fails at once on an error %s, although the server stalls', async (_, archive) => {
    const { file, storage } = await serveArchive(archive, () => ({ stallAt: 150_000 }));
    const { error } = await readContent(file, { maxInflatedBytes: 100_000 });
    expect(error).toBeInstanceOf(RawLogCorruptError);
    await expect.poll(() => storage.sockets.size).toBe(0);
  });

  it.each([10, 100_000])('settles a pending next at once when left, stalled at byte %i', async (stallAt) => {
    const { file, storage } = await serveArchive(buildZip([{ data: noise }]), () => ({ stallAt }));
    const chunks = file.content()[Symbol.asyncIterator]();
    const drained = (async () => {
      for (;;) if ((await chunks.next()).done) return 'done';
    })();
    await expect.poll(() => storage.sent).toBe(stallAt);
    await chunks.return?.();
    expect(await drained).toBe('done');
    await expect.poll(() => storage.sockets.size).toBe(0);
  });
});
