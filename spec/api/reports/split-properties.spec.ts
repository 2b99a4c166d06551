import fc from 'fast-check';
import { lastValueFrom } from 'rxjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { HasOffers, type Reports } from 'rxoffers';
import { createSandbox, type Sandbox } from 'rxoffers/sandbox';
import { collect } from '../../support/collect.js';
import { soak } from '../../support/soak.js';

/** From before a leap day to after the change of clocks in Europe, with three ends of months. */
const FIRST = Date.UTC(2024, 1, 20);
const DAYS = 60;
const DAY_MS = 86_400_000;

/** The day of the range with this number, from 0. */
const dayText = (day: number): string => new Date(FIRST + day * DAY_MS).toISOString().slice(0, 10);
const dayNumber = (text: string): number => (Date.parse(text) - FIRST) / DAY_MS;

/** The exact sum of amounts, with the decimals of the one that has most. */
const sumOf = (amounts: readonly string[]): string => {
  const scale = Math.max(0, ...amounts.map((amount) => (amount.split('.')[1] ?? '').length));
  const units = amounts.map((amount) => {
    const [whole = '', fraction = ''] = amount.split('.');
    return BigInt(whole + fraction.padEnd(scale, '0'));
  });
  const digits = String(units.reduce((sum, one) => sum + one, 0n)).padStart(scale + 1, '0');
  return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};

const SUMS = ['Stat.clicks', 'Stat.unique_clicks', 'Stat.conversions', 'Stat.payout', 'Stat.profit'] as const;
const RATIOS = ['Stat.cpc', 'Stat.affiliate_count'] as const;
const KEYS = ['Stat.offer_id', 'Stat.country_code', 'Stat.affiliate_id', 'Stat.month'] as const;

let sandbox: Sandbox;
let reports: Reports;

beforeAll(async () => {
  const rawLogs = { from: '20240220', days: DAYS, filesPerDay: 2, rowsPerFile: 5 };
  sandbox = await createSandbox({
    rateLimit: false,
    offers: 6,
    affiliates: 4,
    conversions: 200,
    rawLogs,
  });
  for (const { id } of [...sandbox.tables.Conversion.rows()]) {
    const day = dayText((Number(id) * 37) % DAYS);
    sandbox.tables.Conversion.update(Number(id), {
      datetime: `${day} ${String(Number(id) % 24).padStart(2, '0')}:30:00`,
    });
  }
  const api = new HasOffers({ ...sandbox.credentials, rateLimit: false, retryDelay: 1 });
  ({ reports } = api);
  return async () => {
    await api.close();
    await sandbox.close();
  };
});

interface Case {
  readonly range: { readonly dataStart: string; readonly dataEnd: string };
  readonly heavyDays: number;
  /** Whether a long range is refused in words instead of by the gateway. */
  readonly refuses: boolean;
  readonly pageSize: number;
  readonly limit: number | undefined;
  readonly descending: boolean;
  readonly upFront: number | undefined;
}

const testCase: fc.Arbitrary<Case> = fc.record({
  range: fc
    .tuple(fc.integer({ min: 0, max: DAYS - 1 }), fc.integer({ min: 0, max: DAYS - 1 }))
    .map(([a, b]) => ({ dataStart: dayText(Math.min(a, b)), dataEnd: dayText(Math.max(a, b)) })),
  heavyDays: fc.integer({ min: 1, max: 30 }),
  refuses: fc.boolean(),
  pageSize: fc.integer({ min: 4, max: 60 }),
  limit: fc.option(fc.integer({ min: 0, max: 80 }), { nil: undefined }),
  descending: fc.boolean(),
  upFront: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
});

const some = <T>(of: readonly T[], least: number) => fc.subarray([...of], { minLength: least });

/** The results of `ask` with a service that takes any range, and with one that finds long ranges too heavy. */
const bothWays = async <T>(
  { heavyDays, upFront, refuses }: Case,
  ask: (split: { days?: number | undefined }) => Promise<T>,
) => {
  sandbox.configure({ reports: {} });
  const whole = await ask({});
  sandbox.configure({ reports: refuses ? { maxDays: heavyDays } : { heavyDays } });
  const parts = await ask({ days: upFront });
  return { whole, parts };
};

const options = ({ range, pageSize, limit }: Case) => ({ ...range, pageSize, limit });

const runs = { numRuns: soak(2, 15) };

const inAnyOrder = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

