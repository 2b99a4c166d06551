import { describe, expect, it } from 'vitest';
import type { Sandbox } from 'rxoffers/sandbox';
import { factsOf, methodsOf, MODELS, TARGETS } from '../../support/catalog-facts.js';
import { plausibleParams } from '../../support/plausible-params.js';
import { call, dataOf, openSandbox, type Params, refusalOf } from '../../support/sandbox-call.js';

type Rows = Record<string, Record<string, Record<string, unknown>>>;

describe('a method without its own handler', () => {
  it('exists only in the catalog', async () => {
    const sandbox = await openSandbox();
    expect(await refusalOf(sandbox, 'Nothing.findAll')).toBe("Target 'Nothing' does not exist.");
    expect(await refusalOf(sandbox, 'constructor.findAll')).toBe("Target 'constructor' does not exist.");
    for (const method of ['nothing', 'toString'])
      expect(await refusalOf(sandbox, `VatRate.${method}`)).toBe(
        `Method '${method}' does not exist for target 'VatRate'.`,
      );
  });

  it.each([
    ['VatRate.findById', {}, 'id'],
    ['VatRate.update', {}, 'id'],
    ['VatRate.update', { id: '1' }, 'data'],
    ['Offer.setPayout', { id: '1' }, 'affiliate_id'],
  ])('requires its parameters: %s %j', async (name, params, missing) => {
    expect(await refusalOf(await openSandbox(), name, params as Params)).toBe(`Missing required argument: ${missing}`);
  });

  it('takes unusual names of parameters', async () => {
    const sandbox = await openSandbox();
    const found = await dataOf(sandbox, 'Offer.affiliateFindAll', { 'sorts[id]': 'desc', limit: '1' });
    expect(found).toMatchObject({ data: { 100: {} } });
  });

  it('does not replace a handler', async () => {
    const sandbox = await openSandbox();
    expect(await refusalOf(sandbox, 'Offer.create', { 'data[status]': 'active' })).toBe('Could not create offer.');
    expect(await dataOf(sandbox, 'Tag.findAllOfferTagRelations')).not.toHaveProperty('count');
  });
});

describe('a single value', () => {
  it.each([
    ['Application.getActiveOfferCategoryCount', /^\d+$/],
    ['Affiliate.getAccountBalance', /^\d+\.\d\d$/],
    ['DownloadReport.getDownloadReportLink', /^http:/],
    ['AdvertiserBilling.getNextStartDate', /^\d{4}-\d\d-\d\d$/],
    ['Application.createNetworkApiKey', /^[0-9a-f]{32}$/],
    ['Advertiser.addAccountNote', /^\d+$/],
    ['Offer.getAffiliateApplicationNote', /^[a-z ]+$/],
    ['Preference.getValue', /^1$/],
  ])('fits the name of %s', async (name, pattern) => {
    const [target = '', method = ''] = name.split('.');
    const sandbox = await openSandbox();
    const value = await dataOf(sandbox, name, plausibleParams(target, method));
    expect(value).toMatch(pattern);
    expect(await dataOf(sandbox, name, plausibleParams(target, method))).toBe(value);
  });

  it('differs between methods', async () => {
    const sandbox = await openSandbox();
    const keys = await Promise.all(
      ['createNetworkApiKey', 'changeNetworkApiKey'].map((method) =>
        dataOf(sandbox, `Application.${method}`, plausibleParams('Application', method)),
      ),
    );
    expect(keys[0]).not.toBe(keys[1]);
  });
});

describe('an object', () => {
  it('contains the text parameters of the call, but no secret', async () => {
    const sandbox = await openSandbox();
    const params = { start_date: '2024-01-01', x: ['y'] };
    expect(await dataOf(sandbox, 'AdManager.getUsage', params)).toEqual({
      ...{ name: 'getUsage', value: '1', start_date: '2024-01-01' },
    });
    const secrets = { password: 'hunter2', token: 'abc', api_key: 'key', auth_token: 'abc' };
    expect(await dataOf(sandbox, 'AdManager.getUsage', secrets)).toEqual({ name: 'getUsage', value: '1' });
  });

  it('does not contain the key of the caller', async () => {
    expect(await dataOf(await openSandbox(), 'Affiliate_Offer.getGeoTargeting', { id: '1' })).toEqual({
      ...{ name: 'getGeoTargeting', value: '1', id: '1' },
    });
  });
});

describe('an answer of an unknown kind', () => {
  const unknown = TARGETS.flatMap((target) =>
    methodsOf(target)
      .filter((method) => factsOf(target, method).kind === 'unknown')
      .map((method) => [target, method] as const),
  );

  const answers = async (sandbox: Sandbox, verb: 'read' | 'write'): Promise<string[]> =>
    Promise.all(
      unknown
        .filter(([target, method]) => (factsOf(target, method).verb === 'read') === (verb === 'read'))
        .map(async ([target, method]) => {
          const { data } = await call(sandbox, `${target}.${method}`, plausibleParams(target, method));
          return JSON.stringify(data);
        }),
    );

  it('differs between methods, but not between calls', async () => {
    const sandbox = await openSandbox();
    expect(unknown).toHaveLength(42);
    const reads = await answers(sandbox, 'read');
    expect(new Set(reads.map((text) => text.charAt(0)))).toEqual(new Set(['[', '{', '"']));
    expect(await answers(sandbox, 'read')).toEqual(reads);
    expect(new Set(await answers(sandbox, 'write'))).toEqual(new Set(['true', 'null']));
  });
});

