import { describe, expect, it } from 'vitest';
import { COLUMNS } from '../../../lib/sandbox/raw-logs/options.js';

describe('COLUMNS', () => {
  it('has the 57 columns that were recorded of clicks, in their order', () => {
    const { clicks } = COLUMNS;
    expect(clicks).toHaveLength(57);
    expect([clicks[0], clicks[13], clicks[20], clicks[56]]).toEqual([
      ...['transaction_id', 'datetime', 'user_agent', 'google_aid'],
    ]);
  });

  it.each(['clicks', 'conversions', 'impressions'] as const)('names no column of %s twice', (type) => {
    expect(new Set(COLUMNS[type]).size).toBe(COLUMNS[type].length);
  });
});
