import { tmpdir } from 'node:os';
import { inspect } from 'node:util';
import { firstValueFrom, type Observable } from 'rxjs';
import { ConnectionError, LogFile, type LogFileFacts, ProtocolError, RawLogCorruptError, Stream } from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { collect, failureOf, settle } from '../../support/collect.js';
import { SECRET } from '../../support/file-server.js';
import {
  csvZip,
  DAY,
  drain,
  hourName,
  hourRow,
  serveHours,
  type ServiceOptions,
} from '../../support/raw-log-service.js';
import { recordedApi } from '../../support/recorded-api.js';
import { buildZip, type ZipEntry } from '../../support/zip-builder.js';

const ZIP = csvZip(['offer_id', 'ip'], [['62', '192.0.2.1'], ['7']]);
const LINK = `getDownloadLink ${hourName(0)}`;
const LARGE = Buffer.from('id,note\n1,"x"\n'.repeat(50_000));

const open = async (options: ServiceOptions = {}, zip = ZIP) => {
  const service = await serveHours([zip], options);
  const file = await firstValueFrom(service.api.rawLogs.clicks.listLogs(DAY));
  return { ...service, file, calls: () => service.calls().slice(1) };
};
const openEntries = (...entries: ZipEntry[]) => open({ keepLogBytes: 0 }, buildZip(entries));

