import { inspect, type InspectOptions } from 'node:util';

/** The columns of one record: strings, as they are in the log; `null` if the row ends before the column. */
export type LogRow<Column extends string> = { readonly [C in Column]: string | null };

/** The columns of a record as a plain object; returned by `toObject` and `toJSON`. */
export type LogFields = Record<string, string | null>;

/** Key of the getter that returns a record's columns. A symbol, since any name may be a column. */
export const FIELDS = Symbol('rxoffers.fields');

/** The base class of all records. */
export class BaseRecord {
  /** All columns, as a new object. */
  get [FIELDS](): LogFields {
    return { ...this } as unknown as LogFields;
  }

  /** The columns as a new plain object. */
  toObject(): LogFields {
    return this[FIELDS];
  }

  /** The columns, for `JSON.stringify`. */
  toJSON(): LogFields {
    return this[FIELDS];
  }

  /** Whether `other` is a record with the same columns and values. */
  equals(other: unknown): boolean {
    if (other === this) return true;
    if (!(other instanceof BaseRecord)) return false;
    const mine = Object.entries(this[FIELDS]);
    const theirs = other[FIELDS];
    return (
      mine.length === Object.keys(theirs).length &&
      mine.every(([name, value]) => Object.hasOwn(theirs, name) && theirs[name] === value)
    );
  }

  /** `LogRecord: <offer_id> (<transaction_id>)` */
  toString(): string {
    const { offer_id: offer, transaction_id: transaction } = this[FIELDS];
    return `LogRecord: ${offer} (${transaction})`;
  }

  /** Lets a template literal work even if a column is named `toString`. */
  [Symbol.toPrimitive](): string {
    return BaseRecord.prototype.toString.call(this);
  }

  [inspect.custom](depth: number, options: InspectOptions): string {
    return depth < 0 ? '[LogRecord]' : `LogRecord ${inspect(this[FIELDS], options)}`;
  }
}

/**
 * One line of a raw log. Its columns are own enumerable properties, visible to spreading, `Object.keys` and database drivers.
 * A column may have the name of a method, which is then available from `LogRecord.prototype`.
 */
export type LogRecord<Column extends string = string> = BaseRecord & LogRow<Column>;

/**
 * One line of a raw log, made with `lazy: true`: each cell is cut when it is read. The columns are accessors, invisible to
 * spreading and `Object.keys`; spreading therefore does not compile, and `toObject()` returns the columns instead. A lazy
 * record keeps its whole block of the file alive, about 100 KiB: keep the cells that you need, or `toObject()`.
 */
export type LazyLogRecord<Column extends string = string> = Unspreadable & BaseRecord & LogRow<Column>;

/** The compiler rejects `...` of a type that is not purely an object type. Records are never `void` at run time. */
type Unspreadable = void;

/** The class of all records: `record instanceof LogRecord`. */
export const LogRecord: (abstract new () => BaseRecord) & { readonly prototype: BaseRecord } = BaseRecord;