describe('a tracking link', () => {
  it.each([{}, { affiliate_id: '9' }])('is that of the affiliate that calls, without a wrapper: %j', async (params) => {
    const call = { offer_id: '5', ...params } as Params;
    const data = await dataOf(await openSandbox(), 'Affiliate_Offer.generateTrackingLink', call);
    expect(data).toMatchObject({ affiliate_id: '1', offer_id: 5 });
    expect((data as { click_url: string }).click_url).toMatch(/aff_id=1$/);
  });
});

/** Models with a table, whose rows are not generated. */
const TABLES = new Set([
  ...['Advertiser', 'Affiliate', 'AffiliateOffer', 'AffiliateUser', 'AdvertisersTags', 'AffiliatesTags', 'Conversion'],
  ...['Country', 'Goal', 'Offer', 'OfferCategory', 'OfferFile', 'OffersTags', 'Tag', 'Stat'],
]);

const PATTERNS: Readonly<Record<string, RegExp>> = {
  boolean01: /^[01]$/,
  date: /^\d{4}-\d\d-\d\d$/,
  datetime: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/,
  decimal: /^\d+\.\d{5}$/,
  id: /^\d+$/,
  int: /^\d+$/,
  timestamp: /^\d{10}$/,
};

describe('generated rows', () => {
  it('have plausible values in every field', async () => {
    const sandbox = await openSandbox({ offers: 3 });
    const models = Object.keys(MODELS).filter((model) => !TABLES.has(model));
    const found = (await dataOf(sandbox, 'Goal.findById', { id: '1', contain: models })) as Rows;
    const isRow = (value: object): boolean => Object.values(value).some((cell) => typeof cell !== 'object');
    const types = new Set<string>();
    for (const model of models) {
      const contained = found[model] ?? {};
      for (const row of isRow(contained) ? [contained] : Object.values(contained))
        for (const [field, value] of Object.entries(row)) {
          const { type = '', values = [] } = MODELS[model]?.[field] ?? {};
          types.add(type);
          // Fields with a dot belong to reports, which are computed.
          if (type === 'enum' && !field.includes('.')) expect(values, `${model}.${field}`).toContain(value);
          if (value !== null) expect(`${value as string}`, `${model}.${field}`).toMatch(PATTERNS[type] ?? /(?:)/);
        }
    }
    expect([...types]).toEqual(expect.arrayContaining([...Object.keys(PATTERNS), 'array', 'enum', 'object', 'string']));
  });

  it('have texts that fit their fields', async () => {
    const sandbox = await openSandbox();
    const users = Object.values((await dataOf(sandbox, 'AdvertiserUser.findAll')) as Rows);
    for (const [index, { AdvertiserUser: user = {} }] of users.entries()) {
      expect(user).toMatchObject({ id: String(index + 1), email: `user${index + 1}@example.com`, status: 'active' });
      expect(user['first_name']).toMatch(/^[A-Z][a-z]+$/);
      expect(user['password_confirmation'] ?? null).toBeNull();
    }
    const pixels = Object.values((await dataOf(sandbox, 'OfferPixel.findAll')) as Rows);
    expect(pixels.map((row) => row['OfferPixel']?.['type'])).toEqual(Array<string>(7).fill('code'));
  });

  it('follow from the seed', async () => {
    const rows = async (seed: number) => dataOf(await openSandbox({ seed }), 'OfferPixel.findAll');
    expect(await rows(1)).toEqual(await rows(1));
    expect(await rows(1)).not.toEqual(await rows(2));
  });

  it('reference only rows that exist', async () => {
    const offerIds = async (offers: number) =>
      Object.values((await dataOf(await openSandbox({ offers }), 'OfferUrl.findAll')) as Rows).map(
        (row) => row['OfferUrl']?.['offer_id'],
      );
    for (const id of await offerIds(3)) expect(['1', '2', '3']).toContain(id);
    expect(new Set(await offerIds(0))).toEqual(new Set([null]));
  });
});

describe('statistics that the sandbox does not compute', () => {
  it('have numbers that agree', async () => {
    const sandbox = await openSandbox();
    for (const id of ['1', '2', '3']) {
      const found = await dataOf(sandbox, 'Offer.findById', { id, contain: ['Stat'] });
      const { Stat = {} } = found as Record<string, Record<string, string>>;
      expect(Number(Stat['impressions'])).toBe(Number(Stat['clicks']) * 10);
      expect(Number(Stat['conversions'])).toBeLessThanOrEqual(Number(Stat['clicks']));
      for (const money of [Stat['payout'], Stat['revenue']]) expect(money).toMatch(/^\d+\.\d{5}$/);
    }
  });

  it('have the requested fields in an overview, or a few by default', async () => {
    const sandbox = await openSandbox();
    const fields = ['clicks', 'Stat.date', 'Offer.name', 'Stat.offer_id', 'Offer.nothing'];
    expect(await dataOf(sandbox, 'Report.getOverview', { fields })).toEqual({
      Stat: { clicks: expect.stringMatching(/^\d+$/) as string, date: '2024-02-29', offer_id: '1' },
      Offer: { name: sandbox.tables.Offer.get(1)?.['name'], nothing: null },
    });
    const overview = (await dataOf(sandbox, 'Report.getOverview')) as Record<string, object>;
    expect(Object.keys(overview['Stat'] ?? {})).toEqual(['clicks', 'conversions', 'payout']);
  });
});
