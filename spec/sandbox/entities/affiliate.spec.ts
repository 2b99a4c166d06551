import { describe, expect, it } from 'vitest';
import { expectPlausible, sampleOf } from '../../support/sandbox-rows.js';

describe('rows of Affiliate', () => {
  it('have every column of the wire, of allowed values, and come from the seed', () => {
    expectPlausible('Affiliate', 32);
  });

  it('have `modified` as text', () => {
    for (const row of sampleOf('Affiliate')) expect(row['modified']).toMatch(/^\d{4}-\d\d-\d\d /);
  });
});
