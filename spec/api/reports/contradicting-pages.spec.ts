import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClientEvent, ProtocolError } from 'rxoffers';
import { recordedApi, type RecordedCall } from '../../support/recorded-api.js';
import { soak } from '../../support/soak.js';

const DAYS = { dataStart: '2026-01-01', dataEnd: '2026-01-04' } as const;
const quick = { retries: 2, retryDelay: 1, maxRetryDelay: 2 };
const row = (id: number) => ({ Stat: { id: String(id), offer_id: String(id), payout: '10.00' } });
const page = (number: number, ids: readonly number[], rest: object = {}) => ({
  page: number,
  current: ids.length,
  count: 5,
  pageCount: 3,
  data: ids.map(row),
  ...rest,
});
const honest = [page(1, [1, 2]), page(2, [3, 4]), page(3, [5])];
const numberOf = ({ pairs }: RecordedCall) => Number(pairs.find(([key]) => key === 'page')?.[1] ?? 1);

type Answers = (page: number, attempt: number) => unknown;

/** What a report gives when its pages are answered like this, by number and by how often they were asked for. */
const outcome = async (
  answers: Answers,
  { method = 'getConversions', fields = ['Stat.id', 'Stat.payout'], size = 2, ...query }: Record<string, unknown> = {},
) => {
  const asked = new Map<number, number>();
  const answer = (call: RecordedCall) => {
    const number = numberOf(call);
    asked.set(number, (asked.get(number) ?? 0) + 1);
    return answers(number, asked.get(number) ?? 0);
  };
  const { api, calls } = await recordedApi([answer], quick);
  const events: ClientEvent[] = [];
  api.events$.subscribe((event) => events.push(event));
  const rows: { Stat: Record<string, string | null> }[] = [];
  const report = api.reports[method as 'getStats']({ fields, pageSize: size, ...query } as never);
  const error = await new Promise<unknown>((resolve) => {
    report.subscribe({ next: (item) => rows.push(item), error: resolve, complete: () => resolve(undefined) });
  });
  const of = (type: string) => events.filter((event) => event.type === type);
  return {
    ids: rows.map(({ Stat }) => Number(Stat['id'] ?? Stat['offer_id'] ?? 0)),
    error,
    calls: calls.length,
    incomplete: of('list incomplete'),
    leftOut: of('rows left out'),
  };
};

describe('a page of a report that came before', () => {
  const stats = { method: 'getStats', fields: ['Stat.offer_id', 'Stat.payout'], ...DAYS };
  const kinds: [string, Record<string, unknown>][] = [
    ['conversions with their ids', {}],
    ['groups of statistics', stats],
    ['groups that are not shown', { method: 'getStats', fields: ['Stat.payout'], groups: ['Stat.offer_id'], ...DAYS }],
    ['groups that are added up', { ...stats, split: { days: 4 } }],
    ['pages in parallel', { concurrency: 3 }],
  ];

  it.each(kinds)('is asked for again: %s', async (_, query) => {
    const once: Answers = (number, attempt) => (number === 2 && attempt === 1 ? page(2, [1, 2]) : honest[number - 1]);
    expect(await outcome(once, query)).toMatchObject({ ids: [1, 2, 3, 4, 5], error: undefined, incomplete: [] });
  });

  it.each(kinds)('is a ProtocolError that says what was expected and seen: %s', async (_, query) => {
    const { ids, error } = await outcome((number) => (number === 2 ? page(2, [1, 2]) : honest[number - 1]), query);
    expect(ids.length).toBeLessThanOrEqual(2);
    expect(error).toBeInstanceOf(ProtocolError);
    expect(String(error)).toMatch(/Report\.get\w+: page 2 of 3 should hold rows.*rows that came before, again/);
  });

  it('is recognised by its keys, whatever its sums have become', async () => {
    const later = { ...page(2, []), data: [1, 2].map((id) => ({ Stat: { offer_id: String(id), payout: '11.00' } })) };
    const { error } = await outcome((number) => (number === 2 ? later : honest[number - 1]), stats);
    expect(error).toBeInstanceOf(ProtocolError);
  });

  it('is recognised without keys, where its rows differ among themselves', async () => {
    const rows = (from: number) =>
      Array.from({ length: 12 }, (_, index) => ({ Stat: { datetime: `t${from + index}` } }));
    const pages = [1, 2].map((number) => ({ page: number, count: 24, pageCount: 2, data: rows(0) }));
    const query = { fields: ['Stat.datetime'], size: 12 };
    expect((await outcome((number) => pages[number - 1], query)).error).toBeInstanceOf(ProtocolError);
  });

  it('is none where rows have no keys and are alike: conversions of one payout', async () => {
    const query = { fields: ['Stat.payout'], size: 3 };
    const alike = (number: number) => page(number, [1, 2, 3], { count: 6, pageCount: 2 });
    expect(await outcome(alike, query)).toMatchObject({ ids: [0, 0, 0, 0, 0, 0], error: undefined, calls: 2 });
  });

  it('ends a report however many pages it counts', async () => {
    const growing = (number: number) => page(1, [1, 2], { pageCount: number + 1, count: 2 * number + 2 });
    const { ids, error } = await outcome(growing);
    expect([ids, (error as Error).name]).toEqual([[1, 2], 'ProtocolError']);
    expect((await outcome(growing, { fields: ['Stat.payout'] })).calls).toBeLessThan(10);
    const endless = (number: number) => ({ page: number, data: [row(number % 2)] });
    expect((await outcome(endless, { fields: ['Stat.id'] })).error).toBeInstanceOf(ProtocolError);
    const alike = (number: number) => ({ page: number, data: [{ Stat: { payout: String(number % 2) } }] });
    expect((await outcome(alike, { fields: ['Stat.payout'] })).error).toBeInstanceOf(ProtocolError);
  });
});

