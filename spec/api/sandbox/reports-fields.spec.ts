import { describe, expect, it } from 'vitest';
import type { Row, Sandbox, SandboxOptions } from 'rxoffers/sandbox';
import { REPORTS } from '../../support/catalog-facts.js';
import { call, dataOf, openSandbox, refusalOf } from '../../support/sandbox-call.js';
import { column, conversionRow, logged, type ReportRow, rowsOf } from '../../support/sandbox-reports.js';

const NO_LOGS: SandboxOptions = { conversions: 0, rawLogs: { days: 0 } };

const openWith = async (rows: readonly Row[], options: SandboxOptions = NO_LOGS): Promise<Sandbox> => {
  const sandbox = await openSandbox(options);
  for (const row of rows) sandbox.tables.Conversion.insert(conversionRow(row));
  return sandbox;
};

/** Fields of the only row of a report of statistics. */
const statOf = async (sandbox: Sandbox, names: readonly string[], name = 'Report.getStats') => {
  const [row] = await rowsOf(sandbox, { fields: names.map((field) => `Stat.${field}`) }, name);
  return row?.['Stat'] ?? {};
};

describe('the fields of reports', () => {
  it.each([
    ['Report', 'getStats'],
    ['Report', 'getConversions'],
    ['Report', 'getManagerCommissions'],
    ['Affiliate_Report', 'getStats'],
    ['Affiliate_Report', 'getConversions'],
  ])('of %s.%s are those of the catalog', async (target, method) => {
    const sandbox = await openWith([]);
    const fields = Object.keys(REPORTS[target]?.[method] ?? {});
    expect(fields.length).toBeGreaterThan(5);
    expect(await call(sandbox, `${target}.${method}`, { fields })).toMatchObject({ status: 1 });
  });

  it.each(['Stat.revenue', 'Stat.profit', 'Advertiser.company', 'Stat.advertiser_id'])(
    'of affiliates do not include %s',
    async (field) => {
      const sandbox = await openWith([]);
      for (const method of ['getStats', 'getConversions'])
        expect(await refusalOf(sandbox, `Affiliate_Report.${method}`, { fields: [field] })).toBe(
          `Field '${field}' does not exist or is not allowed to be used.`,
        );
    },
  );

  it('include all fields of affiliates for the network', async () => {
    const sandbox = await openWith([]);
    for (const method of ['getStats', 'getConversions']) {
      const fields = Object.keys(REPORTS['Affiliate_Report']?.[method] ?? {});
      expect(await call(sandbox, `Report.${method}`, { fields })).toMatchObject({ status: 1 });
    }
  });

  it('of a report without a list are all of the form Model.field', async () => {
    const sandbox = await openWith([]);
    const refusal = (field: string) => refusalOf(sandbox, 'Report.getReferrals', { fields: [field] });
    expect(await refusal('ReferredAffiliate.company')).toBeNull();
    for (const field of ['clicks', 'Stat.', 'stat.clicks', 'Stat.a.b', '__proto__.x'])
      expect(await refusal(field)).toBe(`Field '${field}' does not exist or is not allowed to be used.`);
  });
});

describe('the computed fields of statistics', () => {
  it('are the aggregates of the catalog', async () => {
    const sandbox = await openWith([{}]);
    const aggregates = Object.entries(REPORTS['Report']?.['getStats'] ?? {})
      .filter(([, facts]) => 'aggregate' in facts)
      .map(([field]) => field);
    expect(aggregates.length).toBeGreaterThan(20);
    // A report that is grouped by nothing has one row, whatever happened.
    const rows = await rowsOf(await openSandbox({ ...logged, conversions: 20 }), { fields: aggregates });
    expect(rows).toHaveLength(1);
    for (const field of aggregates)
      expect(await refusalOf(sandbox, 'Report.getStats', { fields: ['Stat.date'], groups: [field] })).not.toBeNull();
  });

  it('follow from clicks, impressions and conversions', async () => {
    const money = { payout: '2.50000', revenue: '3.12500', sale_amount: '0.00175' };
    const sandbox = await openWith([money, money, money, money], {
      ...{ conversions: 0, rawLogs: { days: 1, filesPerDay: 1, rowsPerFile: 30 } },
    });
    sandbox.rawLogs.add('impressions', { startTime: new Date('2016-09-08T00:00:00Z'), rows: 170 });
    const [{ filename = '' } = {}] = sandbox.rawLogs.files('clicks');
    const unique = [...sandbox.rawLogs.rows('clicks', filename)].filter((row) => row['is_click_unique'] === '1').length;
    const expected = {
      ...{ clicks: '30', gross_clicks: '30', unique_clicks: String(unique), impressions: '200', conversions: '4' },
      ...{ count: '234', payout: '10.00000', revenue: '12.50000', profit: '2.50000', sale_amount: '0.00700' },
      ...{ cpa: '2.50000', cpc: '0.33333', cpm: '50.00000', epc: '0.33333', erpc: '0.41667', rpa: '3.12500' },
      ...{ rpc: '0.41667', rpm: '62.50000', ctr: '15.00000', gross_ctr: '15.00000', ltr: '13.33333' },
      unique_ctr: (unique / 2).toFixed(5),
    };
    expect(await statOf(sandbox, Object.keys(expected))).toEqual(expected);
  });

  it('are 0 where they divide by nothing', async () => {
    const names = ['cpc', 'cpm', 'epc', 'erpc', 'rpc', 'rpm', 'ctr', 'gross_ctr', 'unique_ctr', 'ltr'];
    const stat = await statOf(await openWith([{}]), names);
    expect(stat).toEqual(Object.fromEntries(names.map((name) => [name, '0.00000'])));
  });

  it('have totals where they add up, and a second currency where they are money', async () => {
    const fields = ['clicks', 'count', 'payout', 'sale_amount', 'cpc', 'rpm', 'ctr', 'ltr'].map(
      (name) => `Stat.${name}`,
    );
    const params = { fields, totals: '1', currency: 'EUR' };
    const { data, totals } = (await dataOf(await openWith([{}]), 'Report.getStats', params)) as {
      data: ReportRow[];
      totals: ReportRow;
    };
    const inEuros = ['payout', 'sale_amount', 'cpc', 'rpm'].map((name) => `${name}@EUR`);
    const names = (row: ReportRow | undefined) => Object.keys(row?.['Stat'] ?? {});
    expect(names(data[0]).filter((name) => name.includes('@'))).toEqual(inEuros);
    expect(names(totals)).toEqual(['clicks', 'count', 'payout', 'payout@EUR', 'sale_amount', 'sale_amount@EUR']);
    expect(data[0]?.['Stat']?.['payout@EUR']).toBe('0.92000');
  });
});

