import { describe, expect, it } from 'vitest';
import { offerTemplate } from '../../../lib/sandbox/entities/offers.js';

describe('offerTemplate', () => {
  it('begins and ends with the columns that the wire begins and ends with', () => {
    const columns = Object.keys(offerTemplate);
    expect(columns.slice(0, 4)).toEqual(['id', 'display_advertiser', 'advertiser_id', 'name']);
    expect(columns.at(-1)).toBe('dne_third_party_list');
  });

  it('has the numbers and booleans that the service mixes in among its texts', () => {
    const { require_terms_and_conditions: terms, dne_third_party_list: list, modified } = offerTemplate;
    expect([terms, list, modified]).toEqual([0, false, -62169966000]);
  });
});
