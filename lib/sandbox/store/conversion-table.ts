import { dateTime, type Entity, type Row, textIn } from './entity.js';
import { eventId, randomFor } from './random.js';
import { createTable, type StoredTable, type TableBasis } from './table.js';

/** The changes of the conversions since the sandbox started. */
export interface ConversionChanges {
  /** When a row was added, as `YYYY-MM-DD HH:MM:SS`; for a generated row, when the conversion happened. */
  addedAt(row: Row): string;
  /** Whether a row was changed after it was added. */
  isChanged(row: Row): boolean;
}

const keyIn = (row: Row): number => Number(textIn(row, 'id'));

const createJournal = (now: () => number) => {
  const added = new Map<number, string>();
  const changed = new Set<number>();
  const changes: ConversionChanges = {
    addedAt: (row) => added.get(keyIn(row)) ?? textIn(row, 'datetime'),
    isChanged: (row) => changed.has(keyIn(row)),
  };
  return {
    changes,
    add: (row: Row): void => {
      changed.delete(keyIn(row));
      added.set(keyIn(row), dateTime(now()));
    },
    change: (row: Row): void => void changed.add(keyIn(row)),
  };
};

/**
 * Creates the table of conversions and a journal of its changes, by clients or through the table. Writes do not set `modified`
 * and `tune_event_id`, so that a row copied from another one has its own identity.
 */
export const createConversionTable = (
  entity: Entity,
  basis: TableBasis,
  now: () => number,
): { readonly table: StoredTable; readonly changes: ConversionChanges } => {
  const rows = createTable(entity, basis);
  const randomOf = randomFor(basis.seed, 'tune_event_id');
  const journal = createJournal(now);

  const store = (values: Row, before: Row | undefined): Row => {
    const row = rows.insert({ ...values, modified: dateTime(now()) });
    const tune_event_id = before?.['tune_event_id'] ?? eventId(randomOf(keyIn(row)), keyIn(row));
    const stored = rows.insert({ ...row, tune_event_id });
    if (before) journal.change(stored);
    else journal.add(stored);
    return stored;
  };

  const table: StoredTable = {
    ...rows,
    get size() {
      return rows.size;
    },
    insert: (values) => store(values, rows.get(textIn(values, 'id'))),
    update: (id, changes) => {
      const before = rows.get(id);
      return before && store({ ...before, ...changes, id: textIn(before, 'id') }, before);
    },
  };
  return { table, changes: journal.changes };
};
