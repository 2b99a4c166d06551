import { describe, expect, it } from 'vitest';
import { ProtocolError } from 'rxoffers';
import { outcomeOf } from '../../support/list-outcome.js';
import { recordedApi, type RecordedCall } from '../../support/recorded-api.js';

const numberOf = ({ pairs }: RecordedCall) => Number(pairs.find(([key]) => key === 'page')?.[1] ?? 1);

/** A service that gives these ids for the pages by their numbers, each row with a field that never stays the same. */
const outcome = async (
  idsOf: (page: number) => readonly number[],
  counts: (page: number) => { count?: number; pageCount?: number },
  query: object,
) => {
  let asked = 0;
  const { api, calls } = await recordedApi(
    [
      (call: RecordedCall) => {
        const number = numberOf(call);
        if (++asked > 60) throw new Error('asks without end');
        const data = idsOf(number).map((id) => ({ Offer: { id: String(id), name: `asked ${asked}` } }));
        return { page: number, current: data.length, ...counts(number), data };
      },
    ],
    { retries: 1, retryDelay: 1, maxRetryDelay: 1 },
  );
  return outcomeOf({ api, calls }, { pageSize: 2, ...query });
};

const five = () => ({ count: 5, pageCount: 3 });
const growing = (page: number) => ({ count: 2 * page + 2, pageCount: page + 1 });
const numbered = [{}, { concurrency: 3 }];

describe.each(numbered)('rows that come again, in another order and with other fields: %j', (query) => {
  it.each<[string, (page: number) => number[], typeof growing]>([
    ['a page in another order', (page) => [[1, 2], [2, 1], [5]][page - 1] ?? [], five],
    ['the same page under growing counts', () => [1, 2], growing],
    ['pages in another order under growing counts', (page) => (page % 2 ? [1, 2] : [2, 1]), growing],
    [
      'rows of several pages',
      (page) =>
        [
          [1, 2],
          [3, 4],
          [4, 1],
        ][page - 1] ?? [],
      five,
    ],
  ])('are a fault where no row of a page is new: %s', async (_, idsOf, counts) => {
    const { ids, error } = await outcome(idsOf, counts, query);
    expect(error).toBeInstanceOf(ProtocolError);
    expect(String(error)).toMatch(/should hold rows .*but holds rows that came before, again/);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are left out where others of the page are new, and the list is incomplete', async () => {
    const { ids, error, incomplete } = await outcome((page) => [[1, 2], [2, 3], [5]][page - 1] ?? [], five, query);
    expect([ids, error]).toEqual([[1, 2, 3, 5], undefined]);
    expect(incomplete).toMatchObject([{ expected: 5, seen: 4 }]);
  });

  it('do not make a list endless, when one comes with each page', async () => {
    const { ids, calls, incomplete } = await outcome((page) => [1, 100 + page], growing, query);
    expect(new Set(ids).size).toBe(ids.length);
    expect(calls).toBeLessThan(8);
    expect(incomplete).toHaveLength(1);
  });

  it('are explained where rows were added before them', async () => {
    const { ids, error, incomplete } = await outcome(
      (page) =>
        [
          [9, 8],
          [8, 7],
          [6, 5],
        ][page - 1] ?? [],
      (page) => ({ count: page === 1 ? 5 : 6, pageCount: 3 }),
      query,
    );
    expect([ids, error, incomplete]).toEqual([[9, 8, 7, 6, 5], undefined, []]);
  });

  it('are left out of pages and ids too', async () => {
    const { api } = await recordedApi([
      { page: 1, count: 4, pageCount: 2, data: ['1', '2'] },
      { page: 2, count: 4, pageCount: 2, data: ['2', '3'] },
    ]);
    const ids: string[] = [];
    await api.offers.findAllIds().forEach((id) => void ids.push(id));
    expect(ids).toEqual(['1', '2', '3']);
  });
});
