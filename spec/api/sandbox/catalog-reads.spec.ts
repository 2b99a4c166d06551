import { describe, expect, it } from 'vitest';
import type { Sandbox } from 'rxoffers/sandbox';
import { callText, dataOf, idsIn, openSandbox, refusalOf } from '../../support/sandbox-call.js';

type Wrapped = Record<string, Record<string, Record<string, unknown>>>;

const rows = async (...args: Parameters<typeof dataOf>): Promise<Wrapped> => (await dataOf(...args)) as Wrapped;

const idsOf = async (...args: Parameters<typeof dataOf>): Promise<string[]> => Object.keys(await rows(...args));

const contained = async (sandbox: Sandbox, method: string, name: string, id = '3'): Promise<unknown> =>
  ((await dataOf(sandbox, method, { id, contain: [name] })) as Record<string, unknown>)[name];

describe('a method that answers with one row', () => {
  it('finds it by id, or answers null', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'VatRate.findById', { id: '7', fields: ['id'] })).toEqual({ VatRate: { id: '7' } });
    expect(await dataOf(sandbox, 'VatRate.findById', { id: '8' })).toBeNull();
    expect(await refusalOf(sandbox, 'VatRate.findById', { id: '-1' })).toBe('Row id is negative');
    expect(await refusalOf(sandbox, 'VatRate.findById', { id: '' })).toBe('Missing required argument: id');
  });

  it.each([
    ['CashflowGroup.findCashflowGroupById', { cashflow_group_id: '3' }, { CashflowGroup: { id: '3' } }],
    ['ConversionMeta.findById', { conversion_id: '3' }, { ConversionMeta: { conversion_id: '3' } }],
    ['AffiliateBilling.getAccountBalance', { affiliateId: '2' }, { AffiliateAccountBalance: { affiliate_id: '2' } }],
    ['Application.findCountryByCode', { code: 'CZ' }, { Country: { id: '203' } }],
    ['Affiliate.getCreatorUser', { id: '3' }, { AffiliateUser: { id: '3', affiliate_id: '3' } }],
    ['Affiliate.getReferralCommission', { id: '30' }, { AffiliateReferralCommission: { affiliate_id: '30' } }],
    ['Affiliate_Affiliate.findById', {}, { Affiliate: { id: '1' } }],
  ])('finds it by other parameters: %s %j', async (name, params, row) => {
    expect(await dataOf(await openSandbox(), name, params as Record<string, string>)).toMatchObject(row);
  });

  it('answers null where no row of a table matches', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'ConversionMeta.findById', { conversion_id: '99' })).toBeNull();
    expect(await dataOf(sandbox, 'Application.findCountryByCode', { code: 'XX' })).toBeNull();
    const empty = await openSandbox({ affiliateUsers: 0 });
    expect(await dataOf(empty, 'Affiliate.getCreatorUser', { id: '3' })).toBeNull();
  });

  it('adapts a generated row to the call, unless one matches', async () => {
    const sandbox = await openSandbox();
    const find = () => dataOf(sandbox, 'SavedReports.findByHash', { hash: 'abc' });
    expect(await find()).toMatchObject({ SavedReports: { id: '1', hash: 'abc' } });
    await dataOf(sandbox, 'SavedReports.create', { 'data[hash]': 'abc' });
    expect(await find()).toMatchObject({ SavedReports: { id: '8' } });
  });
});

