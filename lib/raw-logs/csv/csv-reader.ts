import { isUtf8 } from 'node:buffer';
import type { RecordFault } from '../damage.js';
import { type BlockReader, countLines, createBlockReader, type CsvOptions, tooLong } from './block-reader.js';
import { createFileStart } from './file-start.js';
import { createPendingBytes, type PendingBytes } from './pending-bytes.js';
import type { TextEncoding } from './row-table.js';

/** Reads one CSV file that arrives in chunks, cut anywhere. Calls must not overlap. */
export interface CsvReader<R> {
  /** Returns the records that this chunk completes, or the first of them. */
  read(chunk: Buffer): Promise<R[]>;
  /** Returns the record that the end of the file completes, if any. */
  end(): Promise<R[]>;
  /**
   * Whether the last call left records for `more`: together they would have had so many cells that a few bytes of a file could
   * fill the memory. The next chunk has to wait until it is false.
   */
  readonly hasMore: boolean;
  /** Returns further records of the last chunk. */
  more(): Promise<R[]>;
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
  const { bad, maxRecordBytes } = options;
  const block = createBlockReader(options);
  const pending = createPendingBytes();
  const fileStart = createFileStart((fault) => bad.report(fault, true));
  const scanBlock = createBlockScanner(options, block, pending);
  const readMalformedLine = createLineReader(options, block, pending);
  let failure: { readonly error: unknown } | undefined;
  let hasEnded = false;
  let hasRowsLeft = false;

  const refuseLine = (fault: RecordFault): void => {
    pending.takeLine();
    bad.report(fault, !block.hasHeader);
  };

  /** Scans block after block until a batch is full or no bytes are left. Rows left in the tail are scanned again. */
  const scanAll = async (records: R[]): Promise<void> => {
    while (block.roomAfter(records.length) > 0) {
      const input = hasRowsLeft ? NOTHING : pending.next();
      if (input === undefined) return;
      const reached = scanBlock(input, records);
      const { tail, line } = pending;
      hasRowsLeft = reached === 'rows left';
      if (hasRowsLeft) return;
      if (reached === 'malformed line') await readMalformedLine(records);
      else if (tail.length > maxRecordBytes) refuseLine(tooLong(line, maxRecordBytes));
      else if (hasEnded && pending.isLast && tail.length > 0) refuseLine(unclosed(line));
    }
  };

  const run = async (input: () => Buffer): Promise<R[]> => {
    const records: R[] = [];
    if (failure) return records;
    try {
      pending.add(input());
      await scanAll(records);
    } catch (error) {
      failure = { error };
    }
    return records;
  };

  return {
    read: (chunk) => run(() => fileStart(chunk, false)),
    end: () =>
      run(() => {
        hasEnded = true;
        return lastInput(fileStart(NOTHING, true), pending.tail);
      }),
    get hasMore() {
      return !failure && (hasRowsLeft || !pending.isLast);
    },
    more: () => run(() => NOTHING),
    get failure() {
      return failure;
    },
  };
};

/** What follows the rows that were taken: the tail that the next block completes, a line for csv-parse, or further rows. */
type Reached = 'tail' | 'malformed line' | 'rows left';

/** Creates a function that scans one block, the tail and an input, and takes its records. */
const createBlockScanner = <R>(
  { table, maxRecordBytes }: CsvOptions<R>,
  block: BlockReader<R>,
  pending: PendingBytes,
): ((input: Buffer, records: R[]) => Reached) => {
  const { scanner, bytes } = table;
  return (input, records) => {
    pending.tail.copy(bytes, 0);
    input.copy(bytes, pending.tail.length);
    const length = pending.tail.length + input.length;
    const rows = scanner.scan(length);
    const { malformed, lines } = scanner;
    let hasRowsLeft = false;
    try {
      hasRowsLeft = block.takeRows(rows, pending.line, records);
    } finally {
      // A copy: the next block, of any file, overwrites this one.
      const tail = Buffer.from(bytes.subarray(table.end, length));
      pending.keep(tail, malformed < 0 ? lines - countLines(tail, tail.length) : countLines(bytes, table.end));
    }
    if (hasRowsLeft) return 'rows left';
    return startsMalformed(pending.tail, malformed - table.end, maxRecordBytes) ? 'malformed line' : 'tail';
  };
};

/** The last bytes of a file, with the newline that they lack. Only a file without one at its end leaves anything. */
const lastInput = (last: Buffer, tail: Buffer): Buffer =>
  last.length + tail.length > 0 ? Buffer.concat([last, LAST_END]) : NOTHING;

/** Creates a function that takes the first pending line, which has misplaced quotes. */
const createLineReader = <R>(
  { bad, encoding = 'utf8', onInvalidText }: CsvOptions<R>,
  block: BlockReader<R>,
  pending: PendingBytes,
): ((records: R[]) => Promise<void>) => {
  let parseMalformed: ParseMalformed | undefined;
  return async (records) => {
    parseMalformed ??= await loadMalformedParser();
    const { line } = pending;
    const bytes = pending.takeLine();
    if (onInvalidText && !isUtf8(bytes)) onInvalidText(1);
    const parsed = parseMalformed(bytes, encoding);
    if ('cells' in parsed) block.takeCells(parsed.cells, line, records);
    else bad.report(unreadable(line, parsed.reason, parsed.cause), !block.hasHeader);
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
type ParseMalformed = (line: Buffer, encoding: TextEncoding) => MalformedLine;

// csv-parse counts lines from the one it was given; the number would read like a line of the file.
const LINE_NUMBER = / at line \d+.*/;

/**
 * Loads csv-parse, for the lines that our own scanner declines: a quote inside a bare cell stays as it is. Each line is read
 * on its own, so that a quote that never closes cannot swallow the lines after it.
 */
const loadMalformedParser = async (): Promise<ParseMalformed> => {
  const { parse } = await import('csv-parse/sync');
  return (line, encoding) => {
    try {
      const [cells = []] = parse(line.toString(encoding), {
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
