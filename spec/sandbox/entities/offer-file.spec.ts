import { describe, expect, it } from 'vitest';
import { FILE_TYPES } from '../../../lib/sandbox/entities/offers.js';
import { expectPlausible, sampleOf } from '../../support/sandbox-rows.js';

describe('rows of OfferFile', () => {
  it('have every column of the wire, of allowed values, and come from the seed', () => {
    expectPlausible('OfferFile', 19);
  });

  it("are of a known kind, and some are an affiliate's own", () => {
    const rows = sampleOf('OfferFile');
    for (const row of rows) expect(FILE_TYPES).toContain(row['type']);
    expect(rows.some((row) => row['account_id'] !== null)).toBe(true);
    for (const row of rows) expect(row['interface'] === 'affiliate').toBe(row['account_id'] !== null);
  });
});
