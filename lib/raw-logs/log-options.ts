import { checkFlag, checkInteger, checkKeys, checkNames } from '../protocol/validate.js';
import { checkDemand, type Demand } from '../streams/demand.js';
import type { OnBadRecord } from './csv/bad-record.js';
import type { LazyLogRecord, LogRecord } from './records/log-record.js';

/** How the archive of a log file is read. */
export interface ContentOptions {
  /**
   * Brings the whole file into a temporary one and verifies it before anything is emitted. By default what is inflated
   * is emitted as it arrives, and damage found at a file's end is the stream's error behind it. @default false
   */
  readonly spool?: boolean | undefined;
  /** Where temporary files go. @default `os.tmpdir()` */
  readonly tmpdir?: string | undefined;
  /** Most bytes that one file may inflate to. @default 17,179,869,184 (16 GiB) */
  readonly maxInflatedBytes?: number | undefined;
  /** The demand of whoever consumes, where operators in between hide it. */
  readonly demand?: Demand | undefined;
}

/** How the records of a log file are made. */
export interface RecordsOptions<Field extends string = string, Lazy extends boolean = boolean> extends ContentOptions {
  /** Columns that the records are to have; only these are cut. @default all that the file has */
  readonly fields?: readonly Field[] | undefined;
  /** Records of accessors, whose columns are cut when they are read; see `LazyLogRecord`. @default false */
  readonly lazy?: Lazy | undefined;
  /** What becomes of a record that cannot be read. @default 'error' */
  readonly onBadRecord?: OnBadRecord | undefined;
}

/** How the records of many log files are read. */
export interface FindLogsOptions<Field extends string = string, Lazy extends boolean = boolean> extends RecordsOptions<
  Field,
  Lazy
> {
  /** Files in flight; those ahead of the one that is read hold at most 1 MiB each, compressed. @default 4 */
  readonly concurrency?: number | undefined;
  /** Records in the order of the files; with `false` those of several files as they come. @default true */
  readonly ordered?: boolean | undefined;
  /** What to do about a day asked for by name that the service does not list. @default 'error' */
  readonly onMissing?: 'error' | 'skip' | undefined;
}

/** The records that a call emits. */
export type RecordOf<Field extends string, Lazy extends boolean> = Lazy extends true
  ? LazyLogRecord<Field>
  : LogRecord<Field>;

const CONTENT = ['spool', 'tmpdir', 'maxInflatedBytes', 'demand'];
const RECORDS = [...CONTENT, 'fields', 'lazy', 'onBadRecord'];
const FIND = [...RECORDS, 'concurrency', 'ordered', 'onMissing'];

const checkOneOf = (name: string, value: unknown, allowed: readonly string[], besides = ''): void => {
  if (value !== undefined && !allowed.includes(value as string))
    throw new TypeError(`${name} should be ${allowed.map((word) => `'${word}'`).join(' or ')}${besides}`);
};

/** Checks the options of a call of raw logs. Throws what the stream is to end with. */
export const checkLogOptions = (kind: 'content' | 'records' | 'find', value: unknown): void => {
  const options = checkKeys('The options', value, { content: CONTENT, records: RECORDS, find: FIND }[kind]);
  const { fields, onBadRecord, tmpdir } = options;
  for (const name of ['spool', 'lazy', 'ordered']) checkFlag(name, options[name]);
  checkNames('Fields', fields);
  if (Array.isArray(fields) && fields.length === 0) throw new TypeError('Fields should name at least one column');
  if (tmpdir !== undefined && typeof tmpdir !== 'string') throw new TypeError('tmpdir should be a path');
  checkInteger('maxInflatedBytes', options['maxInflatedBytes'], 1);
  checkInteger('Concurrency', options['concurrency'], 1);
  if (typeof onBadRecord !== 'function') checkOneOf('onBadRecord', onBadRecord, ['error', 'skip'], ' or a function');
  checkOneOf('onMissing', options['onMissing'], ['error', 'skip']);
  checkDemand(options['demand']);
};
