import { type Json, own } from '../wire/json.js';
import { type Column, createColumns } from './columns.js';
import { type Counts, type Entity, type Row, textOf } from './entity.js';
import type { Era } from './era.js';
import { sharedRandomFor } from './random.js';

/**
 * The rows of one model. Generated rows are made from the seed each time they are read, so that 100,000 of them take no memory;
 * only rows that were changed or added are kept.
 */
export interface Table {
  readonly entity: Entity;
  readonly size: number;
  /** The ids as numbers, ascending. To be looped over; `[...table.keys()]` is an array of them. */
  keys(): Iterable<number>;
  has(id: string | number): boolean;
  get(id: string | number): Row | undefined;
  /** An array of all rows as they are now. Of a table too large for that, read `keys()`, and `get` one row at a time. */
  rows(): readonly Row[];
  /** Adds a row, or replaces the one with the same id. A row without an id gets the next one. */
  insert(values: Row): Row;
  /** Changes a row and returns it; `undefined` when there is none. The id stays. */
  update(id: string | number, changes: Row): Row | undefined;
  /** Removes a row; `false` when there is none. */
  remove(id: string | number): boolean;
}

/** A table as the sandbox itself reads it, without making more rows than it shows. */
export interface StoredTable extends Table {
  /** The rows one after the other, each made when it is asked for. */
  scan(): Iterable<Row>;
  /** The rows that have a text in a field. */
  where(field: string, text: string): readonly Row[];
  /** A field of all rows. */
  column(field: string): Column;
}

const keyOf = (id: Json | undefined): number | undefined => {
  const key = typeof id === 'string' || typeof id === 'number' ? Number(id) : NaN;
  return Number.isSafeInteger(key) && key > 0 ? key : undefined;
};

const sizeOf = (entity: Entity, counts: Counts): number => own(counts, entity.name) ?? entity.rows ?? 0;

/** Everything that the rows of a table depend on, in addition to their model. */
export interface TableBasis {
  readonly seed: number;
  readonly counts: Counts;
  readonly era: Era;
  /** Runs after each write. */
  readonly onChange: () => void;
}

/** Creates an ascending list of the ids that were added to the generated ones. */
const createAddedIds = () => {
  const ids: number[] = [];
  const placeOf = (id: number): number => ids.findLastIndex((known) => known <= id) + 1;
  return {
    ids: ids as readonly number[],
    add: (id: number): void => void ids.splice(placeOf(id), 0, id),
    remove: (id: number): void => void ids.splice(ids.indexOf(id), 1),
  };
};

function* rowsOf(keys: Iterable<number>, read: (key: number) => Row | undefined): Generator<Row> {
  for (const key of keys) {
    const row = read(key);
    if (row) yield row;
  }
}

const createRows = (entity: Entity, { seed, counts, era }: TableBasis) => {
  const generated = sizeOf(entity, counts);
  const randomOf = sharedRandomFor(seed, entity.name);
  const stored = new Map<number, Row>();
  const removed = new Set<number>();
  const added = createAddedIds();

  const isGenerated = (key: number): boolean => key <= generated;
  const has = (key: number): boolean => (isGenerated(key) ? !removed.has(key) : stored.has(key));
  const make = (key: number): Row => entity.generate(key, randomOf(key), counts, era);
  const read = (key: number): Row | undefined => {
    if (!has(key)) return undefined;
    return stored.get(key) ?? { ...entity.template, id: String(key), ...make(key) };
  };
  const { template } = entity;
  const column = createColumns({ generated, make, template, stored: (key) => stored.get(key), has });

  function* keys(): Generator<number> {
    for (let key = 1; key <= generated; key++) if (!removed.has(key)) yield key;
    yield* added.ids;
  }

  return {
    has,
    keys,
    size: () => generated - removed.size + added.ids.length,
    read,
    column,
    put: (key: number, row: Row): void => {
      if (!isGenerated(key) && !stored.has(key)) added.add(key);
      removed.delete(key);
      stored.set(key, row);
    },
    drop: (key: number): void => {
      stored.delete(key);
      if (isGenerated(key)) removed.add(key);
      else added.remove(key);
    },
  };
};

/** Creates a table; its rows 1 to `counts[entity.name]` are generated. */
export const createTable = (entity: Entity, basis: TableBasis): StoredTable => {
  const { counts, onChange } = basis;
  const { has, keys, size, read, put, drop, column } = createRows(entity, basis);
  let last = sizeOf(entity, counts);

  const insert = (values: Row): Row => {
    const key = keyOf(values['id']) ?? last + 1;
    last = Math.max(last, key);
    const row = { ...entity.template, ...values, id: String(key) };
    put(key, row);
    onChange();
    return row;
  };

  const update = (key: number, changes: Row): Row | undefined => {
    const row = read(key);
    return row && insert({ ...row, ...changes, id: String(key) });
  };

  const remove = (key: number): boolean => {
    if (!has(key)) return false;
    drop(key);
    onChange();
    return true;
  };

  const withKey = <T>(id: string | number, use: (key: number) => T, otherwise: T): T => {
    const key = keyOf(id);
    return key === undefined ? otherwise : use(key);
  };

  const where = (field: string, text: string): readonly Row[] => {
    const { valueAt } = column(field);
    return [
      ...rowsOf(
        [...keys()].filter((key) => textOf(valueAt(key)) === text),
        read,
      ),
    ];
  };

  return {
    entity,
    get size() {
      return size();
    },
    keys,
    rows: () => [...rowsOf(keys(), read)],
    scan: () => rowsOf(keys(), read),
    ...{ where, column },
    insert,
    has: (id) => withKey(id, has, false),
    get: (id) => withKey(id, read, undefined),
    update: (id, changes) => withKey(id, (key) => update(key, changes), undefined),
    remove: (id) => withKey(id, remove, false),
  };
};
