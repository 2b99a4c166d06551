import { deepStrictEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import type { LogFields } from 'rxoffers';
import { MAX_RECORD_BYTES } from '../../lib/raw-logs/csv/pending-bytes.js';
import type { RowTable } from '../../lib/raw-logs/csv/row-table.js';
import type { BaseRecord } from '../../lib/raw-logs/records/log-record.js';
import { cutAt } from './csv-cut.js';
import { expectedOf, parseAll, parseStrictly, withNewlines } from './csv-oracle.js';
import { cellsMaker, type CsvOutcome, readCsv, recordMaker } from './csv-read.js';
import type { ScannerName } from './csv-tables.js';
import { anyCsv, cuts, type WrittenCsv, writtenCsv } from './csv-text.js';

type Tables = Readonly<Record<ScannerName, RowTable>>;

const clean = { bad: [], skipped: 0, failure: undefined };

/** The columns of records, as rows. */
const rowsOf = (records: readonly BaseRecord[], columns: readonly string[]): (string | null)[][] =>
  records.map((record) => {
    const fields = record as unknown as LogFields;
    return columns.map((name) => fields[name] ?? null);
  });

/** Records of each kind, read with each scanner, have the cells that were written. */
export const checkWritten = async (
  { header, rows, text }: WrittenCsv,
  chunks: readonly Buffer[],
  fields: readonly string[],
  tables: Tables,
): Promise<void> => {
  const whole = rows.map((row) => header.map((_, i) => row[i] ?? null));
  const wanted = rows.map((row) => fields.map((name) => row[header.indexOf(name)] ?? null));
  deepStrictEqual(parseAll(text), [header, ...rows]);
  const [eager, lazy, projected] = [recordMaker(), recordMaker({ lazy: true }), recordMaker({ fields })];
  for (const table of Object.values(tables)) {
    const read = (makerOf: typeof eager) => readCsv(chunks, { table, makerOf, maxRecordBytes: MAX_RECORD_BYTES });
    const { records, ...rest } = await read(eager);
    deepStrictEqual({ rows: rowsOf(records, header), ...rest }, { rows: whole, ...clean });
    deepStrictEqual(rowsOf((await read(lazy)).records, header), whole);
    deepStrictEqual(rowsOf((await read(projected)).records, fields), wanted);
  }
};

const writtenAndFields = writtenCsv.chain((csv) => fc.tuple(fc.constant(csv), fc.shuffledSubarray([...csv.header])));

/** Rows written by RFC 4180 are read back, wherever the file is cut. */
export const writtenProperty = (tables: Tables) =>
  fc.asyncProperty(writtenAndFields, cuts, ([csv, fields], places) =>
    checkWritten(csv, cutAt(Buffer.from(csv.text), places), fields, tables),
  );

/** Both scanners find the same in a block. */
export const checkScanners = ({ wasm, scalar }: Tables, block: Buffer): void => {
  const [found, expected] = [wasm, scalar].map(({ scanner }) => {
    block.copy(scanner.input);
    // Bytes of an earlier block after this one must not matter.
    scanner.input.fill('"\n,', block.length, block.length + 192);
    const rows = scanner.scan(block.length);
    const ends = scanner.ends.slice(0, rows);
    const cells = scanner.cells.slice(0, (ends[rows - 1] ?? 0) >> 1);
    const { malformed, lines } = scanner;
    return { rows, ends, cells, malformed, lines: malformed < 0 ? lines : undefined };
  });
  deepStrictEqual(found, expected);
};

/** Every line that is not empty belongs to one record, delivered or bad. Only for outcomes without rows that are too wide. */
const checkLines = (text: string, header: readonly string[], outcome: CsvOutcome<readonly string[]>): void => {
  const lines = text.split('\n');
  const records = [header, ...outcome.records];
  const bad = outcome.bad.map((one) => one.line);
  let line = 1;
  while (line <= lines.length) {
    if (/^\r?$/.test(lines[line - 1] ?? '')) line += 1;
    else if (bad[0] === line) line += bad.splice(0, 1).length;
    else {
      const cells = records.shift();
      ok(cells, `line ${line} is lost`);
      line += cells.join('').split('\n').length;
    }
  }
  deepStrictEqual({ records, bad }, { records: [], bad: [] });
};

/** An outcome with the message instead of the error, since the stacks of two errors differ. */
const plainly = <R>({ failure, ...rest }: CsvOutcome<R>) => ({
  ...rest,
  failure: failure instanceof Error ? failure.message : failure,
});

/** A text that csv-parse alone accepts is read as csv-parse reads it. */
const checkStrict = (text: string, outcome: CsvOutcome<readonly string[]>): void => {
  // csv-parse keeps a carriage return that ends the file; we take it for half of a line ending.
  const rows = text.endsWith('\r') ? undefined : parseStrictly(text);
  if (rows) deepStrictEqual(outcome, { records: rows.slice(1), ...clean });
};

/** Both scanners read a text as the law says, in chunks as in one piece, and lose nothing. */
const checkReaders = async (
  text: string,
  places: readonly number[],
  maxRecordBytes: number,
  tables: Tables,
  columns?: number,
): Promise<void> => {
  let header: readonly string[] = [];
  const makerOf: ReturnType<typeof cellsMaker> = (names) => cellsMaker(columns)((header = names));
  const bytes = Buffer.from(text);
  const { wasm, scalar } = tables;
  const outcome = await readCsv(cutAt(bytes, places), { table: wasm, makerOf, maxRecordBytes });
  deepStrictEqual(plainly(outcome), plainly(await readCsv([bytes], { table: scalar, makerOf, maxRecordBytes })));

  const { records, bad, fatal } = expectedOf(text, maxRecordBytes, columns);
  const failure = outcome.failure as { readonly line?: number } | undefined;
  deepStrictEqual(outcome.records, records);
  deepStrictEqual([outcome.bad.map(({ line }) => line), outcome.skipped, failure?.line], [bad, bad.length, fatal]);
  if (columns === Infinity && !failure && header.length > 0) checkLines(withNewlines(text), header, outcome);
  if (columns === undefined && maxRecordBytes === MAX_RECORD_BYTES) checkStrict(withNewlines(text), outcome);
};

const caps = fc.oneof(fc.constant(MAX_RECORD_BYTES), fc.integer({ min: 1, max: 20 }));

/** Any text, mostly malformed, is read by the law of the dialect, wherever it is cut and whatever the limit. */
export const anyTextProperty = (tables: Tables) =>
  fc.asyncProperty(anyCsv, cuts, caps, async (text, places, maxRecordBytes) => {
    checkScanners(tables, Buffer.from(text));
    await checkReaders(text, places, maxRecordBytes, tables);
    await checkReaders(text, places, maxRecordBytes, tables, Infinity);
  });