describe('a report that is split', () => {
  it('has the rows of the whole where they are sums over groups', async () => {
    await fc.assert(
      fc.asyncProperty(testCase, some(SUMS, 1), some(KEYS, 0), async (one, sums, keys) => {
        const sign = one.descending ? '-' : '';
        // All keys after the sum: then the order is fully determined.
        const sort = [`${sign}${sums[0] ?? 'Stat.clicks'}` as const, ...keys];
        const fields = [...keys, ...sums];
        const { whole, parts } = await bothWays(one, (split) =>
          collect(reports.getStats({ fields, sort, split, currency: 'EUR', ...options(one) })),
        );
        expect(parts).toEqual(whole);
        expect(JSON.stringify(parts)).toBe(JSON.stringify(whole));
      }),
      runs,
    );
  });

  it('has the same groups, in any order, without a sort', async () => {
    await fc.assert(
      fc.asyncProperty(testCase, some(SUMS, 1), some(KEYS, 1), async (one, sums, groups) => {
        const { whole, parts } = await bothWays(one, (split) =>
          collect(reports.getStats({ fields: sums, groups, split, ...options({ ...one, limit: undefined }) })),
        );
        expect(inAnyOrder(parts)).toEqual(inAnyOrder(whole));
      }),
      runs,
    );
  });

  it('has the rows of the whole where each is of one day, including ratios', async () => {
    await fc.assert(
      fc.asyncProperty(testCase, some([...SUMS, ...RATIOS], 1), some(KEYS, 0), async (one, sums, keys) => {
        const sort = [one.descending ? '-Stat.date' : 'Stat.date', ...keys] as const;
        const fields = ['Stat.date', ...keys, ...sums] as const;
        const { whole, parts } = await bothWays(one, (split) =>
          collect(reports.getStats({ fields, sort, split, ...options(one) })),
        );
        expect(parts).toEqual(whole);
      }),
      runs,
    );
  });

  it('has the conversions of the whole', async () => {
    await fc.assert(
      fc.asyncProperty(testCase, async (one) => {
        const sort = one.descending
          ? (['-Stat.datetime', '-Stat.id'] as const)
          : (['Stat.datetime', 'Stat.id'] as const);
        const fields = ['Stat.id', 'Stat.datetime', 'Stat.payout', 'Offer.name'] as const;
        const sorted = await bothWays(one, (split) =>
          collect(reports.getConversions({ fields, sort, split, ...options(one) })),
        );
        expect(sorted.parts).toEqual(sorted.whole);
        const unsorted = await bothWays(one, (split) =>
          collect(reports.getConversions({ fields, split, ...one.range })),
        );
        expect(inAnyOrder(unsorted.parts)).toEqual(inAnyOrder(unsorted.whole));
      }),
      runs,
    );
  });

  it('has the totals of the whole, and its rows add up to them', async () => {
    await fc.assert(
      fc.asyncProperty(testCase, some(KEYS, 0), async (one, keys) => {
        const fields = [...keys, ...SUMS, 'Stat.date'] as const;
        const { whole, parts } = await bothWays(one, (split) =>
          lastValueFrom(reports.getStats({ fields, split, ...options(one) }).totals$),
        );
        expect(parts).toEqual(whole);
        const rows = await collect(reports.getStats({ fields, ...one.range, pageSize: 200 }));
        for (const field of SUMS) {
          const column = field.slice('Stat.'.length) as 'clicks' | 'payout';
          const sum = sumOf(rows.map(({ Stat }) => Stat[column] ?? 'none'));
          if (rows.length > 0) expect([field, sum]).toEqual([field, parts.Stat?.[column]]);
        }
      }),
      runs,
    );
  });

  it('requests every day once', async () => {
    sandbox.configure({ reports: { heavyDays: 7 } });
    const asked = sandbox.requests.length;
    const range = { dataStart: dayText(0), dataEnd: dayText(DAYS - 1) };
    await collect(reports.getStats({ fields: ['Stat.clicks'], ...range }));
    const answered = sandbox.requests.slice(asked).map(({ params }) => {
      const days = params.flatMap(([name, value]) =>
        name === 'filters[Stat.date][values][]' ? [dayNumber(value)] : [],
      );
      return { first: days[0] ?? 0, last: days[1] ?? 0 };
    });
    const light = answered.filter(({ first, last }) => last - first < 7);
    expect(
      light.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, day) => first + day)),
    ).toEqual(Array.from({ length: DAYS }, (_, day) => day));
  });
});
