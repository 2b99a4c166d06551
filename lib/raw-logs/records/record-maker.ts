import type { MakerOf, RecordMaker } from '../csv/row-table.js';
import { createEagerMaker, defineRecordClass } from './eager-records.js';
import { createLazyMaker, defineLazyClass } from './lazy-records.js';
import type { BaseRecord } from './log-record.js';

/** The columns of a record, and the cells of a row that they come from. */
export interface Projection {
  readonly columns: readonly string[];
  /** For each column, the number of its cell; -1 for a column that the file lacks. */
  readonly cells: readonly number[];
}

const lastIndexes = (header: readonly string[]): Map<string, number> => new Map(header.map((name, i) => [name, i]));

/**
 * Finds the cells of the wanted columns. If the header repeats a name, the last one counts. `known` columns may be missing,
 * since older files have fewer columns.
 *
 * @throws RangeError for a column in neither the header nor `known`: a misspelled one would be `null` in every record.
 */
const project = (
  header: readonly string[],
  wanted: readonly string[] | undefined,
  known: readonly string[],
  file: string,
): Projection => {
  const indexes = lastIndexes(header);
  if (!wanted) return { columns: [...indexes.keys()], cells: [...indexes.values()] };
  const columns = [...new Set(wanted)];
  const unknown = columns.find((name) => !indexes.has(name) && !known.includes(name));
  if (unknown !== undefined)
    throw new RangeError(`${file} has no column "${unknown}"; it has ${[...indexes.keys()].join(', ')}`);
  return { columns, cells: columns.map((name) => indexes.get(name) ?? -1) };
};

/** The kind of records to make. */
interface RecordOptions {
  /** Columns of the records, in this order. @default all columns of the file */
  readonly fields?: readonly string[] | undefined;
  /** Makes the columns accessors, which cut a cell when it is read. @default false */
  readonly lazy?: boolean | undefined;
}

/**
 * Chooses the record maker for each file. Files with the same header share one class of records, so that the code that
 * handles them sees objects of one shape.
 */
export const createMakerOf = (
  { fields, lazy = false }: RecordOptions,
  known: readonly string[],
): ((file: string) => MakerOf<BaseRecord>) => {
  const makers = new Map<string, RecordMaker<BaseRecord>>();
  const create = (header: readonly string[], file: string): RecordMaker<BaseRecord> => {
    const projection = project(header, fields, known, file);
    // A column named toJSON hides the method, and `JSON.stringify` then looks for own properties, which accessors are not.
    const isLazy = lazy && !projection.columns.includes('toJSON');
    if (isLazy) return createLazyMaker(defineLazyClass(projection.columns, projection.cells), header);
    return createEagerMaker(defineRecordClass(projection.columns), header, projection);
  };
  return (file) => (header) => {
    const key = JSON.stringify(header);
    const maker = makers.get(key) ?? create(header, file);
    makers.set(key, maker);
    return maker;
  };
};
