import { describe, expectTypeOf, it } from 'vitest';
import type { MakerOf, RecordMaker } from '../../../lib/raw-logs/csv/row-table.js';
import type { RowTable } from '../../../lib/raw-logs/csv/row-table.js';

describe('RecordMaker', () => {
  it('makes records of any kind, of a table or of cells', () => {
    expectTypeOf<RecordMaker<string>>().toEqualTypeOf<{
      readonly columns: number;
      make(table: RowTable, records: string[]): void;
      fromCells(cells: readonly string[]): string;
    }>();
  });
});

describe('MakerOf', () => {
  it('chooses one by the header', () => {
    expectTypeOf<MakerOf<string>>().toEqualTypeOf<(columns: readonly string[]) => RecordMaker<string>>();
  });
});
