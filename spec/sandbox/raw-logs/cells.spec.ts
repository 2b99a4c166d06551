import { describe, expect, it } from 'vitest';
import { cellOf, constantCell } from '../../../lib/sandbox/raw-logs/row-writer.js';
import { COLUMNS } from '../../../lib/sandbox/raw-logs/options.js';
import { rowFacts } from '../../../lib/sandbox/raw-logs/row-facts.js';
import { COUNTS, entryOf } from './raw-log-call.js';

const row = rowFacts(entryOf(), { seed: 1, counts: COUNTS, quirks: 0 })(3);

describe('cellOf', () => {
  it('knows every column of the service', () => {
    for (const columns of Object.values(COLUMNS))
      for (const column of columns) expect(cellOf(column).of(row)).not.toMatch(/^\w+ 3$/);
  });

  it('writes ids bare, as recorded, and texts that users make with escapes', () => {
    expect([cellOf('offer_id').bare, cellOf('transaction_id').bare, cellOf('revenue_cents').bare]).toEqual([
      ...[true, undefined, undefined],
    ]);
    expect([cellOf('affiliate_sub2').free, cellOf('ip').free]).toEqual([true, undefined]);
  });

  it('makes text up for a column that the service does not have, whatever its name', () => {
    for (const column of ['shoe size', 'constructor', '__proto__'])
      expect(cellOf(column)).toMatchObject({ free: true });
    expect(cellOf('__proto__').of(row)).toBe('__proto__ 3');
  });
});

describe('constantCell', () => {
  it('tells the columns that are the same in every row', () => {
    expect([constantCell('device_id'), constantCell('offer_id'), constantCell('shoe size')]).toEqual([
      ...['', undefined, undefined],
    ]);
    expect(cellOf('device_id').of(row)).toBe('');
  });
});
