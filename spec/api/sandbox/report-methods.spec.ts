import { describe, expect, it } from 'vitest';
import type { Sandbox, SandboxOptions } from 'rxoffers/sandbox';
import { dataOf, openSandbox, type Params, refusalOf, urlOf } from '../../support/sandbox-call.js';

type ReportRow = Readonly<Record<string, Readonly<Record<string, string | null>>>>;

/** Three days around a leap day, with conversions in them. */
const logged: SandboxOptions = {
  offers: 9,
  rawLogs: { from: '20240228', days: 3, filesPerDay: 6, rowsPerFile: 40 },
};

const rowsOf = async (sandbox: Sandbox, params: Params, name = 'Report.getStats') =>
  (await dataOf(sandbox, name, params)) as readonly ReportRow[];

const dates = (from: string, to: string): Params => ({
  'filters[Stat.date][conditional]': 'BETWEEN',
  'filters[Stat.date][values]': [from, to],
});

describe('Report.getStats', () => {
  it('needs fields, and refuses unknown ones', async () => {
    const sandbox = await openSandbox(logged);
    expect(await refusalOf(sandbox, 'Report.getStats')).toBe('Missing required argument: fields');
    expect(await refusalOf(sandbox, 'Report.getStats', { fields: ['Stat.x'] })).toBe(
      "Field 'Stat.x' does not exist or is not allowed to be used.",
    );
  });

  it('follows limits that are set while the sandbox runs', async () => {
    const sandbox = await openSandbox(logged);
    const params = { fields: ['Stat.clicks'], ...dates('2024-02-01', '2024-03-02') };
    sandbox.configure({ reports: { maxDays: 30 } });
    expect(await refusalOf(sandbox, 'Report.getStats', params)).toBe(
      'The date range of the report is too long: at most 30 days',
    );
    sandbox.configure({ reports: { maxDays: 31, heavyDays: 30 } });
    expect((await fetch(urlOf(sandbox, 'Report.getStats', params))).status).toBe(504);
    sandbox.configure({ reports: { maxDays: 31, heavyDays: 31 } });
    expect(await rowsOf(sandbox, params)).toEqual([{ Stat: { clicks: '720' } }]);
  });
});

describe('the other reports of the network', () => {
  it.each([
    'getModSummaryLogs',
    'getAffiliateCommissions',
    'getReferrals',
    'getManagerCommissions',
    'getSubscriptions',
  ])('%s answers in pages', async (method) => {
    const sandbox = await openSandbox(logged);
    const params = { fields: ['Stat.date', 'Stat.affiliate_manager_id'], limit: '2' };
    const data = (await dataOf(sandbox, `Report.${method}`, params)) as Record<string, unknown>;
    expect(Object.keys(data)).toEqual(['page', 'current', 'count', 'pageCount', 'data']);
    expect(await refusalOf(sandbox, `Report.${method}`, { fields: ['x'] })).toMatch(/^Field 'x' does not exist/);
  });

  it('getSubscriptions has the conversions of known customers', async () => {
    const sandbox = await openSandbox(logged);
    sandbox.tables.Conversion.update(7, { customer_id: '4' });
    const rows = await rowsOf(sandbox, { fields: ['Stat.id', 'Stat.customer_id'] }, 'Report.getSubscriptions');
    expect(rows).toEqual([{ Stat: { id: '7', customer_id: '4' } }]);
  });
});

describe('the reports of affiliates and advertisers', () => {
  const seen = async (target: string, id: string) => {
    const sandbox = await openSandbox(logged);
    const { affiliateCredentials, advertiserCredentials } = sandbox;
    const { apiKey } = target === 'Affiliate_Report' ? affiliateCredentials : advertiserCredentials;
    const whole = await rowsOf(sandbox, { fields: ['Stat.clicks', 'Stat.payout'], [`filters[Stat.${id}]`]: '1' });
    const ask = (method: string, ...fields: string[]) => {
      const url = new URL(urlOf(sandbox, `${target}.${method}`, { fields, api_key: apiKey }));
      url.searchParams.delete('NetworkToken');
      return fetch(url).then(
        (reply) => reply.json() as Promise<{ response: { data: ReportRow[]; errorMessage: string } }>,
      );
    };
    return { sandbox, whole, ask };
  };

  it.each([
    ['Affiliate_Report', 'affiliate_id'],
    ['Advertiser_Report', 'advertiser_id'],
  ])('%s shows only the events of its own account', async (target, id) => {
    const { sandbox, whole, ask } = await seen(target, id);
    expect((await ask('getStats', 'Stat.clicks', 'Stat.payout')).response.data).toEqual(whole);
    const mine = [...sandbox.tables.Conversion.rows()].filter((row) => row[id] === '1').map((row) => row['id']);
    expect((await ask('getConversions', 'Stat.id')).response.data.map((row) => row['Stat']?.['id'])).toEqual(mine);
    expect(mine.length).toBeGreaterThan(0);
  });

  it('shows affiliates no revenue, but their commissions', async () => {
    const { ask } = await seen('Affiliate_Report', 'affiliate_id');
    expect((await ask('getStats', 'Stat.revenue')).response.errorMessage).toMatch(
      /^Field 'Stat.revenue' does not exist/,
    );
    const [row] = (await ask('getAffiliateCommissions', 'Stat.amount')).response.data;
    expect(Number(row?.['Stat']?.['amount'])).toBeGreaterThan(0);
    const [referral] = (await ask('getAffiliateReferrals')).response.data;
    expect(Object.keys(referral ?? {})).toEqual(['Stat', 'ReferredAffiliate']);
  });

  it('shows advertisers their conversions without being asked for fields', async () => {
    const { ask } = await seen('Advertiser_Report', 'advertiser_id');
    const [row] = (await ask('getConversions')).response.data;
    expect(Object.keys(row?.['Stat'] ?? {})).toEqual(['id', 'datetime', 'offer_id', 'revenue', 'status']);
  });
});
