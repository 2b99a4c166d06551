import { describe, expect, it } from 'vitest';
import { dataOf, openSandbox, refusalOf } from '../../support/sandbox-call.js';

const now = () => Date.UTC(2025, 0, 2, 3, 4, 5);

describe('a method that adds a row', () => {
  it('answers with it, its dates set', async () => {
    const sandbox = await openSandbox({ now });
    const data = await dataOf(sandbox, 'OfferUrl.create', { 'data[name]': 'x', 'data[brand_new]': 'y' });
    const dated = { created: '2025-01-02 03:04:05', modified: '2025-01-02 03:04:05' };
    expect(data).toMatchObject({ OfferUrl: { id: '8', name: 'x', brand_new: 'y', ...dated } });
    expect(await dataOf(sandbox, 'OfferUrl.findById', { id: '8' })).toEqual(data);
  });

  it('answers with the id or true where no object is wanted', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'OfferUrl.create', { 'data[name]': 'x', return_object: '0' })).toBe('8');
    const update = { id: '8', 'data[name]': 'y', return_object: 'false' };
    expect(await dataOf(sandbox, 'OfferUrl.update', update)).toBe(true);
    const status = { id: '1', status: 'deleted', returnObject: '0' };
    expect(await dataOf(sandbox, 'OfferPixel.updateStatus', status)).toBe(true);
  });

  it.each([
    [
      'AdvertiserBilling.createInvoice',
      { AdvertiserInvoice: { amount: '0.00000', is_paid: '0', status: 'active', memo: null, advertiser_id: null } },
    ],
    ['AffiliateBilling.createReceipt', { AffiliateReceipt: { payment_info: {}, status: 'success' } }],
  ])('fills in the other fields like a database: %s', async (name, row) => {
    expect(await dataOf(await openSandbox(), name, { 'data[brand_new]': 'x' })).toMatchObject(row);
  });

  it('answers with the id where a single value is documented', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'SavedReports.create', { 'data[name]': 'x' })).toBe('8');
    expect(await dataOf(sandbox, 'SavedReports.findById', { id: '8' })).toMatchObject({
      SavedReports: { name: 'x', data: {} },
    });
  });

  it('takes the fields of its model from a sign-up', async () => {
    const sandbox = await openSandbox();
    const params = { 'account[company]': 'Mine', 'user[email]': 'a@b', 'user[nothing]': 'x' };
    await dataOf(sandbox, 'Affiliate.signup', params);
    expect(sandbox.tables.Affiliate.get(41)).toMatchObject({ company: 'Mine' });
    expect(sandbox.tables.Affiliate.get(41)).not.toHaveProperty('nothing');
  });

  it('takes the fields of a JSON text, and none from a text that is not an object', async () => {
    const sandbox = await openSandbox();
    const create = async (json_data: string) =>
      ((await dataOf(sandbox, 'OfferTargeting.createTargetRule', { json_data })) as { TargetRule: object }).TargetRule;
    expect(await create('{"name":"x","id_count":3,"deep":{}}')).toMatchObject({ name: 'x', id_count: '3' });
    for (const text of ['{', 'null', '[1]', '3']) expect(await create(text)).not.toHaveProperty('0');
    expect(await create('{"deep":{}}')).not.toHaveProperty('deep');
  });

  it('adds the row of an owner that has none', async () => {
    const sandbox = await openSandbox();
    const set = (id: string, rate: string) =>
      dataOf(sandbox, 'Affiliate.setCustomReferralCommission', { id, 'data[rate]': rate });
    expect(await set('30', '5')).toMatchObject({ AffiliateReferralCommission: { affiliate_id: '30', rate: '5' } });
    expect(await set('6', '7')).toMatchObject({ AffiliateReferralCommission: { affiliate_id: '6', rate: '7' } });
    const found = await dataOf(sandbox, 'Affiliate.getReferralCommission', { id: '30' });
    expect(found).toMatchObject({ AffiliateReferralCommission: { rate: '5' } });
    expect((found as { AffiliateReferralCommission: object }).AffiliateReferralCommission).not.toHaveProperty('id');
  });

  it('gives it to the affiliate that calls', async () => {
    const params = { 'data[email]': 'a@b', 'data[affiliate_id]': '9' };
    expect(await dataOf(await openSandbox(), 'Affiliate_AffiliateUser.create', params)).toMatchObject({
      AffiliateUser: { affiliate_id: '1' },
    });
  });

  it('leaves out nested rows, except in generated models', async () => {
    const sandbox = await openSandbox();
    const nested = { 'data[0][offer_id]': '1' };
    await dataOf(sandbox, 'Offer.setMultipleAffiliateApprovals', nested);
    for (const row of sandbox.tables.AffiliateOffer.rows()) expect(row).not.toHaveProperty('0');
    expect(await dataOf(sandbox, 'OfferUrl.update', { id: '1', ...nested })).toHaveProperty('OfferUrl.0');
  });
});

