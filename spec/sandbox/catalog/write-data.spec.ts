import { describe, expect, it } from 'vitest';
import { entityOf } from '../../../lib/sandbox/catalog/generated-entity.js';
import { writeData } from '../../../lib/sandbox/catalog/write.js';
import { callOf } from './catalog-call-of.js';

const data = (name: string, model: string, params: Record<string, string>) =>
  Object.fromEntries(writeData(callOf(name, params), entityOf(model)));

describe('writeData', () => {
  it('is the data, and parameters that are columns', () => {
    expect(data('OfferPixel.updateStatus', 'OfferPixel', { id: '3', status: 'active', x: 'y' })).toEqual({
      status: 'active',
    });
    expect(data('OfferPixel.update', 'OfferPixel', { id: '3', 'data[code]': 'x' })).toEqual({ code: 'x' });
  });

  it('is the one field that is named', () => {
    const params = { id: '3', field: 'code', value: '' };
    expect(data('OfferPixel.updateField', 'OfferPixel', params)).toEqual({ code: '' });
  });

  it('is what a JSON text says, and nothing where it is none', () => {
    const json = (json_data: string) => data('OfferTargeting.createTargetRule', 'TargetRule', { json_data });
    expect(json('{"name":"x","id_count":3,"deep":{}}')).toEqual({ name: 'x', id_count: '3' });
    for (const text of ['{', 'null', '[1]', '3']) expect(json(text)).toEqual({});
  });

  it('takes from who signs up what the row has', () => {
    const params = { 'account[company]': 'Bluefin', 'user[email]': 'a@b', 'user[nothing]': 'x' };
    expect(data('Affiliate.signup', 'Affiliate', params)).toEqual({ company: 'Bluefin' });
  });

  it('leaves out rows within rows, but where the model is open', () => {
    const params = { 'data[0][offer_id]': '1' };
    expect(data('Offer.setMultipleAffiliateApprovals', 'AffiliateOffer', params)).toEqual({});
    expect(data('OfferUrl.update', 'OfferUrl', params)).toHaveProperty('0');
  });
});