describe('the dimensions of reports', () => {
  it('read clicks like the columns of their file', async () => {
    const sandbox = await openSandbox({ conversions: 0, rawLogs: { days: 1, filesPerDay: 1, rowsPerFile: 1 } });
    const [{ filename = '' } = {}] = sandbox.rawLogs.files('clicks');
    const [row = {}] = sandbox.rawLogs.rows('clicks', filename);
    const names: Record<string, string> = {
      ...{ offer_id: 'offer_id', affiliate_manager_id: 'affiliate_manager_id', source: 'affiliate_source' },
      ...{ affiliate_info: 'affiliate_sub1', affiliate_info4: 'affiliate_sub4', currency: 'currency' },
      ...{ country_code: 'country_code', device_brand: 'device_brand', datetime: 'datetime' },
    };
    const fields = [...Object.keys(names), 'ad_campaign_id', 'conversion_status'].map((name) => `Stat.${name}`);
    const params = { fields: [...fields, 'Stat.clicks'], 'filters[Stat.clicks]': '1' };
    const [{ Stat = {} } = {}] = await rowsOf(sandbox, { ...params, groups: ['Stat.datetime'] });
    for (const [name, cell] of Object.entries(names)) expect([name, Stat[name]]).toEqual([name, row[cell]]);
    // An id that the file leaves empty is 0, everything else null.
    expect([Stat['ad_campaign_id'], Stat['conversion_status']]).toEqual(['0', null]);
  });

  it('are 0 or null where impressions have no column', async () => {
    const sandbox = await openSandbox({ conversions: 0, rawLogs: { days: 1, filesPerDay: 1, rowsPerFile: 1 } });
    const fields = ['Stat.goal_id', 'Stat.device_os', 'Stat.impressions'];
    const rows = await rowsOf(sandbox, { fields, 'filters[Stat.impressions]': '1' });
    expect(rows).toEqual([{ Stat: { goal_id: '0', device_os: null, impressions: '1' } }]);
  });

  it('read conversions like the columns of their table', async () => {
    const sandbox = await openWith([{ creative_url_id: '', affiliate_info1: 'one', ad_id: '', source: null }]);
    const fields = ['offer_id', 'offer_url_id', 'affiliate_info', 'conversion_status', 'status', 'source', 'datetime'];
    expect(await statOf(sandbox, [...fields, 'conversions'])).toEqual({
      ...{ offer_id: '1', offer_url_id: '0', affiliate_info: 'one', conversion_status: 'approved' },
      ...{ status: 'approved', source: null, datetime: '2024-03-01 08:30:00', conversions: '1' },
    });
    const empty = await openWith([{ datetime: null }]);
    expect(await statOf(empty, ['hour', 'date'])).toEqual({ hour: null, date: null });
  });

  it.each([
    ['2024-03-01 08:05:00', '0', { date: '2024-03-01', hour: '8', month: '3', week: '9', year: '2024' }],
    ['2024-02-29 23:00:00', '1', { datetime: '2024-03-01 00:00:00', date: '2024-03-01', hour: '0', month: '3' }],
    ['2024-03-01 00:00:05', '-1', { datetime: '2024-02-29 23:00:05', date: '2024-02-29', hour: '23' }],
    ['2024-03-31 01:00:00', '48', { datetime: '2024-04-02 01:00:00', date: '2024-04-02' }],
    ['0000-00-00 00:00:00', '3', { datetime: '0000-00-00 00:00:00', date: '0000-00-00', week: '0' }],
    ['2021-01-03 00:00:00', '0', { week: '53' }],
    ['2021-01-04 00:00:00', '0', { week: '1' }],
    ['2024-12-30 00:00:00', '0', { week: '1' }],
    ['2020-12-31 00:00:00', '0', { week: '53' }],
  ])('read the parts of %s, moved by %s hours', async (datetime, hour_offset, parts) => {
    const fields = Object.keys(parts).map((name) => `Stat.${name}`);
    expect(await rowsOf(await openWith([{ datetime }]), { fields, hour_offset })).toEqual([{ Stat: parts }]);
  });

  it.each([
    ['Offer.name', 'Offer', 'name'],
    ['Goal.name', 'Goal', 'name'],
    ['Affiliate.company', 'Affiliate', 'company'],
    ['Advertiser.company', 'Advertiser', 'company'],
  ] as const)('read %s from the related row', async (field, table, name) => {
    const sandbox = await openWith([{ offer_id: '3', goal_id: '3', affiliate_id: '3', advertiser_id: '3' }, {}]);
    const names = column(await rowsOf(sandbox, { fields: [field] }), field);
    expect(names).toContain(sandbox.tables[table].get(3)?.[name]);
  });

  it('find countries by code, and the first category of an offer', async () => {
    const sandbox = await openWith([{ country_code: 'CZ', offer_id: '3', browser_id: '8' }]);
    const fields = ['Country.name', 'Category.name', 'Browser.id', 'Browser.display_name', 'AdCampaign.name'];
    const [row] = await rowsOf(sandbox, { fields });
    expect(row).toMatchObject({
      ...{ Country: { name: 'czech republic' }, Browser: { id: '8', display_name: null }, AdCampaign: { name: null } },
    });
    const categories = [...sandbox.tables.OfferCategory.rows()].map(({ name }) => name);
    expect(categories).toContain(row?.['Category']?.['name']);
  });

  it('are null where the related row does not exist', async () => {
    const sandbox = await openWith([{ offer_id: '9999' }]);
    expect(await rowsOf(sandbox, { fields: ['Offer.name', 'Category.name'] })).toEqual([
      { Offer: { name: null }, Category: { name: null } },
    ]);
  });
});

