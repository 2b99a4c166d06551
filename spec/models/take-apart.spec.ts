import { describe, expect, it } from 'vitest';
import { unwrapRow } from '../../lib/models/registry.js';

describe('takeApart', () => {
  it('takes the fields under the name of the model, and what stands beside as contained (row 62)', () => {
    const row = { Country: { id: '203' }, Offer: { id: '1', Advertiser: { id: 'a field' } }, CreativeCode: 'x' };
    expect(unwrapRow('Offer', row)).toEqual({
      name: 'Offer',
      fields: { id: '1', Advertiser: { id: 'a field' } },
      contained: [
        ['Country', { id: '203' }],
        ['CreativeCode', 'x'],
      ],
    });
  });

  it('takes bare fields (row 63), objects and lists among them included', () => {
    const row = { id: '250', access: ['a'], Country: { ES: {} } };
    expect(unwrapRow('AffiliateOffer', row)).toEqual({ name: 'AffiliateOffer', fields: row, contained: [] });
  });

  it('knows a row under another name by its shape', () => {
    const row = { OfferFile: { id: '9' }, CreativeCode: 'x' };
    expect(unwrapRow('Affiliate_Offer', row)).toMatchObject({ name: 'OfferFile', fields: { id: '9' } });
    expect(unwrapRow('Other', { OffersTags: { id: '6' } })).toMatchObject({ name: 'OffersTags', contained: [] });
  });

  it('does not take fields in capitals or with underscores for names of models', () => {
    for (const row of [{ ABC: { a: '1' } }, { SHARED_Offers_id: { a: '1' } }, { name: { a: '1' } }])
      expect(unwrapRow('Offer', row)).toEqual({ name: 'Offer', fields: row, contained: [] });
  });

  it('takes a row whose wrapper is no object as fields', () => {
    expect(unwrapRow('Offer', { Offer: null, Country: {} }).fields).toEqual({ Offer: null, Country: {} });
    expect(unwrapRow('Offer', {})).toEqual({ name: 'Offer', fields: {}, contained: [] });
  });

  it('takes apart rows that came as Maps', () => {
    const row = new Map([['Offer', { id: '1' }]]);
    expect(unwrapRow('Offer', row)).toEqual({ name: 'Offer', fields: { id: '1' }, contained: [] });
  });
});
