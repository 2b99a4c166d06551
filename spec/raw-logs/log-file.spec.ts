import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { LogFile, type LogFileFacts, Stream } from 'rxoffers';
import { createLogDownload } from '../../lib/raw-logs/flow/log-reader.js';
import { createLogReader } from '../../lib/raw-logs/flow/log-reader.js';
import { READER } from '../../lib/raw-logs/log-file.js';
import { collect } from '../support/collect.js';
import { SECRET } from '../support/file-server.js';
import { csvZip, hourName, serveHours } from '../support/raw-log-service.js';

const FACTS: LogFileFacts = {
  type: 'clicks',
  filename: hourName(0),
  displayName: 'Sep 9, 2016 - 09:00 am',
  startTime: new Date('2016-09-09T09:00:00Z'),
};

const fileOf = async (facts: Partial<LogFileFacts> = {}) => {
  const service = await serveHours([csvZip(['offer_id', 'ip'], [['62', '192.0.2.1']])], { keepLogBytes: 10_000 });
  const reader = createLogReader<'offer_id' | 'ip'>(
    service.context,
    createLogDownload(service.context, 'clicks', FACTS.filename),
    [],
  );
  return { ...service, reader, file: new LogFile({ ...FACTS, ...facts }, reader) };
};

describe('LogFile', () => {
  it('is what the service says of it, and nothing else shows', async () => {
    const { file } = await fileOf();
    expect({ ...file }).toEqual(FACTS);
    expect(file.toObject()).toStrictEqual(FACTS);
    expect(JSON.stringify(file)).toBe(JSON.stringify(FACTS));
  });

  it('prints its name (row 84)', async () => {
    const { file } = await fileOf();
    expect(String(file)).toBe(`LogFile: Sep 9, 2016 - 09:00 am (${hourName(0)})`);
    expect(inspect(file)).toMatch(/^LogFile \{\n {2}type: 'clicks'/);
  });

  it('equals a file of the same data (row 83)', async () => {
    const { file, reader } = await fileOf();
    const other = (facts: Partial<LogFileFacts>): LogFile<'offer_id' | 'ip'> =>
      new LogFile({ ...FACTS, ...facts }, reader);
    expect(file.equals(other({ startTime: new Date(FACTS.startTime) }))).toBe(true);
    for (const facts of [
      { type: 'impressions' },
      { filename: hourName(1) },
      { displayName: 'x' },
      { startTime: new Date(0) },
    ] as const)
      expect(file.equals(other(facts))).toBe(false);
    for (const no of [FACTS, { ...file }, null, undefined, String(file)]) expect(file.equals(no)).toBe(false);
  });

  it('leads to its link, content and records, each sent for once (rows 128-131)', async () => {
    const { file, asked, downloads, server } = await fileOf();
    expect([file.content(), file.records(), file.batches()].every((stream) => stream instanceof Stream)).toBe(true);
    expect([asked, downloads()]).toEqual([[], []]);
    for (let round = 0; round < 2; round += 1) {
      expect(await collect(file.downloadLink())).toEqual([`${server.link}&hour=0`]);
      expect(String(Buffer.concat(await collect(file.content())))).toBe('"offer_id","ip"\n"62","192.0.2.1"\n');
      const [record] = await collect(file.records());
      expect({ ...record }).toEqual({ offer_id: '62', ip: '192.0.2.1' });
      const [batch] = await collect(file.batches({ fields: ['ip'] }));
      expect([batch?.file, batch?.map((item) => ({ ...item }))]).toEqual([file, [{ ip: '192.0.2.1' }]]);
    }
    expect([asked, downloads()]).toEqual([[`getDownloadLink ${hourName(0)}`], [0]]);
  });

  it('walks its records', async () => {
    const { file } = await fileOf();
    const offers: (string | null)[] = [];
    for await (const { offer_id } of file.records()) offers.push(offer_id);
    expect(offers).toEqual(['62']);
  });

  it('never shows its link, which is a secret', async () => {
    const { file } = await fileOf();
    await collect(file.downloadLink());
    const shown = [inspect(file, { depth: 20, showHidden: true, getters: true }), JSON.stringify(file), String(file)];
    for (const text of shown) expect(text).not.toContain(SECRET);
  });

  it('is read by a part that users do not see', async () => {
    const { file, reader } = await fileOf();
    expect(file[READER]).toBe(reader);
    expect(Reflect.ownKeys(file)).toEqual(Object.keys(FACTS));
  });
});
