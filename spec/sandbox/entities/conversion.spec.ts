import { describe, expect, it } from 'vitest';
import { expectPlausible, sampleOf } from '../../support/sandbox-rows.js';

describe('rows of Conversion', () => {
  it('have every column of the wire, of allowed values, and come from the seed', () => {
    expectPlausible('Conversion', 41);
  });

  it('name an offer and an affiliate, and 0 where there is none', () => {
    for (const row of sampleOf('Conversion')) expect(Number(row['offer_id'])).toBeGreaterThan(0);
    const lonely = sampleOf('Conversion', { offers: 0, goals: 0, affiliates: 0, advertisers: 0 });
    for (const row of lonely) expect([row['offer_id'], row['goal_id'], row['affiliate_id']]).toEqual(['0', '0', '0']);
  });
});
