import { setImmediate } from 'node:timers/promises';
import type { Json } from '../wire/json.js';
import type { Row } from './entity.js';

/** The rows that columns are made of. */
interface ColumnSource {
  /** How many rows are generated; their keys are 1, 2, … */
  readonly generated: number;
  /** The generated fields of a row that differ from the template, whatever has become of the row since. */
  readonly make: (key: number) => Row;
  readonly template: Row;
  /** A row that was changed or added; `undefined` for one that still is as it was generated. */
  readonly stored: (key: number) => Row | undefined;
  readonly has: (key: number) => boolean;
}

/** One field of all rows of a table, for filters and sorts, which would otherwise make every row anew. */
export interface Column {
  readonly field: string;
  readonly source: ColumnSource;
  /** The values of the generated rows; `undefined` until they are made. */
  values: readonly Json[] | undefined;
  /** Settles once they are made. */
  making: Promise<void> | undefined;
  /** The value in a row as it is now; `undefined` when there is no such row. Makes the column if that was not done yet. */
  valueAt(key: number): Json | undefined;
}

/** How long columns are made before the event loop gets a turn, in ms. */
const TURN = 8;

/** How many rows are made between two looks at the clock. */
const STRETCH = 256;

/** How many different values of a column are compared with the next one, so that equal texts are kept once. */
const SHARED = 65_536;

/** Makes the values of columns of one table in one pass over its rows. Yields after each stretch. */
function* fill(columns: readonly Column[], { generated, make, template }: ColumnSource): Generator<undefined, void> {
  const making = columns.map((column) => ({
    column,
    values: new Array<Json>(generated),
    known: new Map<Json, Json>(),
  }));
  for (let key = 1; key <= generated; key++) {
    const row = make(key);
    for (const { column, values, known } of making)
      values[key - 1] = shared(known, valueIn(row, column.field, key, template));
    if (key % STRETCH === 0) yield undefined;
  }
  for (const { column, values } of making) column.values ??= values;
}

const valueIn = (row: Row, field: string, key: number, template: Row): Json =>
  (Object.hasOwn(row, field) ? row[field] : field === 'id' ? String(key) : template[field]) ?? null;

/** The value itself or, where an equal one is known, that one: thousands of rows share a status. */
const shared = (known: Map<Json, Json>, value: Json): Json => {
  const equal = known.get(value);
  if (equal !== undefined) return equal;
  if (known.size < SHARED) known.set(value, value);
  return value;
};

/** Does work step by step, and lets the event loop run between turns of a few ms. */
export const inTurns = async <T>(work: Iterator<undefined, T>, turn = TURN): Promise<T> => {
  for (let start = performance.now(); ;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - start < turn) continue;
    await setImmediate();
    start = performance.now();
  }
};

/** Makes columns before they are read. The event loop runs meanwhile. */
export const prepareColumns = async (columns: Iterable<Column>): Promise<void> => {
  const missing = new Map<ColumnSource, Column[]>();
  for (const column of new Set(columns))
    if (column.values === undefined) missing.set(column.source, [...(missing.get(column.source) ?? []), column]);
  for (const [source, all] of missing) {
    const fresh = all.filter(({ making }) => making === undefined);
    const making = fresh.length === 0 ? undefined : inTurns(fill(fresh, source));
    for (const column of fresh) column.making = making;
    await Promise.all(all.flatMap((column) => column.making ?? []));
  }
};

/** The most values that a table keeps for later queries. A running query keeps those it needs. */
const KEPT_VALUES = 4_000_000;

/**
 * Creates the columns of a table. A column holds what was generated, which never changes; rows that were changed or added are
 * read from the table, so that a write shows at once and costs nothing here.
 */
export const createColumns = (source: ColumnSource): ((field: string) => Column) => {
  const kept = new Map<string, Column>();
  const most = Math.max(1, Math.floor(KEPT_VALUES / Math.max(1, source.generated)));

  const create = (field: string): Column => {
    const column: Column = {
      ...{ field, source, values: undefined, making: undefined },
      valueAt: (key) => {
        const stored = source.stored(key);
        if (stored !== undefined) return stored[field] ?? null;
        if (!source.has(key)) return undefined;
        if (column.values === undefined) for (const filling = fill([column], source); filling.next().done !== true;);
        return column.values?.[key - 1];
      },
    };
    return column;
  };

  return (field) => {
    const column = kept.get(field) ?? create(field);
    // The column that was used last is the last to go.
    kept.delete(field);
    kept.set(field, column);
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return column;
  };
};
