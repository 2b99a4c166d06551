import type { Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { LogFile, RawLogCorruptError } from 'rxoffers';
import { createLogDownload } from '../../../lib/raw-logs/flow/log-reader.js';
import { createLogReader } from '../../../lib/raw-logs/flow/log-reader.js';
import { collect, failureOf, settle } from '../../support/collect.js';
import { readAll } from '../../support/download-of.js';
import { csvZip, hourName, serveHours, type ServiceOptions } from '../../support/raw-log-service.js';

const ZIP = csvZip(['id', 'ip'], [['1', '192.0.2.1'], ['2']]);
const LINK = `getDownloadLink ${hourName(0)}`;

const readerOf = async (options: ServiceOptions = {}, zip = ZIP) => {
  const service = await serveHours([zip], { keepLogBytes: 100_000, ...options });
  const facts = { type: 'clicks', filename: hourName(0), displayName: 'x', startTime: new Date(0) } as const;
  const reader = createLogReader<string>(
    service.context,
    createLogDownload(service.context, 'clicks', facts.filename),
    ['google_aid'],
  );
  return { ...service, reader, file: new LogFile(facts, reader) };
};

describe('the reader of a file', () => {
  it('reads link, content and records, and sends for them once (row 131)', async () => {
    const { reader, file, asked, downloads } = await readerOf();
    const content = reader.content(file);
    const records = reader.records(file);
    expect([asked, downloads()]).toEqual([[], []]);
    for (let round = 0; round < 2; round += 1) {
      expect(await collect(reader.link())).toEqual([expect.stringContaining('http')]);
      expect((await collect(content)).map(String)).toEqual(['"id","ip"\n"1","192.0.2.1"\n"2"\n']);
      expect((await collect(records)).map((record) => ({ ...record }))).toEqual([
        { id: '1', ip: '192.0.2.1' },
        { id: '2', ip: null },
      ]);
      const batches = await collect(reader.batches(file));
      expect(batches.map((batch) => [batch.length, batch.file, batch.complete])).toEqual([
        [2, file, false],
        [0, file, true],
      ]);
    }
    expect([asked, downloads()]).toEqual([[LINK], [0]]);
  });

  it('brings the file again where nothing is to be kept, by the same link', async () => {
    const { reader, file, asked, downloads } = await readerOf({ keepLogBytes: 0 });
    for (let round = 0; round < 2; round += 1) await collect(reader.records(file));
    expect([asked, downloads()]).toEqual([[LINK], [0, 0]]);
  });

  it('gives a fresh source to whoever reads many files', async () => {
    const { reader, file, downloads } = await readerOf();
    const { signal } = new AbortController();
    for (let round = 0; round < 2; round += 1) expect((await readAll(reader.source(), signal)).equals(ZIP)).toBe(true);
    await collect(reader.records(file));
    expect(downloads()).toEqual([0, 0, 0]);
  });

  it('makes records as it is asked to', async () => {
    const { reader, file } = await readerOf();
    const [record] = await collect(reader.records(file, { fields: ['google_aid', 'ip'], lazy: true }));
    expect(record?.toObject()).toEqual({ google_aid: null, ip: '192.0.2.1' });
    expect(Object.keys(record ?? {})).toEqual([]);
  });

  it.each(['records', 'content'] as const)(
    'brings a file anew that turned out damaged, reading its %s',
    async (what) => {
      let sent = 0;
      // The rest of the directory is missing, and the server says that the file is as long as that.
      const plan = () => (sent++ === 0 ? { body: ZIP.subarray(0, -30) } : {});
      const { reader, file, downloads } = await readerOf({ plan: () => ({ etag: null, ...plan() }) });
      expect(await failureOf(reader[what](file))).toBeInstanceOf(RawLogCorruptError);
      expect(await collect(reader[what](file) as Observable<unknown>)).not.toEqual([]);
      expect(downloads()).toEqual([0, 0]);
    },
  );

  it('emits what the link fails with, and asks anew the next time', async () => {
    let broken = true;
    const failure = new Error('down');
    const { reader, file, asked } = await readerOf({ fails: () => (broken ? failure : undefined) });
    for (const stream of [reader.link(), reader.records(file), reader.content(file)])
      expect(await failureOf(stream)).toBe(failure);
    broken = false;
    expect(await collect(reader.records(file))).toHaveLength(2);
    expect(asked).toHaveLength(4);
  });

  it('leaves the link when it is unsubscribed from', async () => {
    const { reader } = await readerOf();
    const seen: unknown[] = [];
    const note = (value: unknown): void => void seen.push(value);
    reader
      .link()
      .subscribe({ next: note, error: note, complete: () => note('complete') })
      .unsubscribe();
    await settle();
    expect(seen).toEqual([]);
  });

  it.each([{ concurrency: 2 }, { ordered: false }, { onMissing: 'skip' }])(
    'knows no %j: it is one file',
    async (wrong) => {
      const { reader, file, asked } = await readerOf();
      expect(await failureOf(reader.records(file, wrong as object))).toBeInstanceOf(TypeError);
      expect(await failureOf(reader.batches(file, wrong as object))).toBeInstanceOf(TypeError);
      expect(asked).toEqual([]);
    },
  );
});
