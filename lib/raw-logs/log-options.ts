import type { UnlistedOption } from '../models/query.js';
import { nearestName, unlistedError } from '../protocol/nearest-name.js';
import { checkFlag, checkInteger, checkKeys, checkNames } from '../protocol/validate.js';
import { checkDemand, type Demand } from '../streams/demand.js';
import type { OnBadRecord } from './damage.js';
import type { TextEncoding } from './csv/row-table.js';
import type { LazyLogRecord, LogRecord } from './records/log-record.js';

/** Options for reading the archive of a log file. */
export interface ContentOptions {
  /**
   * Downloads the whole archive to a temporary file and verifies it before anything is emitted. By default data is emitted as
   * it is inflated, and damage found at the end of a file is an error after data that was already emitted. @default false
   */
  readonly spool?: boolean | undefined;
  /** Directory for temporary files. @default `os.tmpdir()` */
  readonly tmpdir?: string | undefined;
  /** The most bytes that one file may inflate to. @default 17,179,869,184 (16 GiB) */
  readonly maxInflatedBytes?: number | undefined;
  /** The demand to follow, where an operator downstream hides it: see `iterate`. */
  readonly demand?: Demand | undefined;
}

/** Options for reading the records of a log file. */
export interface RecordsOptions<Field extends string = string, Lazy extends boolean = boolean> extends ContentOptions {
  /** The columns of the records; only these are cut from the file. @default all columns of the file */
  readonly fields?: readonly Field[] | undefined;
  /** Allow `fields` that the catalog does not list for this type of log: the files may have more. @default false */
  readonly unlisted?: boolean | undefined;
  /** Makes each column an accessor, which cuts the cell when it is read; see `LazyLogRecord`. @default false */
  readonly lazy?: Lazy | undefined;
  /** How to handle a record that cannot be read. @default 'error' */
  readonly onBadRecord?: OnBadRecord | undefined;
  /**
   * How the bytes of the file are decoded. In a file that should be UTF-8, other bytes become U+FFFD, and an event counts the
   * rows with such bytes; `'latin1'` (ISO 8859-1) makes each byte a character. @default 'utf8'
   */
  readonly encoding?: TextEncoding | undefined;
  /** The most columns that a file may have; more are a `RawLogCorruptError`. Logs of clicks have 57. @default 300 */
  readonly maxColumns?: number | undefined;
}

/** Options for reading the records of a range of log files. */
export interface FindLogsOptions<Field extends string = string, Lazy extends boolean = boolean> extends RecordsOptions<
  Field,
  Lazy
> {
  /** Number of files in flight. Those ahead of the current one hold at most 1 MiB each, compressed. @default 4 */
  readonly concurrency?: number | undefined;
  /** Whether to emit records in the order of the files. With `false`, several files are emitted as they arrive. @default true */
  readonly ordered?: boolean | undefined;
  /** How to handle a day that the range names and the service does not list. @default 'error' */
  readonly onMissing?: 'error' | 'skip' | undefined;
}

/** What a call lacks whose `fields` name a column that the catalog does not list. */
export interface NeedsUnlisted<Name extends string> extends UnlistedOption {
  /** Never there: it only shows the name in the error of the compiler. */
  readonly unlistedField?: Name;
}

/** The option that `fields` need which the catalog does not list. Names that the compiler does not see are checked by the call. */
export type UnlistedFields<Field extends string, Column extends string> = string extends Field
  ? unknown
  : [Field] extends [Column]
    ? unknown
    : NeedsUnlisted<Exclude<Field, Column>>;

/** The type of the records that a call emits. */
export type RecordOf<Field extends string, Lazy extends boolean> = Lazy extends true
  ? LazyLogRecord<Field>
  : LogRecord<Field>;

/** The options of each call by name. They do not compile with one missing. */
const CONTENT = Object.keys({
  spool: true,
  tmpdir: true,
  maxInflatedBytes: true,
  demand: true,
} satisfies Record<keyof ContentOptions, true>);
const RECORDS = Object.keys({
  fields: true,
  unlisted: true,
  lazy: true,
  onBadRecord: true,
  encoding: true,
  maxColumns: true,
} satisfies Record<Exclude<keyof RecordsOptions, keyof ContentOptions>, true>);
const FIND = Object.keys({
  concurrency: true,
  ordered: true,
  onMissing: true,
} satisfies Record<Exclude<keyof FindLogsOptions, keyof RecordsOptions>, true>);
const NAMES = { content: CONTENT, records: [...CONTENT, ...RECORDS], find: [...CONTENT, ...RECORDS, ...FIND] };

/** A call of raw logs, as error messages name it (`rawLogs.clicks.findAll`), and the options that it takes. */
export interface LogCall {
  readonly name: string;
  readonly takes: keyof typeof NAMES;
  /** The columns that the catalog lists for its type of log; none if no log of this type was ever seen. */
  readonly known: readonly string[];
}

const checkOneOf = (name: string, value: unknown, allowed: readonly string[], orElse = ''): void => {
  if (value !== undefined && !allowed.includes(value as string))
    throw new TypeError(`${name} should be ${allowed.map((word) => `'${word}'`).join(' or ')}${orElse}`);
};

/** Refuses a column that the catalog does not list, since it is more likely misspelt than new. */
const checkListed = (label: string, fields: unknown, known: readonly string[]): void => {
  if (!Array.isArray(fields) || known.length === 0) return;
  const unlisted = (fields as readonly string[]).find((name) => !known.includes(name));
  if (unlisted !== undefined)
    throw unlistedError(label, unlisted, 'columns that the catalog lists', nearestName(unlisted, known));
};

/** Checks the options of a call. Throws the error that the stream should end with. */
export const checkLogOptions = ({ name: call, takes, known }: LogCall, value: unknown): void => {
  const options = checkKeys(`${call}: options`, value, NAMES[takes]);
  const { fields, onBadRecord, tmpdir } = options;
  for (const name of ['spool', 'lazy', 'ordered', 'unlisted']) checkFlag(`${call}: ${name}`, options[name]);
  checkNames(`${call}: fields`, fields);
  if (Array.isArray(fields) && fields.length === 0)
    throw new TypeError(`${call}: fields should name at least one column`);
  if (!options['unlisted']) checkListed(`${call}: fields`, fields, known);
  if (tmpdir !== undefined && typeof tmpdir !== 'string') throw new TypeError(`${call}: tmpdir should be a path`);
  checkInteger(`${call}: maxInflatedBytes`, options['maxInflatedBytes'], 1);
  checkInteger(`${call}: maxColumns`, options['maxColumns'], 1);
  checkOneOf(`${call}: encoding`, options['encoding'], ['utf8', 'latin1']);
  checkInteger(`${call}: concurrency`, options['concurrency'], 1);
  if (typeof onBadRecord !== 'function')
    checkOneOf(`${call}: onBadRecord`, onBadRecord, ['error', 'skip'], ' or a function');
  checkOneOf(`${call}: onMissing`, options['onMissing'], ['error', 'skip']);
  checkDemand(options['demand'], `${call}: demand`);
};
