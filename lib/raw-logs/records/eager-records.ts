import { cutAscii, cutBytes, type RecordMaker, type RowTable, type TextEncoding } from '../csv/row-table.js';
import { BaseRecord } from './log-record.js';
import type { Projection } from './record-maker.js';

/** A class whose constructor takes the cells in the order of the columns; a missing cell is `null`. */
type RecordClass = new (cells: readonly (string | null)[]) => BaseRecord;

type DefineClass = (columns: readonly string[]) => RecordClass;

/** Sets a property of any name, even one that all objects inherit as an accessor. */
const define = (target: object, name: string, value: string | null): void => {
  Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true });
};

/** Defines a class in plain JavaScript: slower, and allowed everywhere. */
const defineInLoop: DefineClass = (columns) =>
  class LogRecord extends BaseRecord {
    constructor(cells: readonly (string | null)[]) {
      super();
      for (const [i, name] of columns.entries()) define(this, name, cells[i] ?? null);
    }
  };

/**
 * Defines a class from source text. An engine optimizes a constructor that assigns each column by name: for 57 columns it was
 * measured to be five times as fast as a loop. The names come from a file, so they enter the source only as string literals.
 */
const compile: DefineClass = (columns) => {
  const lines = columns.map((name, i) => {
    const literal = JSON.stringify(name).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
    return name !== '__proto__' ? `this[${literal}] = cells[${i}];` : `define(this, ${literal}, cells[${i}]);`;
  });
  const source = `return class LogRecord extends BaseRecord { constructor(cells) { super(); ${lines.join(' ')} } };`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- see above
  const make = new Function('BaseRecord', 'define', source) as (base: unknown, set: typeof define) => RecordClass;
  return make(BaseRecord, define);
};

/** Defines a class of records with these columns as own enumerable properties. */
export const defineRecordClass: DefineClass = (columns) => {
  try {
    return compile(columns);
  } catch {
    // Node forbids code from strings (`--disallow-code-generation-from-strings`).
    return defineInLoop(columns);
  }
};

/** Cuts the wanted cells of one row into `values`. */
const cutWanted = (
  table: RowTable,
  row: number,
  text: string,
  wanted: readonly number[],
  isLatin1: boolean,
  values: (string | null)[],
): void => {
  const { bytes, cells } = table;
  const start = table.start[row] as number;
  const first = table.first[row] as number;
  const width = table.width[row] as number;
  const isAscii = isLatin1 || table.beyondAscii[row] === 0;
  for (let i = 0; i < wanted.length; i += 1) {
    const cell = wanted[i] as number;
    if (cell < 0 || cell >= width) {
      values[i] = null;
      continue;
    }
    const from = cell === 0 ? start : (cells[first + cell - 1] as number) + 1;
    const to = cells[first + cell] as number;
    values[i] = isAscii ? cutAscii(bytes, text, from, to) : cutBytes(bytes, from, to, 'utf8');
  }
};

/** Creates a maker that cuts all wanted columns at once, each into its own string: a kept cell keeps nothing else alive. */
export const createEagerMaker = (
  Record: RecordClass,
  header: readonly string[],
  { cells: wanted }: Projection,
  encoding: TextEncoding,
): RecordMaker<BaseRecord> => {
  const isLatin1 = encoding === 'latin1';
  const values: (string | null)[] = Array.from(wanted, () => null);
  return {
    columns: header.length,
    make: (table, records) => {
      const text = table.bytes.toString('latin1', 0, table.end);
      for (let row = 0; row < table.count; row += 1) {
        cutWanted(table, row, text, wanted, isLatin1, values);
        records.push(new Record(values));
      }
    },
    fromCells: (cells) => new Record(wanted.map((cell) => cells[cell] ?? null)),
  };
};
