import type { MakerOf, RecordMaker, TextEncoding } from '../csv/row-table.js';
import { checkFields, checkHeader } from './check-header.js';
import { createEagerMaker, defineRecordClass } from './eager-records.js';
import { createLazyMaker, defineLazyClass } from './lazy-records.js';
import type { BaseRecord } from './log-record.js';

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
  /** The most columns that a header may have. @default 1,000 */
  readonly maxColumns?: number | undefined;
}

const MAX_COLUMNS = 1_000;
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
