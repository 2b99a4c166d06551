import type { RecordFault } from '../damage.js';
import { BLOCK, createMarkRemover } from './pending-bytes.js';
import { endOfQuoted } from './scanner.js';

/** The most characters of a header that an error quotes. */
const QUOTED = 200;

/** Quotes text of a file on one line: cut off, its control characters escaped. */
export const quoteText = (text: string): string => {
  const visible = text.slice(0, 2 * QUOTED).replace(/[\0-\x1f\x7f]/g, (one) => JSON.stringify(one).slice(1, -1));
  return visible.length > QUOTED ? `${visible.slice(0, QUOTED)}…` : visible;
};

/** The fault of a file that is no log. `found` names what it is instead. */
export const notALog = (line: number, text: string, found: string, expected: string): RecordFault => ({
  line,
  what: 'Not a log',
  expected,
  actual: `${found}: ${quoteText(text)}`,
});

/** The delimiters of columns that logs do not have. */
const DELIMITERS: readonly (readonly [string, string])[] = [
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'vertical bars'],
];

// A log has times or addresses in its rows; no column is named like one.
const DATA = /^(?:\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d.*)?|\d{1,3}(?:\.\d{1,3}){3})$/;

/**
 * The reason why a first row is no header of any log, or `undefined` if it may be one. A header of one name that contains a
 * delimiter is a header with another delimiter: no log has just one column.
 */
export const foreignHeader = (names: readonly string[]): string | undefined => {
  const [only = ''] = names.length === 1 ? names : [];
  const delimiter = DELIMITERS.find(([text]) => only.includes(text));
  if (delimiter) return `${delimiter[1]} between the columns`;
  return names.some((name) => DATA.test(name)) ? 'a row of data, no header' : undefined;
};

/**
 * Takes the chunks of a file as they come and returns the bytes to scan: without a byte order mark, and with newlines in a
 * file whose lines end in carriage returns alone. Holds back the first bytes until they tell what the file is.
 */
type FileStart = (chunk: Buffer, isEnd: boolean) => Buffer;

const EMPTY = Buffer.alloc(0);
/** Bytes at the start of a file that tell its format. */
const NAMED = 1024;

/** Creates the start of one file. `refuse` throws the error for a file that is no text with commas. */
export const createFileStart = (refuse: (fault: RecordFault) => void): FileStart => {
  const withoutMark = createMarkRemover();
  let start: Buffer | undefined = EMPTY;
  let hasReturns = false;
  const pass = (bytes: Buffer): Buffer => (hasReturns ? toNewlines(bytes) : bytes);

  /** Whether the start tells what the file is; refuses it if that is no log. */
  const isKnown = (bytes: Buffer, isEnd: boolean): boolean => {
    const isShort = bytes.length < NAMED && !isEnd;
    const format = formatOf(bytes, isShort);
    if (format && isShort) return false;
    if (format) refuse(notALog(1, ...describeFormat(format, bytes.subarray(0, NAMED)), EXPECTED));
    const ends = lineEndsOf(bytes, isEnd);
    hasReturns = ends === 'returns';
    return ends !== undefined;
  };

  return (chunk, isEnd) => {
    const bytes = withoutMark(chunk, isEnd);
    if (!start) return pass(bytes);
    start = start.length === 0 ? bytes : Buffer.concat([start, bytes]);
    if (!isKnown(start, isEnd)) return EMPTY;
    const first = start;
    start = undefined;
    return pass(first);
  };
};

const EXPECTED = 'text with commas between the columns';

/** A format that is no log: the bytes it starts with, its name, and how its text is read. */
interface Format {
  readonly magic: readonly number[];
  readonly name: string;
  readonly decode: (bytes: Buffer) => string;
}

const utf8 = (bytes: Buffer): string => bytes.toString('utf8');
const hex = (bytes: Buffer): string => `bytes ${bytes.toString('hex', 0, 8)}`;
const utf16 = (bytes: Buffer): string => bytes.toString('utf16le').replace(/^\ufeff/, '');
const utf16be = (bytes: Buffer): string => utf16(Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16());

/** Formats known by their first bytes. */
const BINARY: readonly Format[] = [
  { magic: [0xff, 0xfe], name: 'UTF-16', decode: utf16 },
  { magic: [0xfe, 0xff], name: 'UTF-16', decode: utf16be },
  { magic: [0x50, 0x4b, 0x03, 0x04], name: 'a zip archive', decode: hex },
  { magic: [0x1f, 0x8b], name: 'gzip', decode: hex },
];

