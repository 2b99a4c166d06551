import { describe, expect, it } from 'vitest';
import { expectPlausible, sampleOf } from '../../support/sandbox-rows.js';

describe('rows of AffiliateUser', () => {
  it('have every column of the wire, of allowed values, and come from the seed', () => {
    expectPlausible('AffiliateUser', 21);
  });

  it('belong to the affiliate of their number, while there is one', () => {
    expect(
      sampleOf('AffiliateUser')
        .slice(0, 3)
        .map((row) => row['affiliate_id']),
    ).toEqual(['1', '2', '3']);
  });
});
