import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row, Sandbox, SandboxCounts, TableName } from 'rxoffers/sandbox';
import { callText, dataOf, openSandbox } from '../../support/sandbox-call.js';
import { soak } from '../../support/soak.js';

/** The rows of a table in a fresh sandbox. */
const rowsOf = async (name: TableName, counts: Partial<SandboxCounts> = {}, seed = 1): Promise<Row[]> => [
  ...(await openSandbox({ ...counts, seed })).tables[name].rows(),
];

const ACCOUNT = ['pending', 'active', 'blocked', 'deleted', 'rejected'];
const PAYOUT = ['cpa_flat', 'cpa_percentage', 'cpa_both', 'cpc', 'cpm'];
const DATE = /^\d{4}-\d\d-\d\d /;

describe('rows()', () => {
  it('is an array, of tables and of raw logs', async () => {
    const { tables, rawLogs } = await openSandbox({ rawLogs: { days: 1, filesPerDay: 1, rowsPerFile: 3 } });
    expect(Array.isArray(tables.Offer.rows())).toBe(true);
    expect(tables.Offer.rows().map(({ id }) => id)).toEqual([...tables.Offer.keys()].map(String));
    const rows = rawLogs.rows('clicks', rawLogs.files('clicks')[0]?.filename ?? '');
    expect(Array.isArray(rows)).toBe(true);
    expect(rows).toHaveLength(3);
  });
});

describe('generated rows', () => {
  it.each<[TableName, number, Record<string, readonly string[]>]>([
    ['Advertiser', 28, { status: ACCOUNT }],
    ['Affiliate', 32, { status: ACCOUNT }],
    ['AffiliateOffer', 8, { approval_status: ['approved', 'pending', 'rejected'] }],
    ['AffiliateUser', 21, { status: ['active', 'blocked', 'deleted'] }],
    ['AdvertisersTags', 3, {}],
    ['AffiliatesTags', 3, {}],
    [
      'Conversion',
      41,
      { status: ['approved', 'pending', 'rejected'], payout_type: PAYOUT, revenue_type: PAYOUT, is_adjustment: ['0'] },
    ],
    ['Goal', 27, { status: ['active', 'deleted'], payout_type: PAYOUT.slice(0, 3), protocol: ['http', 'server'] }],
    ['Offer', 79, { status: ['active', 'paused', 'pending', 'expired', 'deleted'], payout_type: PAYOUT }],
    ['OfferCategory', 6, { status: ['active', 'deleted'] }],
    [
      'OfferFile',
      19,
      {
        status: ['active', 'deleted'],
        interface: ['affiliate', 'advertiser', 'network'],
        type: ['image banner', 'offer thumbnail', 'hidden'],
      },
    ],
    ['OffersTags', 3, {}],
    ['Tag', 9, { attribute: ['Custom', 'Channel'] }],
  ])(
    'of %s have %i columns in the order of the wire, allowed values, and come from the seed',
    async (name, columns, enums) => {
      const { tables } = await openSandbox();
      const rows = [...tables[name].rows()];
      const template = Object.keys(tables[name].insert({}));
      expect([template.length, rows.length > 0]).toEqual([columns, true]);
      for (const row of rows) {
        expect(Object.keys(row)).toEqual(template);
        for (const [column, values] of Object.entries(enums)) expect(values).toContain(row[column]);
      }
      expect(await rowsOf(name)).toEqual(rows);
      expect(await rowsOf(name, {}, 2)).not.toEqual(rows);
    },
  );

  it('stay the same from release to release', async () => {
    const { tables } = await openSandbox();
    expect([
      tables.Offer.get(1)?.['name'],
      tables.Advertiser.get(1)?.['company'],
      tables.AffiliateUser.get(1)?.['salt'],
      tables.Conversion.get(1)?.['tune_event_id'],
      tables.Conversion.get(300)?.['tune_event_id'],
    ]).toMatchInlineSnapshot(`
      [
        "Půlnoční Books 1",
        "Bluefin GmbH 1",
        "2ab517876cf57ae9bff19c1af8da481f94349a2cd6f6b230f06bafdaa4b37a5e",
        "564ce73f-1899-6c02-62e4-000000000001",
        "23dbaaa8-2b5b-0d8a-5d58-00000000012c",
      ]
    `);
  });

  it('have `modified` as a number or as text, by model', async () => {
    const { tables } = await openSandbox();
    for (const row of tables.Advertiser.rows()) expect(row['modified']).toBeTypeOf('number');
    for (const row of tables.Goal.rows()) expect(row['modified']).toBeTypeOf('number');
    for (const row of tables.Affiliate.rows()) expect(row['modified']).toMatch(DATE);
  });

  it('of offers have money as decimal text, and mix numbers and booleans with text', async () => {
    const rows = await rowsOf('Offer');
    for (const row of rows) {
      expect(row['default_payout']).toMatch(/^\d+\.\d{5}$/);
      expect(Number(row['advertiser_id'])).toBeLessThanOrEqual(20);
      expect(row).toMatchObject({ require_terms_and_conditions: 0, dne_third_party_list: false });
      expect(row['modified']).toBeTypeOf('number');
    }
    expect(rows.some((row) => row['modified'] === -62169966000)).toBe(true);
    expect(rows.some((row) => /[^ -~]/.test(row['name'] as string))).toBe(true);
    const columns = Object.keys(rows[0] ?? {});
    expect(columns.slice(0, 4)).toEqual(['id', 'display_advertiser', 'advertiser_id', 'name']);
    expect(columns.at(-1)).toBe('dne_third_party_list');
  });

  it('of conversions refer to rows that exist, or to 0', async () => {
    for (const row of await rowsOf('Conversion')) expect(Number(row['offer_id'])).toBeGreaterThan(0);
    const lonely = await rowsOf('Conversion', { offers: 0, goals: 0, affiliates: 0, advertisers: 0 });
    for (const row of lonely) expect([row['offer_id'], row['goal_id'], row['affiliate_id']]).toEqual(['0', '0', '0']);
    expect(
      new Set(await rowsOf('Offer', { advertisers: 0 }).then((rows) => rows.map((row) => row['advertiser_id']))),
    ).toEqual(new Set([null]));
  });

  it('of users belong to the affiliate of their number', async () => {
    const rows = await rowsOf('AffiliateUser');
    expect(rows.slice(0, 3).map((row) => row['affiliate_id'])).toEqual(['1', '2', '3']);
    expect((await rowsOf('AffiliateUser', { affiliates: 1 }))[1]?.['affiliate_id']).toBe('1');
  });

  it('of creatives have an account when they belong to an affiliate', async () => {
    const rows = await rowsOf('OfferFile');
    for (const row of rows) expect(row['interface'] === 'affiliate').toBe(row['account_id'] !== null);
    expect(rows.some((row) => row['account_id'] !== null)).toBe(true);
  });

  it('of countries have the ids and codes of ISO 3166', async () => {
    const { Country } = (await openSandbox()).tables;
    expect(Country.get('203')).toEqual({ id: '203', code: 'CZ', name: 'czech republic', regions: [] });
    expect(Country.get('724')).toEqual({ id: '724', code: 'ES', name: 'spain', regions: [] });
    expect(Country.size).toBe([...new Set(Country.keys())].length);
  });

  it('of relations name a tag and the other row', async () => {
    for (const [table, key] of [
      ['OffersTags', 'offer_id'],
      ['AffiliatesTags', 'affiliate_id'],
      ['AdvertisersTags', 'advertiser_id'],
    ] as const)
      for (const row of await rowsOf(table)) {
        expect(Object.keys(row)).toEqual(['id', 'tag_id', key]);
        expect(Number(row[key])).toBeGreaterThan(0);
      }
  });
});