describe('a log file', () => {
  const FACTS: LogFileFacts = {
    type: 'clicks',
    filename: hourName(0),
    displayName: 'Sep 9, 2016 - 0',
    startTime: new Date('2016-09-09T00:00:00Z'),
  };

  it('is the data that the service listed, and nothing else shows', async () => {
    const { file } = await open();
    expect(file).toBeInstanceOf(LogFile);
    expect({ ...file }).toEqual(FACTS);
    expect(Reflect.ownKeys(file)).toEqual(Object.keys(FACTS));
    expect(file.toObject()).toStrictEqual(FACTS);
    expect(JSON.stringify(file)).toBe(JSON.stringify(FACTS));
    expect(String(file)).toBe(`LogFile: Sep 9, 2016 - 0 (${hourName(0)})`);
    expect(inspect(file)).toMatch(/^LogFile \{\n {2}type: 'clicks'/);
  });

  it('equals a file of the same data', async () => {
    const changes = [{}, {}, { filename: hourName(1) }, { displayName: 'x' }, { startTimestamp: '1473379201' }];
    const { api } = await recordedApi(changes.map((facts) => ({ logFiles: [hourRow(0, facts)] })));
    const { clicks, impressions } = api.rawLogs;
    const files: LogFile[] = [];
    for (let i = 0; i < changes.length; i += 1) files.push(await firstValueFrom(clicks.listLogs(DAY)));
    files.push(await firstValueFrom(impressions.listLogs(DAY)));
    expect(files.map((other) => files[0]?.equals(other))).toEqual([true, true, false, false, false, false]);
    for (const other of [FACTS, { ...files[0] }, null, undefined, String(files[0])])
      expect(files[0]?.equals(other)).toBe(false);
  });

  it('reads its link, content, records and batches, and requests link and archive once', async () => {
    const { file, calls, downloads, server } = await open();
    const streams = [file.content(), file.records(), file.batches()] as const;
    expect(streams.every((stream) => stream instanceof Stream)).toBe(true);
    expect([calls(), downloads()]).toEqual([[], []]);
    for (let round = 0; round < 2; round += 1) {
      expect(await collect(file.downloadLink())).toEqual([`${server.link}&hour=0`]);
      expect((await collect(streams[0])).map(String)).toEqual(['offer_id,ip\n62,"192.0.2.1"\n7\n']);
      expect((await collect(streams[1])).map((record) => ({ ...record }))).toEqual([
        { offer_id: '62', ip: '192.0.2.1' },
        { offer_id: '7', ip: null },
      ]);
      const batches = await collect(streams[2]);
      expect(batches.map((batch) => [batch.length, batch.file === file, batch.complete])).toEqual([
        [2, true, false],
        [0, true, true],
      ]);
    }
    expect([calls(), downloads()]).toEqual([[LINK], [0]]);
  });

  it('has batches that look like plain arrays: their own properties do not show', async () => {
    const { file } = await open();
    const [batch] = await collect(file.batches({ fields: ['ip'] }));
    expect(Object.keys(batch ?? [])).toEqual(['0', '1']);
    expect(JSON.stringify(batch)).toBe('[{"ip":"192.0.2.1"},{"ip":null}]');
    expect([...(batch ?? [])]).toHaveLength(2);
    expect(() => Object.assign(batch ?? {}, { complete: true })).toThrow(TypeError);
  });

  it('makes records as its options say', async () => {
    const { file } = await open();
    const record = await firstValueFrom(file.records({ fields: ['google_aid', 'ip'], lazy: true }));
    expect(record.toObject()).toEqual({ google_aid: null, ip: '192.0.2.1' });
    expect(Object.keys(record)).toEqual([]);
  });

  it('never shows its link, which is a secret', async () => {
    const { file } = await open();
    expect(await firstValueFrom(file.downloadLink())).toContain(SECRET);
    const shown = [inspect(file, { depth: 20, showHidden: true, getters: true }), JSON.stringify(file), String(file)];
    for (const text of shown) expect(text).not.toContain(SECRET);
  });

  it.each(['records', 'content'] as const)(
    'is downloaded again if its archive was damaged, reading %s',
    async (what) => {
      let sent = 0;
      // Without the end of the directory; the server states the shorter length, so the download looks complete.
      const plan = () => ({ etag: null, ...(sent++ === 0 ? { body: ZIP.subarray(0, -30) } : {}) });
      const { file, downloads } = await open({ plan });
      expect(await failureOf(file[what]())).toBeInstanceOf(RawLogCorruptError);
      expect(await collect(file[what]() as Observable<unknown>)).not.toEqual([]);
      expect(downloads()).toEqual([0, 0]);
    },
  );
});

describe('the link of a log file', () => {
  it('fails as its call does, and is requested again the next time', async () => {
    let broken = true;
    const refuses = (call: string) => (broken && call === LINK ? 'No such file' : undefined);
    const { file, calls } = await open({ refuses });
    for (const stream of [file.downloadLink(), file.records(), file.content()])
      expect(await failureOf(stream)).toMatchObject({ message: expect.stringContaining('No such file') as string });
    broken = false;
    expect(await collect(file.records())).toHaveLength(2);
    expect(calls()).toHaveLength(4);
  });

  it.each([[[]], [null], ['https://x'], [{}], [{ link: '' }], [{ link: 7 }], [{ 1: 'x' }]])(
    'is not in the reply %j',
    async (data) => {
      const { api } = await recordedApi([{ logFiles: [hourRow(0)] }, data]);
      const file = await firstValueFrom(api.rawLogs.clicks.listLogs(DAY));
      const error = await failureOf(file.downloadLink());
      expect(error).toEqual(new ProtocolError(`RawLog.getDownloadLink gave no link for ${hourName(0)}`));
    },
  );

  it('is left silently when its stream is unsubscribed from', async () => {
    const { file, calls } = await open();
    const seen: unknown[] = [];
    const note = (value: unknown): void => void seen.push(value);
    const link = file.downloadLink();
    link.subscribe({ next: note, error: note, complete: () => note('complete') }).unsubscribe();
    const records = file.records().subscribe({ next: note, error: note, complete: () => note('complete') });
    records.unsubscribe();
    await settle();
    expect(seen).toEqual([]);
    expect(await collect(link)).toHaveLength(1);
    expect(calls().at(-1)).toBe(LINK);
  });
});

describe('the content of a log file', () => {
  it('comes in Buffers of up to 256 KiB, all entries one after the other, none of them empty', async () => {
    const { file } = await openEntries({ data: LARGE });
    const chunks = await collect(file.content());
    expect(Buffer.concat(chunks).equals(LARGE)).toBe(true);
    expect(chunks.length).toBeGreaterThan(1);
    expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThanOrEqual(256 * 1024);
    const entries = ['a\n', '', 'b\n'].map((text, i) => ({ name: `${i}.csv`, data: Buffer.from(text) }));
    expect((await drain((await openEntries(...entries)).file.content())).values.map(String)).toEqual(['a\n', 'b\n']);
    expect(await collect((await openEntries()).file.content())).toEqual([]);
  });

  it('ends with an error for damage: after the data, or before it with spool', async () => {
    const { file } = await openEntries({ data: LARGE, local: { crc: 7 } });
    const { values, error } = await drain(file.content());
    expect(Buffer.concat(values).equals(LARGE)).toBe(true);
    expect(error).toBeInstanceOf(RawLogCorruptError);
    const spooled = await drain(file.content({ spool: true, tmpdir: tmpdir() }));
    expect(spooled).toMatchObject({ values: [], error: { name: 'RawLogCorruptError' } });
    expect(await failureOf(file.content({ maxInflatedBytes: 1000 }))).toBeInstanceOf(RawLogCorruptError);
  });
});

describe('the download of a log file', () => {
  it('is resumed as often as the client retries, which events$ tells', async () => {
    let cuts = 0;
    const plan = () => (cuts++ === 0 ? { cutAt: 20 } : {});
    const { file, events } = await open({ plan, retries: 1 });
    expect(await collect(file.records())).toHaveLength(2);
    expect(events).toContainEqual(expect.objectContaining({ type: 'resume', file: hourName(0), offset: 20 }));
    cuts = 0;
    const once = await open({ plan, retries: 0 });
    expect(await failureOf(once.file.records())).toBeInstanceOf(ConnectionError);
  });
});
