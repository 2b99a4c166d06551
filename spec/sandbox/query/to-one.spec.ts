import { describe, expect, it } from 'vitest';
import { toOneRelation } from '../../../lib/sandbox/query/field-reader.js';

describe('toOneRelation', () => {
  it('knows which column names the other row', () => {
    expect(toOneRelation('Offer', 'Advertiser')).toEqual({ table: 'Advertiser', key: 'advertiser_id' });
    expect(toOneRelation('Offer', 'Country')).toBeUndefined();
    expect(toOneRelation('Country', 'Offer')).toBeUndefined();
  });
});