describe('generated relations of offers', () => {
  const sizes = async (sandbox: Sandbox, method: string, ids: number): Promise<number[]> =>
    Promise.all(
      Array.from({ length: ids }, async (_, index) => {
        const rows = await dataOf(sandbox, `Offer.${method}`, { id: String(index + 1) });
        return (rows as unknown[]).length;
      }),
    );

  it('are none, one or two countries', async () => {
    const sandbox = await openSandbox({ offers: 12 });
    expect(new Set(await sizes(sandbox, 'getTargetCountries', 12))).toEqual(new Set([0, 1, 2]));
    sandbox.tables.Offer.insert({ name: 'x' });
    expect((await sizes(sandbox, 'getTargetCountries', 13))[12]).toBe(0);
  });

  it('are one category, if there is any', async () => {
    const sandbox = await openSandbox({ offers: 3 });
    sandbox.tables.Offer.insert({ name: 'x' });
    expect(await sizes(sandbox, 'getCategories', 4)).toEqual([1, 1, 1, 0]);
    expect(await sizes(await openSandbox({ offers: 1, categories: 0 }), 'getCategories', 1)).toEqual([0]);
  });

  it('stay as generated until they are changed', async () => {
    const sandbox = await openSandbox({ offers: 4 });
    const codes = async (id: string) =>
      ((await dataOf(sandbox, 'Offer.getTargetCountries', { id })) as { Country: Row }[]).map(
        ({ Country }) => Country['code'],
      );
    const before = [await codes('3'), await codes('4')];
    for (const country_code of ['US', 'US']) await dataOf(sandbox, 'Offer.addTargetCountry', { id: '3', country_code });
    expect([await codes('3'), await codes('4')]).toEqual([[...(before[0] ?? []), 'US'], before[1]]);
  });
});

