import { describe, expect, it } from 'vitest';
import { expectPlausible, sampleOf } from '../../support/sandbox-rows.js';

describe('rows of Advertiser', () => {
  it('have every column of the wire, of allowed values, and come from the seed', () => {
    expectPlausible('Advertiser', 28);
  });

  it('have `modified` as a number', () => {
    for (const row of sampleOf('Advertiser')) expect(row['modified']).toBeTypeOf('number');
  });
});
