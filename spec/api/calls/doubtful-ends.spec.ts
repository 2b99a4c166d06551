import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProtocolError } from 'rxoffers';
import { soak } from '../../support/soak.js';
import { outcomeOf } from '../../support/list-outcome.js';
import { recordedApi, type RecordedCall } from '../../support/recorded-api.js';

const row = (id: number) => ({ Offer: { id: String(id), name: `Offer ${id}` } });
const numberOf = ({ pairs }: RecordedCall) => Number(pairs.find(([key]) => key === 'page')?.[1] ?? 1);
const afterOf = ({ pairs }: RecordedCall) =>
  Number(pairs.find(([key]) => key === 'filters[id][GREATER_THAN]')?.[1] ?? 0);

/** The page that a service gives of a list, two or `size` rows to a page. */
const pageOf = (call: RecordedCall, list: readonly number[], size = 2) => {
  const left = list.filter((id) => id > afterOf(call));
  const shown = left.slice((numberOf(call) - 1) * size, numberOf(call) * size);
  return {
    page: numberOf(call),
    current: shown.length,
    count: left.length,
    pageCount: Math.ceil(left.length / size),
    data: shown.map(row) as unknown,
  };
};

/** What findAll gives of a service, asked at most three times for one page. */
const outcome = async (answer: (call: RecordedCall, asked: number) => unknown, query: object = {}, retries = 2) => {
  let asked = 0;
  const { api, calls } = await recordedApi([(call: RecordedCall) => answer(call, ++asked)], {
    retries,
    retryDelay: 1,
    maxRetryDelay: 1,
  });
  return outcomeOf({ api, calls }, { pageSize: 2, ...query });
};
const truth = [1, 2, 3, 4, 5];

describe('stable paging of a server that honours the filter, but not the sort', () => {
  it('is the truth or an error, whatever the order', async () => {
    const orders = fc
      .integer({ min: 1, max: 10 })
      .chain((most) => fc.shuffledSubarray(Array.from({ length: most }, (_, index) => index + 1)));
    await fc.assert(
      fc.asyncProperty(orders, fc.integer({ min: 1, max: 4 }), fc.boolean(), async (order, size, sortsPages) => {
        const { ids, error } = await outcome(
          (call) => {
            const page = pageOf(call, order, size);
            const data = page.data as ReturnType<typeof row>[];
            const sorted = data.toSorted((a, b) => Number(a.Offer.id) - Number(b.Offer.id));
            return { ...page, data: sortsPages ? sorted : data };
          },
          { stable: true, pageSize: size },
          0,
        );
        const all = order.toSorted((a, b) => a - b);
        expect(error === undefined ? ids : all).toEqual(all);
      }),
      { numRuns: soak(60, 2_000) },
    );
  });

  it('says that rows are missing', async () => {
    const { error } = await outcome(
      (call) => {
        const page = pageOf(call, [3, 1, 5, 2, 4]);
        return { ...page, data: (page.data as ReturnType<typeof row>[]).toReversed() };
      },
      { stable: true },
    );
    expect(error).toBeInstanceOf(ProtocolError);
    expect(String(error)).toMatch(/Offer\.findAll: the list ended after 4 rows, but should hold more .*counts 5 rows/);
  });

  it('is not taken for one whose rows went while it was read', async () => {
    const left = (asked: number) => (asked === 1 ? truth : [1, 2, 4, 5]);
    expect(await outcome((call, asked) => pageOf(call, left(asked)), { stable: true })).toMatchObject({
      ids: [1, 2, 4, 5],
      error: undefined,
      incomplete: [],
    });
  });

  it('nor for one whose rows came and went: that is reported', async () => {
    const lists = [
      [1, 2, 4, 6, 8],
      [1, 2, 8],
      [1, 2, 3, 8],
    ];
    const { ids, error, incomplete } = await outcome((call, asked) => pageOf(call, lists[asked - 1] ?? []), {
      stable: true,
    });
    expect([ids, error]).toEqual([[1, 2, 8], undefined]);
    expect(incomplete).toMatchObject([{ expected: 4, seen: 3 }]);
  });
});

describe.each([{}, { stable: true }, { concurrency: 3 }])('a page in the middle of a list: %j', (query) => {
  const isMiddle = (call: RecordedCall) => numberOf(call) === 2 || afterOf(call) === 2;
  const nothing = { page: 2, current: 0, count: 0, pageCount: 0, data: null };

  it.each<[string, unknown]>([
    ['without rows or counts under data', { data: [] }],
    ['that counts no rows', nothing],
    ['that counts fewer rows than came', { ...nothing, count: 1, pageCount: 1 }],
  ])('%s is asked for again, and then an error', async (_, bad) => {
    let bads = 0;
    const once = await outcome((call) => (isMiddle(call) && bads++ === 0 ? bad : pageOf(call, truth)), query);
    expect(once).toMatchObject({ ids: truth, error: undefined, incomplete: [] });
    const always = await outcome((call) => (isMiddle(call) ? bad : pageOf(call, truth)), query);
    expect(always.error).toBeInstanceOf(ProtocolError);
  });

  it('is believed where the first page counts no more rows than came', async () => {
    const { ids, error, incomplete } = await outcome((call, asked) => pageOf(call, asked === 1 ? truth : []), query);
    expect([ids, error, incomplete]).toEqual([[1, 2], undefined, []]);
  });
});

describe('a page of empty rows under stable paging', () => {
  const isMiddle = (call: RecordedCall) => afterOf(call) === 2;
  it('is asked for again where the list goes on, and then a ProtocolError', async () => {
    const empty = { page: 1, current: 2, count: 3, pageCount: 2, data: [null, { Offer: null }] };
    let bads = 0;
    const once = await outcome((call) => (isMiddle(call) && bads++ === 0 ? empty : pageOf(call, truth)), {
      stable: true,
    });
    expect(once).toMatchObject({ ids: truth, error: undefined });
    const always = await outcome((call) => (isMiddle(call) ? empty : pageOf(call, truth)), { stable: true });
    expect(always.error).toBeInstanceOf(ProtocolError);
    expect(String(always.error)).toMatch(/the page after 2 should hold rows .* but all of its rows are empty/);
  });

  it('is left out at the end of a list', async () => {
    const last = { page: 1, current: 1, count: 1, pageCount: 1, data: [null] };
    const { ids, error } = await outcome((call) => (afterOf(call) === 4 ? last : pageOf(call, truth)), {
      stable: true,
    });
    expect([ids, error]).toEqual([[1, 2, 3, 4], undefined]);
  });
});
