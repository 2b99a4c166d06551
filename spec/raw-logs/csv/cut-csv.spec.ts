import { describe, expect, it } from 'vitest';
import { damageOf } from '../../../lib/raw-logs/archive/damage.js';
import { createBadRecords } from '../../../lib/raw-logs/csv/bad-record.js';
import { createCsvReader } from '../../../lib/raw-logs/csv/csv-reader.js';
import { MAX_RECORD_BYTES } from '../../../lib/raw-logs/csv/pending-bytes.js';
import { cutAt, cutEvery } from '../../support/csv-cut.js';
import { expectedOf } from '../../support/csv-oracle.js';
import { cellsMaker, readCsv } from '../../support/csv-read.js';
import { csvTables } from '../../support/csv-tables.js';

const tables = csvTables(MAX_RECORD_BYTES);
const { wasm: table } = tables;

describe('createCsvReader, cut anywhere,', () => {
  const texts = {
    'well-formed': '\ufeffa,b,"c"\r\n1,"2\n""é""",3\n\r\n"€",😀\r\n"",,\n7,"8"',
    malformed: 'a,b\n1"é,2\n"3"x,4\r\n"5\n6"y,7\n8,9,10\n"11\r",12\n"13\r\n14,\r',
  };

  it.each(Object.entries(texts))('gives the same of a %s text', async (_, text) => {
    const bytes = Buffer.from(text);
    const { records: expected, bad: lines } = expectedOf(text, 12);
    for (const one of Object.values(tables)) {
      const options = { table: one, makerOf: cellsMaker(), maxRecordBytes: 12 };
      const whole = await readCsv([bytes], options);
      expect([whole.records, whole.bad.map(({ line }) => line)]).toEqual([expected, lines]);
      for (let at = 0; at <= bytes.length; at += 1) expect(await readCsv(cutAt(bytes, [at]), options)).toEqual(whole);
      for (let size = 1; size <= 9; size += 1) expect(await readCsv(cutEvery(bytes, size), options)).toEqual(whole);
    }
  });

  it('gives each record with the chunk that completes it', async () => {
    const bad = createBadRecords('f', 'error', damageOf('f'));
    const reader = createCsvReader({ table, makerOf: cellsMaker(), bad, maxRecordBytes: 99 });
    const given = [];
    for (const chunk of ['a\n1', '\n2\n"', '3\n', '"\n4"', 'x\n5']) given.push(await reader.read(Buffer.from(chunk)));
    given.push(await reader.end());
    expect(given).toEqual([[], [['1'], ['2']], [], [['3\n']], [['4"x']], [['5']]]);
  });

  it('shares its table with the readers of other files', async () => {
    const files = ['1', '2', '3'].map((name) => {
      const bad = createBadRecords(name, 'error', damageOf(name));
      const reader = createCsvReader({ table, makerOf: cellsMaker(), bad, maxRecordBytes: 9_999 });
      const rows = Array.from({ length: 50 }, (_, i) => [
        name.repeat(1 + (i % 40)),
        i % 5 === 0 ? `x"${name}` : `"${i}\n`,
      ]);
      const text = rows.map(([a, b]) => `${a},${b?.startsWith('x') ? b : `"${b?.replace('"', '""')}"`}\n`).join('');
      return { rows, reader, chunks: cutEvery(Buffer.from(`a,b\n${text}`), 7 + Number(name)) };
    });
    const read = await Promise.all(
      files.map(async ({ reader, chunks }) => {
        const records: (readonly string[])[] = [];
        for (const chunk of chunks) records.push(...(await reader.read(chunk)));
        return [...records, ...(await reader.end())];
      }),
    );
    expect(read).toEqual(files.map(({ rows }) => rows));
  });
});
