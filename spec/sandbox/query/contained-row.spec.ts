import { describe, expect, it } from 'vitest';
import { containedRow } from '../../../lib/sandbox/query/select-fields.js';
import { sampleOf } from '../../support/sandbox-rows.js';

describe('containedRow', () => {
  const [offer = {}] = sampleOf('Offer', { offers: 1 });

  it('gives an offer as its database has it: other columns, the date as text', () => {
    const contained = containedRow('Offer', { ...offer, modified: 1_520_521_949 });
    expect(Object.keys(contained)).toHaveLength(79);
    expect(contained).toMatchObject({ modified: '2018-03-08 15:12:29', require_terms_and_conditions: 'disabled' });
    expect(contained).toHaveProperty('cookie_hours');
    expect(contained).not.toHaveProperty('is_expired');
    expect(containedRow('Offer', { ...offer, modified: -62169966000 })['modified']).toBe('0000-00-00 00:00:00');
  });

  it('gives an affiliate one column more, and others as they are', () => {
    expect(containedRow('Affiliate', { id: '1' })).toEqual({ id: '1', fraud_profile_score: null });
    expect(containedRow('Advertiser', { id: '1' })).toEqual({ id: '1' });
  });
});
