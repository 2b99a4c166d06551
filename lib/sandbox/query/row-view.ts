import type { Table } from '../data/table.js';
import type { Json } from '../wire/json.js';

/** The row that is looked at. It is made only when more than its id is asked for. */
export interface RowView {
  readonly key: number;
  value(field: string): Json;
}

/** A record that is moved over the rows of a table, so that looking at a hundred thousand of them makes no garbage. */
export const createRowView = (table: Table) => {
  let key = 0;
  let row: ReturnType<Table['get']>;
  const load = () => (row ??= table.get(key));
  const record: RowView = {
    get key() {
      return key;
    },
    value: (field) => (field === 'id' ? key : (load()?.[field] ?? null)),
  };
  const moveTo = (next: number): RowView => {
    key = next;
    row = undefined;
    return record;
  };
  return { moveTo };
};
