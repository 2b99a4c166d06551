import { foreignHeader, notALog, quoteText } from '../csv/file-start.js';
import type { MakerOf, RecordMaker, TextEncoding } from '../csv/row-table.js';
import { damageOf, type RecordFault } from '../damage.js';
import { createEagerMaker, defineRecordClass } from './eager-records.js';
import { createLazyMaker, defineLazyClass } from './lazy-records.js';
import type { BaseRecord } from './log-record.js';

/** The header of a file, and what is known of it. */
interface HeaderFacts {
  /** `LogFile.filename` */
  readonly file: string;
  readonly names: readonly string[];
  readonly line: number | undefined;
  /** The columns of the catalog for this type of log; none if no log of this type was ever seen. */
  readonly known: readonly string[];
  readonly maxColumns: number;
}

/** A name as the service writes names. */
const folded = (name: string): string => name.trim().toLowerCase().replaceAll(/\s+/g, '_');

/** Why names that mean known columns are not these: they would be `null` in every record. */
const misspelling = (names: readonly string[], known: readonly string[]): string | undefined => {
  const missing = new Set(known.filter((name) => !names.includes(name)));
  const close = names.filter((name) => missing.has(folded(name)));
  if (close.some((name) => name !== name.toLowerCase())) return 'names in upper case';
  return close.length > 0 ? 'blanks in its names' : undefined;
};

/** The reason why these are no names of a log whose columns are known, or `undefined` if they are. */
const unknownHeader = (names: readonly string[], known: readonly string[]): string | undefined => {
  if (names.some((name) => name.includes('\r'))) return 'line ends of two kinds';
  const close = misspelling(names, known);
  if (close !== undefined) return close;
  return names.some((name) => known.includes(name)) ? undefined : 'no known column';
};

const firstRepeated = (names: readonly string[]): string | undefined => {
  const seen = new Set<string>();
  return names.find((name) => seen.size === seen.add(name).size);
};

const headerFault = ({ names, line = 1, known, maxColumns }: HeaderFacts): RecordFault | undefined => {
  const text = names.slice(0, maxColumns).join(',');
  const quoted = quoteText(text);
  if (names.length > maxColumns)
    return { line, what: 'Too many columns', expected: `at most ${maxColumns}`, actual: `${names.length}: ${quoted}` };
  const foreign = foreignHeader(names) ?? (known.length > 0 ? unknownHeader(names, known) : undefined);
  if (foreign !== undefined) return notALog(line, text, foreign, 'a header with the columns of a log');
  const repeated = firstRepeated(names);
  if (repeated === undefined) return undefined;
  return { line, what: 'Repeated column', expected: 'each once', actual: `${quoteText(repeated)} again: ${quoted}` };
};

const corrupt = (file: string, { line, what, expected, actual }: RecordFault): Error =>
  damageOf(file)(what, expected, actual, undefined, line);

/** Checks that a first row is the header of a log. @throws RawLogCorruptError that quotes it and says what it is instead. */
const checkHeader = (facts: HeaderFacts): void => {
  const fault = headerFault(facts);
  if (fault) throw corrupt(facts.file, fault);
};

/**
 * Checks the columns that the user asked for. A known one may be missing, since older files have fewer columns.
 *
 * @throws RangeError for a column that neither the header nor the catalog has: a misspelled one would be `null` in every record.
 * @throws RawLogCorruptError for a header that has none of them: every record would be empty.
 */
const checkFields = ({ file, names, line = 1, known }: HeaderFacts, fields: readonly string[]): void => {
  const missing = fields.filter((name) => !names.includes(name));
  if (missing.length === 0) return;
  const hasNone = missing.length === fields.length;
  const unknown = missing.find((name) => !known.includes(name));
  // Without known columns, one name is more likely misspelled, and a header that has none of several is more likely no log.
  const isForeign = hasNone && known.length === 0 && fields.length > 1;
  if (unknown !== undefined && !isForeign)
    throw new RangeError(`${file} has no column "${unknown}"; it has ${quoteText(names.join(', '))}`);
  const actual = `none of them: ${quoteText(names.join(','))}`;
  if (hasNone) throw corrupt(file, { line, what: 'Columns missing', expected: fields.join(', '), actual });
};

/** The columns of a record, and the cells of a row that they come from. */
export interface Projection {
  readonly columns: readonly string[];
  /** For each column, the number of its cell; -1 for a column that the file lacks. */
  readonly cells: readonly number[];
}

/** Finds the cells of the wanted columns. */
const project = (header: readonly string[], wanted: readonly string[] = header): Projection => {
  const indexes = new Map(header.map((name, i) => [name, i]));
  return { columns: wanted, cells: wanted.map((name) => indexes.get(name) ?? -1) };
};

/** The kind of records to make, and the limits of their files. */
interface RecordOptions {
  /** Columns of the records, in this order. @default all columns of the file */
  readonly fields?: readonly string[] | undefined;
  /** Makes the columns accessors, which cut a cell when it is read. @default false */
  readonly lazy?: boolean | undefined;
  /** @default 'utf8' */
  readonly encoding?: TextEncoding | undefined;
  /** The most columns that a header may have. @default 300 */
  readonly maxColumns?: number | undefined;
}

// Records with more take ten times as long: the engine makes dictionaries of objects with so many properties.
const MAX_COLUMNS = 300;
// Files of one client have one header. Only an archive made to fill the memory has thousands of them.
const MAX_MAKERS = 100;

/**
 * Chooses the record maker for each file. Files with the same header share one class of records, so that the code that
 * handles them sees objects of one shape. `known` are the columns of the catalog, for a type of log whose columns are known.
 */
export const createMakerOf = (
  { fields, lazy = false, encoding = 'utf8', maxColumns = MAX_COLUMNS }: RecordOptions,
  known: readonly string[],
): ((file: string) => MakerOf<BaseRecord>) => {
  const wanted = fields && [...new Set(fields)];
  const makers = new Map<string, RecordMaker<BaseRecord>>();
  const create = (header: readonly string[], file: string, line: number | undefined): RecordMaker<BaseRecord> => {
    const facts = { file, names: header, line, known, maxColumns };
    checkHeader(facts);
    if (wanted) checkFields(facts, wanted);
    const projection = project(header, wanted);
    // A column named toJSON hides the method, and `JSON.stringify` then looks for own properties, which accessors are not.
    const isLazy = lazy && !projection.columns.includes('toJSON');
    if (isLazy) return createLazyMaker(defineLazyClass(projection.columns, projection.cells), header, encoding);
    return createEagerMaker(defineRecordClass(projection.columns), header, projection, encoding);
  };
  return (file) => (header, line) => {
    const key = JSON.stringify(header);
    const maker = makers.get(key) ?? create(header, file, line);
    if (makers.size >= MAX_MAKERS) makers.clear();
    makers.set(key, maker);
    return maker;
  };
};
