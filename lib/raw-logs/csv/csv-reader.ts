import type { RecordFault } from './bad-record.js';
import { countLines, createBlockReader, type CsvOptions, tooLong } from './block-reader.js';
import { createMarkRemover, createPendingBytes } from './pending-bytes.js';

/** Reads one CSV file that arrives in chunks, cut anywhere. Calls must not overlap. */
export interface CsvReader<R> {
  /** Returns the records that this chunk completes. */
  read(chunk: Buffer): Promise<R[]>;
  /** Returns the record that the end of the file completes, if any. */
  end(): Promise<R[]>;
  /** The error that ended the file, after the records that were returned before it. */
  readonly failure: { readonly error: unknown } | undefined;
}

const NOTHING = Buffer.alloc(0);
const NEWLINE = 0x0a;
const LAST_END = Buffer.of(NEWLINE);

/**
 * Creates the reader of one file. Our own scanner scans its blocks; csv-parse reads each line with misplaced quotes. An
 * unreadable record costs its first line, and reading goes on after that line; a record that is too wide costs the whole
 * record. The result does not depend on where the chunks are cut.
 */
export const createCsvReader = <R>(options: CsvOptions<R>): CsvReader<R> => {
  const { table, bad, maxRecordBytes } = options;
  const { scanner, bytes } = table;
  const block = createBlockReader(options);
  const pending = createPendingBytes();
  const withoutMark = createMarkRemover();
  let parseMalformed: ParseMalformed | undefined;
  let failure: { readonly error: unknown } | undefined;

  /** Scans one block and takes its records; true if it stopped at a malformed line for csv-parse. */
  const scanBlock = (input: Buffer, records: R[]): boolean => {
    pending.tail.copy(bytes, 0);
    input.copy(bytes, pending.tail.length);
    const length = pending.tail.length + input.length;
    const rows = scanner.scan(length);
    const { malformed, lines } = scanner;
    try {
      block.takeRows(rows, pending.line, records);
    } finally {
      // A copy: the next block, of any file, overwrites this one.
      const tail = Buffer.from(bytes.subarray(table.end, length));
      pending.keep(tail, malformed < 0 ? lines - countLines(tail, tail.length) : countLines(bytes, table.end));
    }
    return startsMalformed(pending.tail, malformed - table.end, maxRecordBytes);
  };

  const readMalformedLine = async (records: R[]): Promise<void> => {
    parseMalformed ??= await loadMalformedParser();
    const { line } = pending;
    const parsed = parseMalformed(pending.takeLine());
    if ('cells' in parsed) block.takeCells(parsed.cells, line, records);
    else bad.report(unreadable(line, parsed.reason, parsed.cause), !block.hasHeader);
  };

  const refuseLine = (fault: RecordFault): void => {
    pending.takeLine();
    bad.report(fault, !block.hasHeader);
  };

  const scanAll = async (records: R[], isEnd: boolean): Promise<void> => {
    for (let input = pending.next(); input !== undefined; input = pending.next()) {
      const isMalformed = scanBlock(input, records);
      const { tail, line } = pending;
      if (isMalformed) await readMalformedLine(records);
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
    read: (chunk) => run(withoutMark(chunk), false),
    end: () => {
      // Only a file without a newline at its end leaves anything.
      const last = withoutMark(NOTHING, true);
      return run(last.length + pending.tail.length > 0 ? Buffer.concat([last, LAST_END]) : NOTHING, true);
    },
    get failure() {
      return failure;
    },
  };
};

/**
 * Whether a tail, with a misplaced quote at `malformed`, starts with a line that csv-parse can read now. A line without its
 * end has to wait; a quote beyond the longest record belongs to a record that is too long, wherever the file was cut.
 */
const startsMalformed = (tail: Buffer, malformed: number, maxRecordBytes: number): boolean => {
  if (malformed < 0 || malformed > maxRecordBytes) return false;
  const end = tail.indexOf(NEWLINE);
  return end >= 0 && end <= maxRecordBytes;
};

/** The cells that csv-parse found in a malformed line, or the reason why it found none. */
type MalformedLine = { readonly cells: readonly string[] } | { readonly reason: string; readonly cause: unknown };

/** Reads one line with misplaced quotes. */
type ParseMalformed = (line: Buffer) => MalformedLine;

// csv-parse counts lines from the one it was given; the number would read like a line of the file.
const LINE_NUMBER = / at line \d+.*/;

/**
 * Loads csv-parse, for the lines that our own scanner declines: a quote inside a bare cell stays as it is. Each line is read
 * on its own, so that a quote that never closes cannot swallow the lines after it.
 */
const loadMalformedParser = async (): Promise<ParseMalformed> => {
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
      return { reason: cause instanceof Error ? cause.message.replace(LINE_NUMBER, '') : String(cause), cause };
    }
  };
};

const unreadable = (line: number, reason: string, cause: unknown): RecordFault => ({
  line,
  what: 'Unreadable record',
  expected: 'quotes in pairs',
  actual: reason,
  cause,
});

const unclosed = (line: number): RecordFault => ({
  line,
  what: 'Quote never closes',
  expected: 'a closing quote',
  actual: 'end of file',
});