describe('the end of a report', () => {
  it('is reported where the service counts other rows than those that came', async () => {
    const short = (number: number) => (number === 2 ? page(2, [3]) : honest[number - 1]);
    const { ids, incomplete } = await outcome(short);
    expect(ids).toEqual([1, 2, 3, 5]);
    const facts = { target: 'Report', method: 'getConversions', expected: 5, seen: 4 };
    expect(incomplete).toEqual([{ type: 'list incomplete', ...facts }]);
    expect((await outcome(short, { limit: 3 })).incomplete).toEqual([]);
    expect((await outcome((number) => honest[number - 1])).incomplete).toEqual([]);
  });

  it('is reported for statistics that are added up as well', async () => {
    const short = (number: number) => (number === 2 ? page(2, [3]) : honest[number - 1]);
    const query = { method: 'getStats', fields: ['Stat.offer_id', 'Stat.payout'], ...DAYS, split: { days: 2 } };
    const { incomplete } = await outcome(short, query);
    expect(incomplete).toHaveLength(2);
    expect(incomplete[0]).toMatchObject({ method: 'getStats', expected: 5, seen: 4 });
  });
});

describe('a row of a report that holds nothing', () => {
  it.each<[string, unknown[]]>([
    ['nulls', [null, null]],
    ['false, texts and lists', [false, '', [], {}]],
    ['models of nothing', [{ Stat: null }, { Stat: [] }, { Stat: {} }, { Stat: '', Offer: false }]],
  ])('is left out, with an event that counts it: %s', async (_, nothing) => {
    const count = 1 + nothing.length;
    const data = [...nothing, row(7)];
    const { ids, error, leftOut, incomplete } = await outcome(() => page(1, [], { count, pageCount: 1, data }));
    expect([ids, error, incomplete]).toEqual([[7], undefined, []]);
    const facts = { target: 'Report', method: 'getConversions', count: nothing.length };
    expect(leftOut).toEqual([{ type: 'rows left out', ...facts }]);
  });

  it('is not: a row without one of its models', async () => {
    const data = [
      { Stat: { id: '1' }, Offer: null },
      { Stat: null, Offer: { name: 'x' } },
    ];
    const answer = page(1, [], { count: 2, pageCount: 1, data });
    expect((await outcome(() => answer)).ids).toEqual([1, 0]);
  });
});

describe('replies of a report that contradict each other', () => {
  it('give the truth, an error or an event, never other rows in silence', async () => {
    const histories = (...kinds: string[]) =>
      fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom(...kinds)), { maxLength: 6 });
    // Pages that overlap are as they come of rows that move while they are read: those that are short stay among themselves.
    const history = fc.oneof(histories('empty', 'first', 'before', 'uncounted', 'more'), histories('short', 'empty'));
    const total = fc.integer({ min: 1, max: 8 });
    await fc.assert(
      fc.asyncProperty(total, history, async (count, faults) => {
        const left = [...faults];
        const idsOf = (number: number) =>
          Array.from({ length: count }, (_, i) => i + 1).slice(number * 2 - 2, number * 2);
        const answer: Answers = (number) => {
          const [at, kind] = left[0] ?? [];
          const counts = { count, pageCount: Math.ceil(count / 2) };
          if (at !== number) return page(number, idsOf(number), counts);
          left.shift();
          if (kind === 'uncounted') return page(number, idsOf(number), { count: undefined, pageCount: undefined });
          if (kind === 'more') return page(number, idsOf(number), { ...counts, pageCount: counts.pageCount + 1 });
          const before = kind === 'before' ? Math.max(1, number - 1) : kind === 'first' ? 1 : number;
          return page(number, kind === 'empty' ? [] : idsOf(before).slice(kind === 'short' ? 1 : 0), counts);
        };
        const { ids, error, incomplete } = await outcome(answer);
        expect(new Set(ids).size).toBe(ids.length);
        if (!error && incomplete.length === 0) expect(ids).toEqual(Array.from({ length: count }, (_, i) => i + 1));
      }),
      { numRuns: soak(60, 2000) },
    );
  });
});
