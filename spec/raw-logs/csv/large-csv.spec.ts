import { describe, expect, it } from 'vitest';
import { BLOCK, MAX_RECORD_BYTES } from '../../../lib/raw-logs/csv/pending-bytes.js';
import { cutAt, cutEvery } from '../../support/csv-cut.js';
import { cellsMaker, readCsv, recordMaker } from '../../support/csv-read.js';
import { csvTables } from '../../support/csv-tables.js';
import { soak } from '../../support/soak.js';

const tables = csvTables(MAX_RECORD_BYTES);
// The scalar fallback is read against the other scanner in csv-properties; only a soak reads large files with it.
const scanners = Object.entries(tables).slice(0, soak(1, 2));
const CHUNK = 100_000;
const MIB = 1024 * 1024;

describe.each(scanners)('a large CSV, with the %s scanner,', (_, table) => {
  const cells = { table, makerOf: cellsMaker(), maxRecordBytes: MAX_RECORD_BYTES };
  const read = (text: string, size = CHUNK) => readCsv(cutEvery(Buffer.from(text), size), cells);

  /** The number of records, and the first bad ones. */
  const summaryOf = async (text: string, size = CHUNK) => {
    const { records, bad, skipped, failure } = await read(text, size);
    expect(failure).toBeUndefined();
    return { records: records.length, skipped, bad: bad.slice(0, 2).map(({ line, reason }) => `${line}: ${reason}`) };
  };

  it('is read across blocks of 64 KiB, wherever a row lies', async () => {
    const row = 'é,"b""\n",\r\n"x"y,"",€\r\n';
    const expected = [['é', 'b"\n', ''], ['"x"y', '', '€']]; // prettier-ignore
    for (let before = 0; before <= row.length + 6; before += soak(3, 1)) {
      const pad = 'p'.repeat(BLOCK - before - 'a,b,c\n'.length - 1);
      const { records, bad } = await read(`a,b,c\n${pad}\n${row}${pad}\n${row}`, MIB);
      expect([records, bad]).toEqual([[[pad], ...expected, [pad], ...expected], []]);
    }
  });

  it('is read in chunks much larger than a block, or of its size', async () => {
    const lines = Array.from({ length: 20_000 }, (_row, i) => `${i},"row ""${i}"""`);
    const bytes = Buffer.from(['a,b', ...lines].join('\n'));
    const expected = JSON.stringify(lines.map((_row, i) => [String(i), `row "${i}"`]));
    for (const chunks of [[bytes], cutEvery(bytes, BLOCK), cutAt(bytes, [BLOCK - 1, 3 * BLOCK + 1])])
      expect(JSON.stringify((await readCsv(chunks, cells)).records)).toBe(expected);
  });

  it.each([
    ['bare', 'x'.repeat(MAX_RECORD_BYTES)],
    ['quoted', `"${'é\n""'.repeat(200_000)}"`],
    ['quoted, up to the last byte', `"${'x'.repeat(MAX_RECORD_BYTES - 2)}"`],
    ['of many', 'x,'.repeat(MAX_RECORD_BYTES / 2)],
  ])('is read with a record of up to 1 MiB: %s', async (_name, row) => {
    const cell = row.startsWith('"') ? row.slice(1, -1).replaceAll('""', '"') : row.split(',')[0];
    const bytes = Buffer.from(`a\n${row}\n1\n`);
    for (const chunks of [[bytes], cutEvery(bytes, CHUNK)].slice(0, soak(1, 2))) {
      const { records, bad } = await readCsv(chunks, { ...cells, makerOf: cellsMaker(Infinity) });
      expect([records.length, records[0]?.[0] === cell, records[1], bad]).toEqual([2, true, ['1'], []]);
    }
  });

  it.each([
    ['bare', 'x'.repeat(MAX_RECORD_BYTES + 1), 0],
    ['quoted', `"${'x'.repeat(MAX_RECORD_BYTES - 1)}"`, 0],
    ['quoted, with lines that are records by themselves', `"x\n${`${'1'.repeat(63)}\n`.repeat(MAX_RECORD_BYTES / 64)}2"`, MAX_RECORD_BYTES / 64 + 1],
    ['malformed', `x"${'x'.repeat(MAX_RECORD_BYTES)}`, 0],
    ['many times too long', 'x'.repeat(5 * MAX_RECORD_BYTES), 0],
  ])('is read on after a record over 1 MiB: %s', async (_name, row, more) => {
    const expected = { records: 1 + more, skipped: 1, bad: ['2: Record too long: expected at most 1048576 bytes, got more'] };
    for (const size of [CHUNK, BLOCK, 7 * MIB].slice(0, soak(1, 3)))
      expect(await summaryOf(`a\n${row}\n1\n`, size)).toEqual(expected);
  }); // prettier-ignore

  it('is read on after 1 MiB of quotes, of commas, of newlines, of zeros', async () => {
    expect(await summaryOf(`a\n${'"'.repeat(MIB)}\n1\n`)).toMatchObject({ records: 2, skipped: 0 });
    expect(await summaryOf(`a\n${'"'.repeat(MIB - 9)}\n1\n`)).toEqual({
      records: 1,
      skipped: 1,
      bad: ['2: Quote never closes: expected a closing quote, got end of file'],
    });
    expect(await summaryOf(`a\n${','.repeat(MIB)}\n1\n`)).toEqual({
      records: 1,
      skipped: 1,
      bad: ['2: Too many cells: expected 1, got 1048577'],
    });
    expect(await summaryOf(`a\n${'\n'.repeat(MIB)}1,2\n1\n`)).toEqual({
      records: 1,
      skipped: 1,
      bad: ['1048578: Too many cells: expected 1, got 2'],
    });
    expect(await summaryOf(`a\n${'\0'.repeat(MIB)}\n1\n`)).toMatchObject({ records: 2, skipped: 0 });
  });

  it('is read on after a quote that never closes before many lines, each of which is a record', async () => {
    const line = `${'x'.repeat(soak(63, 3))}\n`;
    expect(await summaryOf(`a\n"${line.repeat((2 * MIB) / line.length)}`)).toEqual({
      records: (2 * MIB) / line.length - 1,
      skipped: 1,
      bad: ['2: Record too long: expected at most 1048576 bytes, got more'],
    });
  });

  it('is read on after a quote that never closes before blocks of lines', async () => {
    const row = `${'x'.repeat(99)}\n`;
    expect(await summaryOf(`a\n"\n${row.repeat(5_000)}`)).toEqual({
      records: 5_000,
      skipped: 1,
      bad: ['2: Quote never closes: expected a closing quote, got end of file'],
    });
  });

  it('regression: is read if all its rows are too wide', async () => {
    expect(await summaryOf(`a\n${'1,2\n'.repeat(MIB / 4)}3\n`)).toMatchObject({ records: 1, skipped: MIB / 4 });
  });

  it('may have a header of up to 1 MiB, also of many names', async () => {
    expect(await summaryOf(`${','.repeat(MAX_RECORD_BYTES)}\n1,2\n`)).toEqual({ records: 1, skipped: 0, bad: [] });
    const { failure } = await read(`${'x'.repeat(MAX_RECORD_BYTES + 1)}\n1\n`);
    expect(failure).toMatchObject({ line: 1, expected: 'at most 1048576 bytes' });
  });
});

it('regression: lazy records share one copy of their block, however many rows between them are bad', async () => {
  const text = Buffer.from(`a\n${'1\n2,2\n'.repeat(10_000)}`);
  const options = { table: tables.wasm, makerOf: recordMaker({ lazy: true }), maxRecordBytes: MAX_RECORD_BYTES };
  const before = process.memoryUsage().arrayBuffers;
  const { records } = await readCsv([text], { ...options, onBadRecord: 'skip' });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * MIB);
  expect(records.every((record) => record.toObject()['a'] === '1')).toBe(true);
  expect(records).toHaveLength(10_000);
});