describe('a table', () => {
  const offers = async (count: number, seed = 1) => (await openSandbox({ offers: count, seed })).tables.Offer;

  it('finds rows by id as text or as a number, and nothing else', async () => {
    const table = await offers(5);
    expect([table.get('3'), table.get('03')]).toEqual([table.get(3), table.get(3)]);
    for (const id of ['6', '0', '-1', 'x', '1.5', ''])
      expect([table.get(id), table.has(id)]).toEqual([undefined, false]);
    expect([table.has(5), table.remove('x'), table.update('x', {})]).toEqual([true, false, undefined]);
    expect(table.entity.name).toBe('Offer');
  });

  it('inserts after the last row, or where the id says', async () => {
    const table = await offers(3);
    expect(table.insert({ name: 'new' })).toMatchObject({ id: '4', name: 'new', status: 'pending' });
    expect(table.insert({ id: '196', name: 'far' })['id']).toBe('196');
    expect(table.insert({ name: 'next' })['id']).toBe('197');
    expect(table.insert({ id: 90 })['id']).toBe('90');
    table.insert({ id: '2', name: 'other' });
    expect([...table.keys()]).toEqual([1, 2, 3, 4, 90, 196, 197]);
    expect([table.get(2)?.['name'], table.size]).toEqual(['other', 7]);
  });

  it('updates columns and keeps the id, the rest and the order', async () => {
    const [table, fresh] = [await offers(3), await offers(3)];
    expect(table.update('2', { name: 'changed', id: '99' })).toEqual({ ...fresh.get(2), name: 'changed' });
    expect(Object.keys(table.get('2') ?? {})).toEqual(Object.keys(fresh.get(2) ?? {}));
    expect(table.update('9', { name: 'x' })).toBeUndefined();
  });

  it('behaves like a map of rows, whatever is done to it', async () => {
    const { tables } = await openSandbox({ offers: 8 });
    const action = fc.tuple(fc.constantFrom('insert', 'remove', 'update'), fc.integer({ min: 1, max: 15 }));
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 40 }), async (actions) => {
        const table = (await openSandbox({ offers: 8 })).tables.Offer;
        const model = new Map([...tables.Offer.rows()].map((row) => [Number(row['id']), row['name']]));
        actions.forEach(([what, id], step) => {
          const name = `step ${step}`;
          if (what === 'insert') table.insert({ id: String(id), name });
          else if (what === 'update') table.update(id, { name });
          else expect(table.remove(id)).toBe(model.has(id));
          if (what === 'remove') model.delete(id);
          else if (what === 'insert' || model.has(id)) model.set(id, name);
        });
        expect([...table.keys()]).toEqual([...model.keys()].sort((a, b) => a - b));
        expect(table.size).toBe(model.size);
        for (const [id, name] of model) expect(table.get(id)?.['name']).toBe(name);
      }),
      { numRuns: soak(20, 100) },
    );
  });

  it('keeps nothing of rows that were not changed', async () => {
    const table = await offers(1_000_000);
    expect([table.size, table.get(999_999)?.['id']]).toEqual([1_000_000, '999999']);
  });

  it('has what clients changed, and shows them what it was changed to', async () => {
    const sandbox = await openSandbox({ offers: 2 });
    await dataOf(sandbox, 'Offer.update', { id: '2', 'data[name]': 'theirs' });
    expect(sandbox.tables.Offer.get(2)?.['name']).toBe('theirs');
    sandbox.tables.Offer.update(2, { name: 'ours' });
    expect(await callText(sandbox, 'Offer.findById', { id: '2', fields: ['name'] })).toContain('"name":"ours"');
  });
});

describe('the table of conversions', () => {
  const open = async (conversions = 3) => {
    const clock = { now: Date.UTC(2025, 0, 1) };
    const table = (await openSandbox({ conversions, now: () => clock.now })).tables.Conversion;
    return { table, clock, row: (id: number): Row => table.get(id) ?? {} };
  };

  it('dates every change by the clock, whatever the change says', async () => {
    const { table, clock, row } = await open();
    const before = row(2);
    expect(before['modified']).toBe(before['datetime']);
    expect(table.update(2, { status: 'rejected', modified: '1999-01-01 00:00:00' })).toEqual(row(2));
    expect(row(2)).toEqual({ ...before, status: 'rejected', modified: '2025-01-01 00:00:00' });
    clock.now += 5000;
    table.update(2, { status: 'approved' });
    expect(row(2)['modified']).toBe('2025-01-01 00:00:05');
    expect(table.insert({ datetime: '2024-01-01 00:00:00' })).toMatchObject({
      ...{ id: '4', datetime: '2024-01-01 00:00:00', modified: '2025-01-01 00:00:05' },
    });
    expect([table.size, table.update(99, { status: 'approved' })]).toEqual([4, undefined]);
  });

  it('gives every row an identity, which copies do not share and changes do not touch', async () => {
    const { table, row } = await open(50);
    table.insert({ ...row(1), id: '900' });
    table.insert({ ...row(2), id: null });
    const ids = [...table.rows()].map((other) => other['tune_event_id']);
    expect(new Set(ids).size).toBe(52);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    table.update(2, { tune_event_id: 'other' });
    table.insert({ ...row(3), status: 'rejected' });
    expect([row(2)['tune_event_id'], row(3)['tune_event_id']]).toEqual([ids[1], ids[2]]);
    expect((await open(50)).row(1)['tune_event_id']).toBe(ids[0]);
  });
});