describe('a method that answers with a list', () => {
  it('has seven generated rows by id without a limit, and an empty list where none matches', async () => {
    const sandbox = await openSandbox();
    expect(await idsOf(sandbox, 'VatRate.findAll')).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(await dataOf(sandbox, 'VatRate.findAll', { 'filters[id]': '99' })).toEqual([]);
  });

  it('filters, sorts, selects fields and pages', async () => {
    const sandbox = await openSandbox();
    const filtered = { 'filters[id][GREATER_THAN]': '2', 'sort[VatRate.id]': 'desc' };
    const params = { ...filtered, fields: ['id'], limit: '2', page: '2' };
    expect(idsIn(await callText(sandbox, 'VatRate.findAll', params))).toEqual(['5', '4']);
    expect(await dataOf(sandbox, 'VatRate.findAll', params)).toEqual({
      ...{ page: 2, current: 0, count: 5, pageCount: 3 },
      data: { 4: { VatRate: { id: '4' } }, 5: { VatRate: { id: '5' } } },
    });
    expect(await refusalOf(sandbox, 'VatRate.findAll', { fields: ['nothing'] })).toMatch("Field 'nothing'");
    expect(await dataOf(await openSandbox({ maxPageSize: 3 }), 'VatRate.findAll', { limit: '10' })).toMatchObject({
      ...{ count: 7, pageCount: 3 },
    });
  });

  it('has the rows of a table where there is one', async () => {
    const sandbox = await openSandbox({ offers: 3 });
    expect(await idsOf(sandbox, 'Affiliate_Offer.findAll')).toEqual(['1', '2', '3']);
    sandbox.tables.Offer.insert({ name: 'mine' });
    const found = await rows(sandbox, 'Offer.findAllByIds', { ids: ['2', '4'] });
    expect(found['4']).toMatchObject({ Offer: { name: 'mine' } });
  });

  it('finds rows by ids', async () => {
    const sandbox = await openSandbox();
    expect(await idsOf(sandbox, 'OfferUrl.findAllByIds', { ids: ['5', '2', '99'] })).toEqual(['2', '5']);
    expect(await idsOf(sandbox, 'CustomerList.findSubscriptionById', { id: '4' })).toEqual(['4']);
    // These are ids of offers, while the rows are categories.
    expect(await idsOf(sandbox, 'Affiliate_Offer.getCategories', { ids: ['99'] })).not.toHaveLength(0);
  });

  it('finds the rows of an owner in a table, and adapts generated rows to it', async () => {
    const sandbox = await openSandbox({ offerFiles: 0 });
    expect(await dataOf(sandbox, 'Offer.getOfferFiles', { id: '5' })).toEqual([]);
    sandbox.tables.OfferFile.insert({ offer_id: '5' });
    expect(await idsOf(sandbox, 'Offer.getOfferFiles', { id: '5' })).toEqual(['1']);
    const payouts = Object.values(await rows(sandbox, 'Offer.getPayouts', { id: '5' }));
    expect(payouts).not.toHaveLength(0);
    for (const { OfferPayout } of payouts) expect(OfferPayout).toMatchObject({ offer_id: '5' });
  });

  it('matches parameters that are columns, except those that are empty', async () => {
    const sandbox = await openSandbox();
    await dataOf(sandbox, 'OfferPixel.create', { 'data[offer_id]': '1234', 'data[status]': 'paused' });
    const ids = (params: object) => idsOf(sandbox, 'Offer.getPixels', { id: '1234', ...params });
    expect(await ids({ status: 'paused', x: 'y', goal_id: '' })).toEqual(['8']);
  });

  it('prefers rows that were written to generated rows', async () => {
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
});

describe('a method that answers with ids', () => {
  it('has all ids of a model as text, ascending', async () => {
    const sandbox = await openSandbox({ affiliates: 12 });
    expect(await dataOf(sandbox, 'Employee.findAllIds')).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(await dataOf(sandbox, 'AffiliateUser.findAllIdsByAffiliateId', { affiliate_id: '4' })).toContain('4');
  });

  it('has the ids of the rows that match', async () => {
    const sandbox = await openSandbox();
    const ids = (await dataOf(sandbox, 'Offer.findAllIdsByAdvertiserId', { advertiser_id: '3' })) as string[];
    expect(ids.map((id) => sandbox.tables.Offer.get(id)?.['advertiser_id'])).toEqual(ids.map(() => '3'));
    expect(ids).not.toHaveLength(0);
  });

  it('takes the model from the name of the method, and the first ids where the sandbox has no data', async () => {
    const blocked = async (offers: number) =>
      dataOf(await openSandbox({ offers }), 'Affiliate.getBlockedOfferIds', { id: '1' });
    expect(await blocked(3)).toEqual(['1', '2', '3']);
    expect(await blocked(100)).toHaveLength(7);
    const params = { id: '1', limit: '3', page: '2' };
    expect(await dataOf(await openSandbox(), 'Affiliate.getApprovedOfferIds', params)).toEqual(['4', '5', '6']);
  });
});

describe('a contained model', () => {
  it('is the row that a column names, with the columns of a contained row', async () => {
    const found = await dataOf(await openSandbox(), 'OfferPixel.findById', { id: '3', contain: ['Offer'] });
    const { OfferPixel, Offer } = found as Record<string, Record<string, unknown>>;
    expect(Offer?.['id']).toBe(OfferPixel?.['offer_id']);
    expect(Offer).toHaveProperty('cookie_hours');
  });

  it('may have another name than its model', async () => {
    const sandbox = await openSandbox();
    const manager = await contained(sandbox, 'Affiliate.findById', 'AccountManager');
    expect(manager).toMatchObject({ id: sandbox.tables.Affiliate.get(3)?.['account_manager_id'] });
    expect(await dataOf(sandbox, 'Affiliate.getAccountManager', { id: '3' })).toEqual({ Employee: manager });
    const { id } = manager as { id: string };
    const employee = await dataOf(sandbox, 'Employee.findById', { id, fields: ['first_name', 'last_name', 'phone'] });
    expect(manager).toMatchObject((employee as { Employee: object }).Employee);
    sandbox.tables.Affiliate.update(3, { account_manager_id: null });
    expect(await contained(sandbox, 'Affiliate.findById', 'AccountManager')).toBeNull();
  });

  it.each([
    ['AffiliateBilling.findReceiptById', 'Invoice', 'is_paid'],
    ['Advertiser.findById', 'CreatorUser', 'first_name'],
    ['AdvertiserBilling.findInvoiceById', 'InvoiceItem', 'invoice_id'],
    ['Conversion.findById', 'CustomerList', 'name'],
    ['Offer.findById', 'Browser', 'bit_pos'],
    ['Offer.findById', 'Stat', 'clicks'],
  ])('of %s: %s has the column %s', async (method, name, column) => {
    expect(JSON.stringify(await contained(await openSandbox(), method, name))).toMatch(`"${column}":`);
  });

  it('is the list of rows that name this one, adapted where no generated row does', async () => {
    const sandbox = await openSandbox();
    const urls = (await contained(sandbox, 'Offer.findById', 'OfferUrl')) as Record<string, Record<string, unknown>>;
    expect(Object.values(urls)).not.toHaveLength(0);
    for (const url of Object.values(urls)) expect(url['offer_id']).toBe('3');
    await dataOf(sandbox, 'OfferUrl.create', { 'data[offer_id]': '3', 'data[name]': 'mine' });
    expect(await contained(sandbox, 'Offer.findById', 'OfferUrl')).toMatchObject({ 8: { name: 'mine' } });
  });

  it('without an id is a single row', async () => {
    const balance = await contained(await openSandbox(), 'Affiliate.findById', 'AccountBalance', '30');
    expect(Object.keys(balance as object)).toEqual(['affiliate_id', 'balance']);
    expect(balance).toMatchObject({ affiliate_id: '30' });
  });

  it.each([
    ['OfferPixel.findAll', 'Nothing'],
    ['OfferPixel.findAll', 'constructor'],
    ['Offer.findAll', 'InvoiceItem'],
  ])('is refused where the catalog does not know it: %s %s', async (method, name) => {
    expect(await refusalOf(await openSandbox(), method, { contain: [name] })).toBe(
      `Contain '${name}' does not exist or is not allowed to be used.`,
    );
  });

  it('can be filtered by', async () => {
    const sandbox = await openSandbox();
    const all = await dataOf(sandbox, 'OfferPixel.findAll', { contain: ['Offer'] });
    const name = Object.values(all as Record<string, { Offer: { name: string } }>)[0]?.Offer.name ?? '';
    const found = await dataOf(sandbox, 'OfferPixel.findAll', { 'filters[Offer.name]': name, contain: ['Offer'] });
    expect(Object.keys(found as object)).toContain('1');
    for (const row of Object.values(found as object)) expect(row).toMatchObject({ Offer: { name } });
    for (const field of ['Country.name', 'Nothing.name'])
      expect(await refusalOf(sandbox, 'OfferPixel.findAll', { [`filters[${field}]`]: 'x' })).toBe(
        `Field '${field}' does not exist or is not allowed to be used.`,
      );
  });
});