/** Formats known by the first character that is not blank. */
const TEXT: readonly Format[] = [
  { magic: [0x3c], name: 'an XML document', decode: utf8 },
  { magic: [0x7b], name: 'JSON', decode: utf8 },
  { magic: [0x5b], name: 'JSON', decode: utf8 },
];

/** UTF-16 without a mark, whose Latin letters have a zero byte before or after them. Names of columns are longer. */
const UNMARKED: readonly Format[] = [
  { magic: [1, 0, 1, 0, 1, 0, 1, 0], name: 'UTF-16', decode: utf16 },
  { magic: [0, 1, 0, 1, 0, 1, 0, 1], name: 'UTF-16', decode: utf16be },
];

/** The format whose magic bytes these are; where `isShort`, whose first magic bytes these are. */
const formatOf = (bytes: Buffer, isShort: boolean): Format | undefined => {
  const text = bytes.subarray(firstVisible(bytes));
  const zeros = Buffer.from(bytes.subarray(0, 8).map((byte) => (byte === 0 ? 0 : 1)));
  const starts = (start: Buffer) => ({ magic }: Format) => isStart(start, magic, isShort); // prettier-ignore
  return BINARY.find(starts(bytes)) ?? TEXT.find(starts(text)) ?? UNMARKED.find(starts(zeros));
};

const isStart = (bytes: Buffer, magic: readonly number[], isShort: boolean): boolean =>
  magic.every((byte, i) => (i < bytes.length ? bytes[i] === byte : isShort));

const isBlank = (byte = 0): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

/** The position of the first byte that is no blank and no line end, within the bytes that tell a format. */
const firstVisible = (bytes: Buffer): number => {
  let at = 0;
  while (at < NAMED && isBlank(bytes[at])) at += 1;
  return at;
};

/** The text of a file that is no log, and the most telling name of what it is. */
const describeFormat = ({ name, decode }: Format, bytes: Buffer): [text: string, name: string] => {
  const text = decode(bytes);
  if (name !== 'an XML document') return [text, name];
  const [, code] = /<Error>[\s\S]*?<Code>([^<]{1,50})<\/Code>/.exec(text) ?? [];
  if (code !== undefined) return [text, `an S3 error document (${code})`];
  return [text, /<!doctype html|<html/i.test(text) ? 'an HTML page' : name];
};

const QUOTE = 0x22;
const COMMA = 0x2c;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

/**
 * What ends the lines of a file that starts with these bytes; `undefined` while that is not known. Almost always the first
 * newline tells. A carriage return before it may be a part of a name: then the first block of the file decides.
 */
const lineEndsOf = (bytes: Buffer, isEnd: boolean): 'newlines' | 'returns' | undefined => {
  const newline = bytes.indexOf(NEWLINE);
  const first = newline < 0 ? bytes.indexOf(RETURN) : bytes.subarray(0, newline).indexOf(RETURN);
  if (newline >= 0 && (first < 0 || first === newline - 1)) return 'newlines';
  if (bytes.length < BLOCK && !isEnd) return undefined;
  return hasBareReturns(bytes.subarray(0, BLOCK)) ? 'returns' : 'newlines';
};

/** Whether there are carriage returns and no newlines outside of quoted cells. */
const hasBareReturns = (bytes: Buffer): boolean => {
  let found = false;
  let startsCell = true;
  let closes = true;
  for (let at = 0; at < bytes.length; at += 1) {
    if (startsCell && closes && bytes[at] === QUOTE) {
      const after = endOfQuoted(bytes, at, bytes.length);
      // After a quote that never closes, looking for the end of each later one would take time without end.
      closes = after >= 0;
      if (after === bytes.length) return found;
      if (closes && isCellEnd(bytes[after])) at = after;
    }
    if (bytes[at] === NEWLINE) return false;
    found ||= bytes[at] === RETURN;
    startsCell = isCellEnd(bytes[at]);
  }
  return found;
};

const isCellEnd = (byte: number | undefined): boolean => byte === COMMA || byte === NEWLINE || byte === RETURN;

/** A copy with newlines in place of carriage returns. */
const toNewlines = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf(RETURN); at >= 0; at = copy.indexOf(RETURN, at + 1)) copy[at] = NEWLINE;
  return copy;
};
