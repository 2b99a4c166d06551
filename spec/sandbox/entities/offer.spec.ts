import { describe, expect, it } from 'vitest';
import { expectPlausible, sampleOf } from '../../support/sandbox-rows.js';

describe('rows of Offer', () => {
  it('have every column of the wire, of allowed values, and come from the seed', () => {
    expectPlausible('Offer', 79);
  });

  it('have money as decimal text and `modified` as a number (row 69)', () => {
    const rows = sampleOf('Offer');
    for (const row of rows) {
      expect(row['default_payout']).toMatch(/^\d+\.\d{5}$/);
      expect(row['modified']).toBeTypeOf('number');
      expect(Number(row['advertiser_id'])).toBeLessThanOrEqual(20);
    }
    expect(rows.some((row) => row['modified'] === -62169966000)).toBe(true);
  });
});
