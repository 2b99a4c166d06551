import { describe, expect, it } from 'vitest';
import { ADDITIVE_COLUMNS } from '../../../lib/reports/rows/rows.js';
import { columnKind } from '../../../lib/reports/rows/rows.js';

describe('ADDITIVE_COLUMNS', () => {
  it('are numbers that the catalog knows', () => {
    for (const field of ADDITIVE_COLUMNS)
      expect([field, columnKind(field)]).toBeOneOf([
        [field, 'int'],
        [field, 'decimal'],
      ]);
  });

  it.each([
    'ctr',
    'cpc',
    'cpa',
    'cpm',
    'epc',
    'erpc',
    'rpa',
    'ltr',
    'unique_ctr',
    'affiliate_count',
    'offer_count',
    'count',
  ])('do not hold Stat.%s', (column) => expect(ADDITIVE_COLUMNS.has(`Stat.${column}`)).toBe(false));
});
