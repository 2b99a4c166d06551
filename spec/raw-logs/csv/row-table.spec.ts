import { describe, expect, it } from 'vitest';
import { createScalarScanner } from '../../../lib/raw-logs/csv/scanner.js';
import { createRowTable } from '../../../lib/raw-logs/csv/row-table.js';

describe('createRowTable', () => {
  it('has room for as many rows and cells as a block has bytes', () => {
    const table = createRowTable(1000);
    const { bytes, cells, start, first, width, beyondAscii } = table;
    expect([bytes, cells, start, first, width, beyondAscii].map(({ length }) => length)).toEqual(Array(6).fill(1000));
    expect([table.count, table.end]).toEqual([0, 0]);
  });

  it('shows the block and the cells of its scanner', () => {
    const table = createRowTable(100);
    expect(table.bytes).toBe(table.scanner.input);
    expect(table.cells).toBe(table.scanner.cells);
  });

  it('takes another scanner', () => {
    const scanner = createScalarScanner(100);
    expect(createRowTable(100, () => scanner).scanner).toBe(scanner);
  });
});
