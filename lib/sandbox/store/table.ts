import { type Json, own } from '../wire/json.js';
import type { Counts, Entity, Row } from './entity.js';
import { randomFor } from './random.js';

/**
 * The rows of one model. Generated rows are made from the seed each time they are read, so that 100,000 of them take no memory;
 * only rows that were changed or added are kept.
 */
export interface Table {
  readonly entity: Entity;
  readonly size: number;
  /** The ids as numbers, ascending. */
  keys(): Iterable<number>;
  has(id: string | number): boolean;
  get(id: string | number): Row | undefined;
  rows(): Iterable<Row>;
  /** Adds a row, or replaces the one with the same id. A row without an id gets the next one. */
  insert(values: Row): Row;
  /** Changes a row and returns it; `undefined` when there is none. The id stays. */
  update(id: string | number, changes: Row): Row | undefined;
  /** Removes a row; `false` when there is none. */
  remove(id: string | number): boolean;
}

const keyOf = (id: Json | undefined): number | undefined => {
  const key = typeof id === 'string' || typeof id === 'number' ? Number(id) : NaN;
  return Number.isSafeInteger(key) && key > 0 ? key : undefined;
};

const sizeOf = (entity: Entity, counts: Counts): number => own(counts, entity.name) ?? entity.rows ?? 0;

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

const createRows = (entity: Entity, seed: number, counts: Counts) => {
  const generated = sizeOf(entity, counts);
  const randomOf = randomFor(seed, entity.name);
  const stored = new Map<number, Row>();
  const removed = new Set<number>();
  const added = createAddedIds();

  const isGenerated = (key: number): boolean => key <= generated;
  const has = (key: number): boolean => (isGenerated(key) ? !removed.has(key) : stored.has(key));
  const make = (key: number): Row => ({
    ...entity.template,
    id: String(key),
    ...entity.generate(key, randomOf(key), counts),
  });

  function* keys(): Generator<number> {
    for (let key = 1; key <= generated; key++) if (!removed.has(key)) yield key;
    yield* added.ids;
  }

  return {
    has,
    keys,
    size: () => generated - removed.size + added.ids.length,
    read: (key: number): Row | undefined => (has(key) ? (stored.get(key) ?? make(key)) : undefined),
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

/** Creates a table; its rows 1 to `counts[entity.name]` come from the seed. */
export const createTable = (entity: Entity, seed: number, counts: Counts): Table => {
  const { has, keys, size, read, put, drop } = createRows(entity, seed, counts);
  let last = sizeOf(entity, counts);

  const insert = (values: Row): Row => {
    const key = keyOf(values['id']) ?? last + 1;
    last = Math.max(last, key);
    const row = { ...entity.template, ...values, id: String(key) };
    put(key, row);
    return row;
  };

  const update = (key: number, changes: Row): Row | undefined => {
    const row = read(key);
    return row && insert({ ...row, ...changes, id: String(key) });
  };

  const remove = (key: number): boolean => {
    if (!has(key)) return false;
    drop(key);
    return true;
  };

  const withKey = <T>(id: string | number, use: (key: number) => T, otherwise: T): T => {
    const key = keyOf(id);
    return key === undefined ? otherwise : use(key);
  };

  return {
    entity,
    get size() {
      return size();
    },
    keys,
    rows: () => rowsOf(keys(), read),
    insert,
    has: (id) => withKey(id, has, false),
    get: (id) => withKey(id, read, undefined),
    update: (id, changes) => withKey(id, (key) => update(key, changes), undefined),
    remove: (id) => withKey(id, remove, false),
  };
};
