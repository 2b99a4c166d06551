import type { Fault } from './bad-record.js';
import { countLines, createBlockReader, type CsvOptions, tooLong } from './block-reader.js';
import { createPendingBytes, withoutMark } from './pending-bytes.js';

/** What csv-parse made of a line: its cells, or why it could not. */
export type MalformedLine =
  { readonly cells: readonly string[] } | { readonly reason: string; readonly cause: unknown };

/** Reads one line whose quotes are out of place. */
export type ParseMalformed = (line: Buffer) => MalformedLine;

// csv-parse counts lines from the one it was given, which would be taken for a line of the file.
const OWN_LINE = / at line \d+.*/;

/**
 * csv-parse, for lines that our own scanner declines: a quote inside a bare cell is kept as it stands. Each is read by
 * itself, so that a quote that never closes cannot swallow the lines behind it. Loaded when the first such line is met.
 */
export const loadMalformedParser = async (): Promise<ParseMalformed> => {
  const { parse } = await import('csv-parse/sync');
  return (line) => {
    try {
      const [cells = []] = parse(line, {
        relax_quotes: true,
        relax_column_count: true,
        record_delimiter: ['\n', '\r\n'],
      });
      return { cells };
    } catch (cause) {
      return { reason: cause instanceof Error ? cause.message.replace(OWN_LINE, '') : String(cause), cause };
    }
  };
};

/** Reads one CSV file that comes in chunks, cut anywhere. One call at a time. */
export interface CsvReader<R> {
  /** The records that are complete with this chunk. */
  read(chunk: Buffer): Promise<R[]>;
  /** The records that are complete with the end of the file. */
  end(): Promise<R[]>;
  /** What ends the file, behind the records that were read before it. */
  readonly failure: { readonly error: unknown } | undefined;
}

const NOTHING = Buffer.alloc(0);
const NEWLINE = 0x0a;
const LAST_END = Buffer.of(NEWLINE);

/**
 * Whether a tail, with a quote out of place at `odd`, starts with a line that csv-parse can have. A line that has not ended
 * is waited for; a quote beyond the longest record is part of one that is too long, wherever the file was cut.
 */
const isOddLine = (tail: Buffer, odd: number, maxRecordBytes: number): boolean => {
  if (odd < 0 || odd > maxRecordBytes) return false;
  const end = tail.indexOf(NEWLINE);
  return end >= 0 && end <= maxRecordBytes;
};

/**
 * Makes the reader of one file. Its blocks are scanned by our own scanner; a line whose quotes are out of place is read
 * by csv-parse, by itself. A record that cannot be read costs its first line, and reading goes on behind that; one that is
 * too wide costs itself. Where the chunks are cut makes no difference to any of this.
 */
export const createCsvReader = <R>(options: CsvOptions<R>): CsvReader<R> => {
  const { table, bad, maxRecordBytes } = options;
  const { scanner, bytes } = table;
  const block = createBlockReader(options);
  const pending = createPendingBytes();
  const unmarked = withoutMark();
  let parseOdd: ParseMalformed | undefined;
  let failure: { readonly error: unknown } | undefined;

  /** Scans one block and takes its records; true when it stopped at a line for csv-parse. */
  const scanBlock = (input: Buffer, records: R[]): boolean => {
    pending.tail.copy(bytes, 0);
    input.copy(bytes, pending.tail.length);
    const length = pending.tail.length + input.length;
    const rows = scanner.scan(length);
    const { odd, lines } = scanner;
    try {
      block.takeRows(rows, pending.line, records);
    } finally {
      // A copy: the next block, of whatever file, takes the place of this one.
      const tail = Buffer.from(bytes.subarray(table.end, length));
      pending.keep(tail, odd < 0 ? lines - countLines(tail, tail.length) : countLines(bytes, table.end));
    }
    return isOddLine(pending.tail, odd - table.end, maxRecordBytes);
  };

  const readOddLine = async (records: R[]): Promise<void> => {
    parseOdd ??= await loadMalformedParser();
    const { line } = pending;
    const parsed = parseOdd(pending.takeLine());
    if ('cells' in parsed) block.takeCells(parsed.cells, line, records);
    else bad.report(unreadable(line, parsed.reason, parsed.cause), !block.hasHeader);
  };

  const refuseLine = (fault: Fault): void => {
    pending.takeLine();
    bad.report(fault, !block.hasHeader);
  };

  const scanAll = async (records: R[], isEnd: boolean): Promise<void> => {
    for (let input = pending.next(); input !== undefined; input = pending.next()) {
      const isOdd = scanBlock(input, records);
      const { tail, line } = pending;
      if (isOdd) await readOddLine(records);
      else if (tail.length > maxRecordBytes) refuseLine(tooLong(line, maxRecordBytes));
      else if (isEnd && pending.isLast && tail.length > 0) refuseLine(unclosed(line));
    }
  };

  const run = async (input: Buffer, isEnd: boolean): Promise<R[]> => {
    const records: R[] = [];
    if (failure) return records;
    pending.add(input);
    await scanAll(records, isEnd).catch((error: unknown) => (failure = { error }));
    return records;
  };

  return {
    read: (chunk) => run(unmarked(chunk), false),
    end: () => {
      // Only a file whose last line does not end leaves something.
      const last = unmarked(NOTHING, true);
      return run(last.length + pending.tail.length > 0 ? Buffer.concat([last, LAST_END]) : NOTHING, true);
    },
    get failure() {
      return failure;
    },
  };
};

const unreadable = (line: number, reason: string, cause: unknown): Fault => ({
  line,
  what: 'Unreadable record',
  expected: 'quotes in pairs',
  actual: reason,
  cause,
});

const unclosed = (line: number): Fault => ({
  line,
  what: 'Quote never closes',
  expected: 'a closing quote',
  actual: 'end of file',
});
