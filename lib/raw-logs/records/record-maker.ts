import type { MakerOf, RecordMaker } from '../csv/row-table.js';
import { createEagerMaker, defineRecordClass } from './eager-records.js';
import { createLazyMaker, defineLazyClass } from './lazy-records.js';
import type { BaseRecord } from './log-record.js';

/** Which cells of a row become the columns of a record. */
export interface Projection {
  readonly columns: readonly string[];
  /** For each column, the number of its cell; -1 for one that the file has not. */
  readonly cells: readonly number[];
}

const lastIndexes = (header: readonly string[]): Map<string, number> => new Map(header.map((name, i) => [name, i]));

/**
 * Chooses the cells of the wanted columns. A name that comes twice in a header means the last of them. Columns that are
 * `known` may be missing: older files have fewer.
 *
 * @throws RangeError for a column that neither the header nor `known` has: a misspelt one would be `null` throughout.
 */
export const project = (
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

/** What records are wanted. */
export interface RecordOptions {
  /** Columns to cut, in this order. @default all */
  readonly fields?: readonly string[] | undefined;
  /** Columns as accessors, cut when they are read. @default false */
  readonly lazy?: boolean | undefined;
}

/**
 * Chooses how the records of a file are made. Files with the same header share one class of records, so that what handles
 * them sees one kind of object throughout.
 */
export const createMakerOf = (
  { fields, lazy = false }: RecordOptions,
  known: readonly string[],
): ((file: string) => MakerOf<BaseRecord>) => {
  const makers = new Map<string, RecordMaker<BaseRecord>>();
  const create = (header: readonly string[], file: string): RecordMaker<BaseRecord> => {
    const projection = project(header, fields, known, file);
    // With a column of that name `JSON.stringify` looks for own properties, which accessors are not.
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
