import type { MakerOf, RecordMaker } from '../csv/record-maker.js';
import { createEagerMaker } from './eager-maker.js';
import { createLazyMaker } from './lazy-maker.js';
import { defineLazyClass } from './lazy-record.js';
import type { BaseRecord } from './log-record.js';
import { project } from './project.js';
import { defineRecordClass } from './record-class.js';

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
