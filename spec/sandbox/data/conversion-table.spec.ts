import { describe, expect, it } from 'vitest';
import type { Row } from 'rxoffers/sandbox';
import { createConversionTable } from '../../../lib/sandbox/store/conversion-table.js';
import { ENTITIES } from '../../../lib/sandbox/entities/entities.js';
import { countsOf } from '../../../lib/sandbox/options.js';

const conversions = (count = 3) => {
  const clock = { now: Date.UTC(2025, 0, 1) };
  const made = createConversionTable(ENTITIES.Conversion, 1, countsOf({ conversions: count }), () => clock.now);
  const rowOf = (id: number): Row => made.table.get(id) ?? {};
  return { ...made, clock, rowOf };
};

describe('createConversionTable', () => {
  it('has rows that came when they happened and were never changed', () => {
    const { table, changes } = conversions();
    for (const row of table.rows()) {
      expect(row['modified']).toBe(row['datetime']);
      expect(changes.addedAt(row)).toBe(row['datetime']);
      expect(changes.isChanged(row)).toBe(false);
    }
  });

  it('dates each change by the clock, whatever the change says', () => {
    const { table, changes, clock, rowOf } = conversions();
    const before = rowOf(2);
    expect(table.update(2, { status: 'rejected', modified: '1999-01-01 00:00:00' })).toEqual(rowOf(2));
    expect(rowOf(2)).toEqual({ ...before, status: 'rejected', modified: '2025-01-01 00:00:00' });
    expect(changes.isChanged(rowOf(2))).toBe(true);
    expect(changes.isChanged(rowOf(1))).toBe(false);
    clock.now += 5000;
    table.update(2, { status: 'approved' });
    expect(rowOf(2)['modified']).toBe('2025-01-01 00:00:05');
    expect(changes.addedAt(rowOf(2))).toBe(before['datetime']);
    expect(table.update(99, { status: 'approved' })).toBeUndefined();
  });

  it('dates what comes by the clock, though it happened before', () => {
    const { table, changes } = conversions();
    const row = table.insert({ datetime: '2024-01-01 00:00:00' });
    expect(row).toMatchObject({ id: '4', datetime: '2024-01-01 00:00:00', modified: '2025-01-01 00:00:00' });
    expect(changes.addedAt(row)).toBe('2025-01-01 00:00:00');
    expect(changes.isChanged(row)).toBe(false);
    expect(table.size).toBe(4);
  });

  it('takes a row put in the place of another for a change of it', () => {
    const { table, changes, rowOf } = conversions();
    const before = rowOf(3);
    table.insert({ ...before, status: 'rejected' });
    expect(rowOf(3)['tune_event_id']).toBe(before['tune_event_id']);
    expect(changes.isChanged(rowOf(3))).toBe(true);
  });

  it('gives every row an identity of its own, which no change touches', () => {
    const { table, rowOf } = conversions(50);
    table.insert({ ...rowOf(1), id: '900' });
    table.insert({ ...rowOf(2), id: null });
    const ids = [...table.rows()].map((row) => row['tune_event_id']);
    expect(new Set(ids).size).toBe(52);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
    table.update(2, { tune_event_id: 'other' });
    expect(rowOf(2)['tune_event_id']).toBe(ids[1]);
    expect(conversions(50).rowOf(1)['tune_event_id']).toBe(ids[0]);
  });

  it('forgets the changes of a row that is gone', () => {
    const { table, changes, rowOf } = conversions();
    table.update(2, { status: 'rejected' });
    expect(table.remove(2)).toBe(true);
    table.insert({ id: '2' });
    expect(changes.isChanged(rowOf(2))).toBe(false);
    expect(changes.addedAt(rowOf(2))).toBe('2025-01-01 00:00:00');
  });
});