describe('a method that changes a row', () => {
  it('merges the given fields into it, and sets its date', async () => {
    const sandbox = await openSandbox({ now });
    const before = await dataOf(sandbox, 'OfferPixel.findById', { id: '3' });
    const after = await dataOf(sandbox, 'OfferPixel.updateField', { id: '3', field: 'code', value: 'mine' });
    const { OfferPixel } = before as { OfferPixel: object };
    expect(after).toEqual({ OfferPixel: { ...OfferPixel, code: 'mine', modified: '2025-01-02 03:04:05' } });
    expect(await dataOf(sandbox, 'OfferPixel.findById', { id: '3' })).toEqual(after);
  });

  it('sets parameters that are columns, and clears a field with an empty text', async () => {
    const sandbox = await openSandbox();
    const pixel = await dataOf(sandbox, 'OfferPixel.updateStatus', { id: '3', status: 'paused', x: 'y' });
    expect(pixel).toMatchObject({ OfferPixel: { id: '3', status: 'paused' } });
    expect((pixel as { OfferPixel: object }).OfferPixel).not.toHaveProperty('x');
    expect(await dataOf(sandbox, 'VatRate.updateField', { id: '1', field: 'name', value: '' })).toMatchObject({
      VatRate: { name: '' },
    });
    expect(await dataOf(sandbox, 'VatRate.update', { id: '1', 'data[name]': '' })).toMatchObject({
      VatRate: { name: '' },
    });
  });

  it('follows the rules of a table', async () => {
    const sandbox = await openSandbox();
    const status = (value: string) => ({ id: '3', field: 'status', value });
    await dataOf(sandbox, 'Offer.updateField', status('paused'));
    expect(sandbox.tables.Offer.get(3)?.['status']).toBe('paused');
    expect(await refusalOf(sandbox, 'Offer.updateField', status('no'))).toBe('Could not update offer.');
  });

  it.each([
    ['AdManager.updateCreative', { creative_id: '4' }, { AdCampaignCreative: { id: '4' } }],
    ['OfferTargeting.updateTargetRule', { rule_id: '5', json_data: '{}' }, { TargetRule: { id: '5' } }],
    ['CustomerList.updateCustomer', { id: '6', 'data[customer_list_id]': '1' }, { Customer: { id: '6' } }],
    ['Affiliate.updateByRefId', { ref_id: '4', 'data[company]': 'x' }, { Affiliate: { id: '4', company: 'x' } }],
    ['ConversionMeta.update', { 'data[conversion_id]': '3' }, { ConversionMeta: { conversion_id: '3' } }],
    ['ConversionMeta.update', { 'data[conversion_id]': '99' }, { ConversionMeta: { conversion_id: '99' } }],
    ['Application.updateAccountInformation', {}, { Brand: { id: '1' } }],
  ])('finds the row of %s %j', async (name, params, row) => {
    const all = { 'data[name]': 'x', ...params } as Record<string, string>;
    if (name.startsWith('Affiliate.')) delete all['data[name]'];
    expect(await dataOf(await openSandbox(), name, all)).toMatchObject(row);
  });

  it('finds a row by its reference', async () => {
    const sandbox = await openSandbox();
    sandbox.tables.Affiliate.update(9, { ref_id: 'R7' });
    await dataOf(sandbox, 'Affiliate.updateByRefId', { ref_id: 'R7', 'data[company]': 'Mine' });
    expect(sandbox.tables.Affiliate.get(9)?.['company']).toBe('Mine');
  });

  it('changes the row of the caller where it names none', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'Affiliate_Affiliate.update', { 'data[company]': 'Mine' })).toBe(true);
    expect(sandbox.tables.Affiliate.get(1)?.['company']).toBe('Mine');
  });

  it('changes it even where the answer is only true', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'SavedReports.update', { id: '2', 'data[name]': 'mine' })).toBe(true);
    expect(await dataOf(sandbox, 'SavedReports.findById', { id: '2' })).toMatchObject({
      SavedReports: { name: 'mine' },
    });
  });

  it('is refused for a row that does not exist', async () => {
    const sandbox = await openSandbox();
    expect(await refusalOf(sandbox, 'OfferUrl.update', { id: '9', 'data[name]': 'x' })).toBe(
      'Failed to hydrate rows: 9',
    );
  });
});

describe('a method that removes a row', () => {
  it('removes it once', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'VatRate.delete', { id: '2' })).toBe(true);
    expect(await dataOf(sandbox, 'VatRate.findById', { id: '2' })).toBeNull();
    expect(await refusalOf(sandbox, 'VatRate.delete', { id: '2' })).toBe('Failed to hydrate rows: 2');
  });

  it('may name its model', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'NotificationCenter.deleteEventSubscription', { id: '3' })).toBe(true);
    const rest = await dataOf(sandbox, 'NotificationCenter.findAllEventSubscriptions');
    expect(Object.keys(rest as object)).toEqual(['1', '2', '4', '5', '6', '7']);
  });

  it('removes rows of tables', async () => {
    const sandbox = await openSandbox();
    await dataOf(sandbox, 'OfferFile.delete', { id: '2' });
    expect(sandbox.tables.OfferFile.has(2)).toBe(false);
  });

  it('answers true where the model has no ids', async () => {
    expect(await dataOf(await openSandbox(), 'Preference.delete', { name: 'x' })).toBe(true);
  });
});

describe('an affiliate', () => {
  it('reads and writes only its own rows', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'Affiliate_AffiliateUser.findById', { id: '9' })).toBeNull();
    expect(Object.keys((await dataOf(sandbox, 'Affiliate_AffiliateUser.findAll')) as object)).toEqual(['1']);
    expect(await refusalOf(sandbox, 'Affiliate_AffiliateUser.update', { id: '9', 'data[title]': 'x' })).toBe(
      'Failed to hydrate rows: 9',
    );
    expect(sandbox.tables.AffiliateUser.get(9)?.['title']).toBeNull();
  });

  it('sees generated rows as its own', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'Affiliate_AffiliateBilling.findInvoiceById', { id: '5' })).toMatchObject({
      AffiliateInvoice: { id: '5', affiliate_id: '1' },
    });
    expect(await dataOf(sandbox, 'Affiliate_AffiliateBilling.findInvoiceById', { id: '8' })).toBeNull();
  });
});
