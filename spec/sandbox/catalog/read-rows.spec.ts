import { describe, expect, it } from 'vitest';
import { callText, dataOf, idsIn, openSandbox, refusalOf } from '../../support/sandbox-call.js';

type Wrapped = Record<string, Record<string, Record<string, unknown>>>;

const rows = async (...args: Parameters<typeof dataOf>): Promise<Wrapped> => (await dataOf(...args)) as Wrapped;

describe('readRows', () => {
  it('gives made-up rows by id without a limit, an empty list when none fits', async () => {
    const sandbox = await openSandbox();
    expect(Object.keys(await rows(sandbox, 'VatRate.findAll'))).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(await dataOf(sandbox, 'VatRate.findAll', { 'filters[id]': '99' })).toEqual([]);
  });

  it('filters, sorts, cuts and pages them like any others', async () => {
    const sandbox = await openSandbox();
    const params = {
      'filters[id][GREATER_THAN]': '2',
      'sort[VatRate.id]': 'desc',
      fields: ['id'],
      limit: '2',
      page: '2',
    };
    const text = await callText(sandbox, 'VatRate.findAll', params);
    expect(idsIn(text)).toEqual(['5', '4']);
    expect(await dataOf(sandbox, 'VatRate.findAll', params)).toEqual({
      ...{ page: 2, current: 0, count: 5, pageCount: 3 },
      data: { 4: { VatRate: { id: '4' } }, 5: { VatRate: { id: '5' } } },
    });
    expect(await refusalOf(sandbox, 'VatRate.findAll', { fields: ['nothing'] })).toMatch("Field 'nothing'");
  });

  it('takes the rows of a table where there is one', async () => {
    const sandbox = await openSandbox({ offers: 3 });
    expect(Object.keys(await rows(sandbox, 'Affiliate_Offer.findAll'))).toEqual(['1', '2', '3']);
    sandbox.tables.Offer.insert({ name: 'mine' });
    expect((await rows(sandbox, 'Offer.findAllByIds', { ids: ['2', '4'] }))['4']).toMatchObject({
      Offer: { name: 'mine' },
    });
  });

  it('finds by ids, and no others', async () => {
    const sandbox = await openSandbox();
    expect(Object.keys(await rows(sandbox, 'OfferUrl.findAllByIds', { ids: ['5', '2', '99'] }))).toEqual(['2', '5']);
    expect(Object.keys(await rows(sandbox, 'CustomerList.findSubscriptionById', { id: '4' }))).toEqual(['4']);
    // These ids are those of offers, not of the categories that come back.
    expect(Object.keys(await rows(sandbox, 'Affiliate_Offer.getCategories', { ids: ['99'] }))).not.toHaveLength(0);
  });

  it('keeps rows of a table that name what is asked for, and makes up the rest to', async () => {
    const sandbox = await openSandbox({ offerFiles: 0 });
    expect(await dataOf(sandbox, 'Offer.getOfferFiles', { id: '5' })).toEqual([]);
    sandbox.tables.OfferFile.insert({ offer_id: '5' });
    expect(Object.keys(await rows(sandbox, 'Offer.getOfferFiles', { id: '5' }))).toEqual(['1']);
    for (const row of Object.values(await rows(sandbox, 'Offer.getPayouts', { id: '5' })))
      expect(row['OfferPayout']).toMatchObject({ offer_id: '5' });
  });

  it('prefers the rows that were written', async () => {
    const sandbox = await openSandbox();
    await dataOf(sandbox, 'OfferPixel.create', { 'data[offer_id]': '1234', 'data[code]': 'mine' });
    const found = await rows(sandbox, 'Offer.getPixels', { id: '1234' });
    expect(found).toMatchObject({ 8: { OfferPixel: { code: 'mine' } } });
    expect(Object.keys(found)).toEqual(['8']);
  });

  it('hides the key of a model without an id', async () => {
    const [row] = Object.values(await rows(await openSandbox(), 'Environment.findAll'));
    expect(Object.keys(row?.['Environment'] ?? {})).toEqual(['name', 'value']);
  });

  it('caps a page as the sandbox says', async () => {
    const sandbox = await openSandbox({ maxPageSize: 3 });
    expect(await dataOf(sandbox, 'VatRate.findAll', { limit: '10' })).toMatchObject({ count: 7, pageCount: 3 });
  });
});
