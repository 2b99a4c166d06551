import { inspect, type InspectOptions } from 'node:util';

/** The columns of one record: strings as they stand in the log, `null` where the row ends before them. */
export type LogRow<Column extends string> = { readonly [C in Column]: string | null };

/** What `toObject` and `toJSON` give. */
export type LogFields = Record<string, string | null>;

/** How a record gives its columns, whatever it is made of. A symbol: any name may be a column. */
export const FIELDS = Symbol('rxoffers.fields');

/** What every record is, whatever its columns. */
export class BaseRecord {
  /** All columns of the record as a new object. */
  get [FIELDS](): LogFields {
    return { ...this } as unknown as LogFields;
  }

  /** The columns as a plain object. */
  toObject(): LogFields {
    return this[FIELDS];
  }

  /** The columns, for `JSON.stringify`. */
  toJSON(): LogFields {
    return this[FIELDS];
  }

  /** Whether the other is a record with the same columns and values. */
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

  /** So that a column named `toString` does not break a template. */
  [Symbol.toPrimitive](): string {
    return BaseRecord.prototype.toString.call(this);
  }

  [inspect.custom](depth: number, options: InspectOptions): string {
    return depth < 0 ? '[LogRecord]' : `LogRecord ${inspect(this[FIELDS], options)}`;
  }
}

/**
 * One line of a raw log. Its columns are own enumerable properties, so that spreading, `Object.keys` and database drivers
 * see them. A column keeps its name whatever it is: a method behind it is reached by `LogRecord.prototype`.
 */
export type LogRecord<Column extends string = string> = BaseRecord & LogRow<Column>;

/**
 * One line of a raw log, made with `lazy: true`: each column is cut when it is read. Its columns are accessors, which
 * spreading and `Object.keys` do not see; so spreading does not compile, and `toObject()` gives what it would have. A lazy
 * record keeps the block of the file alive that it stands in, about 100 KiB: keep what you read, or `toObject()`.
 */
export type LazyLogRecord<Column extends string = string> = Unspreadable & BaseRecord & LogRow<Column>;

/** The compiler takes no `...` of what is not an object alone; nothing else about a record is `void`. */
type Unspreadable = void;

/** The class of all records: `record instanceof LogRecord`. */
export const LogRecord: (abstract new () => BaseRecord) & { readonly prototype: BaseRecord } = BaseRecord;