describe('commissions', () => {
  const openCommissions = async () => {
    const rows = [
      { affiliate_id: '3', payout: '10.00000' },
      { affiliate_id: '3', payout: '0.50000', is_adjustment: '1' },
      { affiliate_id: '9', affiliate_manager_id: '7' },
      { affiliate_id: '2' },
      { affiliate_id: '99' },
    ];
    return openWith(rows, { affiliates: 9, conversions: 0, rawLogs: { days: 1, filesPerDay: 1 } });
  };

  it('of adjustments have only these conversions', async () => {
    const sandbox = await openCommissions();
    expect(await statOf(sandbox, ['clicks', 'payout'], 'Report.getModSummaryLogs')).toEqual({
      ...{ clicks: '0', payout: '0.50000' },
    });
  });

  it('of referrers have what they earn, by referrer and referred affiliate', async () => {
    const sandbox = await openCommissions();
    sandbox.tables.Affiliate.update(2, { referral_id: '4' });
    const company = (id: number) => sandbox.tables.Affiliate.get(id)?.['company'];
    const fields = ['Stat.affiliate_id', 'Affiliate.company', 'ReferredAffiliate.company', 'Stat.amount'];
    const earnings = [
      [1, 3, '0.52500'],
      [3, 9, '0.05000'],
      [4, 2, '0.05000'],
    ] as const;
    expect(await rowsOf(sandbox, { fields }, 'Report.getReferrals')).toEqual(
      earnings.map(([referrer, referred, amount]) => ({
        Stat: { affiliate_id: String(referrer), amount },
        Affiliate: { company: company(referrer) },
        ReferredAffiliate: { company: company(referred) },
      })),
    );
  });

  it('of managers have an amount for each conversion of their affiliates', async () => {
    const terms = ['commission_field', 'commission_type', 'commission_rate', 'commission_base', 'commission_amount'];
    const fields = ['affiliate_manager_id', ...terms].map((name) => `Stat.${name}`);
    const flat = { commission_field: 'conversions', commission_type: 'flat', commission_rate: '1.00000' };
    expect(await rowsOf(await openCommissions(), { fields }, 'Report.getManagerCommissions')).toEqual([
      { Stat: { affiliate_manager_id: '0', ...flat, commission_base: '4', commission_amount: '4.00000' } },
      { Stat: { affiliate_manager_id: '7', ...flat, commission_base: '1', commission_amount: '1.00000' } },
    ]);
  });
});
