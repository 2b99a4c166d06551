import { parse } from 'csv-parse/sync';

const record_delimiter = ['\n', '\r\n'];

/** The rows that csv-parse reads in a whole text; throws if it is malformed. */
export const parseAll = (text: string): string[][] =>
  parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, record_delimiter });

/** The rows that csv-parse alone, forgiving only short rows, reads in a whole text; `undefined` if it refuses it. */
export const parseStrictly = (text: string): string[][] | undefined => {
  try {
    return parse(text, { bom: true, relax_column_count_less: true, skip_empty_lines: true, record_delimiter });
  } catch {
    return undefined;
  }
};

/** The cells of one well-formed row; none for an empty line. */
const parseRow = (row: string): string[] => parse(row, { skip_empty_lines: true, record_delimiter })[0] ?? [];

/** The cells that csv-parse reads in one malformed line; `undefined` if it cannot read it. */
const parseMalformed = (line: string): string[] | undefined => {
  try {
    return parse(line, { relax_quotes: true, relax_column_count: true, record_delimiter })[0];
  } catch {
    return undefined;
  }
};

/** The outcome of reading a text in our dialect. */
export interface CsvExpectation {
  readonly records: readonly (readonly string[])[];
  /** Lines of the bad records. */
  readonly bad: readonly number[];
  /** Line of an unreadable header. */
  readonly fatal: number | undefined;
}

// A quoted cell, or a bare one; rows of them; the end of a line.
const CELL = /(?:"(?:[^"]|"")*"|[^",\n]*?)/;
const ROW = new RegExp(`${CELL.source}(?:,${CELL.source})*\\r?\\n`, 'y');

const rowAt = (text: string, at: number): string | undefined => {
  ROW.lastIndex = at;
  return ROW.exec(text)?.[0];
};

const linesOf = (text: string): number => text.split('\n').length - 1;

const bytesOf = (row: string): number => Buffer.byteLength(row) - 1;

/** Whether lines end in carriage returns alone: one comes first, and there are no newlines outside of quoted cells. */
const endsInReturns = (text: string): boolean =>
  /^[^\r\n]*\r(?!\n)/.test(text) &&
  /^[^\n]*\r[^\n]*$/.test(text.replace(/(^|[,\r\n])"(?:[^"]|"")*"(?=[,\r\n]|$)/g, '$1'));

/** A text whose lines end in newlines, if they all ended in carriage returns. */
export const withNewlines = (text: string): string => (endsInReturns(text) ? text.replaceAll('\r', '\n') : text);

/**
 * The law of our dialect in its simplest form, slow and over the whole text: a row is one by RFC 4180; otherwise csv-parse reads
 * its first line, or that line is a bad record. Rows wider than the header and rows over the limit are bad.
 */
export const expectedOf = (written: string, maxRecordBytes: number, columns?: number): CsvExpectation => {
  const text = `${withNewlines(written.replace(/^\ufeff/, ''))}\n`;
  const records: string[][] = [];
  const bad: number[] = [];
  let header: string[] | undefined;
  let line = 1;
  for (let at = 0; at < text.length;) {
    const first = text.slice(at, text.indexOf('\n', at) + 1);
    const row = rowAt(text, at);
    const isLong = bytesOf(row ?? first) > maxRecordBytes;
    const cells = isLong ? undefined : row === undefined ? parseMalformed(first) : parseRow(row);
    const taken = cells && row !== undefined ? row : first;
    if (!cells && !header) return { records, bad, fatal: line };
    if (!cells || (header && cells.length > (columns ?? header.length))) bad.push(line);
    else if (!header) header = cells.length > 0 ? cells : undefined;
    else if (cells.length > 0) records.push(cells);
    at += taken.length;
    line += linesOf(taken);
  }
  return { records, bad, fatal: undefined };
};
