import fc from 'fast-check';
import { from } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { type ClientEvent, ProtocolError, watch } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { soak } from '../../support/soak.js';
import { recordedApi, type RecordedCall, Text } from '../../support/recorded-api.js';

const row = (id: number | string) => ({ Offer: { id: String(id), name: `Offer ${id}` } });
const keyed = (...ids: number[]) => (ids.length === 0 ? [] : Object.fromEntries(ids.map((id) => [id, row(id)])));
/** A page of five offers, two to a page, unless `rest` says otherwise. */
const page = (number: number, data: unknown, rest: object = {}) => ({
  page: number,
  current: 1,
  count: 5,
  pageCount: 3,
  data,
  ...rest,
});
const numberOf = ({ pairs }: RecordedCall) => Number(pairs.find(([key]) => key === 'page')?.[1] ?? 1);
const afterOf = ({ pairs }: RecordedCall) =>
  Number(pairs.find(([key]) => key === 'filters[id][GREATER_THAN]')?.[1] ?? 0);
const honest = [page(1, keyed(1, 2)), page(2, keyed(3, 4)), page(3, keyed(5))];
const quick = { retries: 2, retryDelay: 1, maxRetryDelay: 2 };

/** What findAll gives when the pages are answered like this, by their numbers. */
const outcome = async (answers: readonly unknown[], options: object = {}, query: object = {}) => {
  const { api, calls } = await recordedApi([(call: RecordedCall) => answers[numberOf(call) - 1] ?? []], options);
  const events: ClientEvent[] = [];
  api.events$.subscribe((event) => events.push(event));
  const ids: unknown[] = [];
  const error = await new Promise<unknown>((resolve) => {
    api.offers.findAll({ pageSize: 2, ...query }).subscribe({
      next: ({ id }) => ids.push(id),
      error: resolve,
      complete: () => resolve(undefined),
    });
  });
  const incomplete = events.filter(({ type }) => type === 'list incomplete');
  return { ids: ids.map(Number), error, calls: calls.length, events, incomplete };
};

describe('a page that should hold rows and holds none', () => {
  const empties: [string, unknown][] = [
    ['[]', []],
    ['null', null],
    ['false', false],
    ['an empty text', ''],
    ['a page without rows', page(2, [])],
    ['a page whose data is null', page(2, null)],
  ];

  it.each(empties)('is a ProtocolError that says what was expected and seen: %s', async (_, empty) => {
    const { ids, error, calls } = await outcome([honest[0], empty, honest[2]], { ...quick });
    expect(ids).toEqual([1, 2]);
    expect(error).toBeInstanceOf(ProtocolError);
    expect(String(error)).toMatch(/Offer\.findAll: page 2 of 3 should hold rows.*no rows/);
    expect(calls).toBeGreaterThanOrEqual(4);
  });

  it.each(empties)('is asked for again, like any passing fault: %s', async (_, empty) => {
    let asked = 0;
    const { api } = await recordedApi(
      [(call: RecordedCall) => (numberOf(call) === 2 && asked++ < 2 ? empty : honest[numberOf(call) - 1])],
      quick,
    );
    expect((await collect(api.offers.findAll({ pageSize: 2 }))).map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5']);
    expect(asked).toBe(3);
  });

  it('is an error without retries too, after the elements before it, also in parallel', async () => {
    for (const concurrency of [1, 4]) {
      const { ids, error } = await outcome([honest[0], [], honest[2]], { retries: 0 }, { concurrency });
      expect([ids, (error as Error).name]).toEqual([[1, 2], 'ProtocolError']);
    }
  });

  it('may be the first, when its own counts say that there are rows', async () => {
    expect((await outcome([page(1, [])])).error).toBeInstanceOf(ProtocolError);
    expect((await outcome([page(1, [], { count: undefined })])).error).toBeInstanceOf(ProtocolError);
    expect((await outcome([page(1, [], { count: 0, pageCount: 1 })])).error).toBeUndefined();
    expect((await outcome([page(1, [], { count: 0, pageCount: 0 })])).error).toBeUndefined();
  });

  it('is known by a count alone', async () => {
    const bare = (data: unknown) => page(1, data, { pageCount: undefined });
    expect((await outcome([bare(keyed(1, 2)), []])).error).toBeInstanceOf(ProtocolError);
    expect(await outcome([bare(keyed(1, 2)), bare(keyed(3, 4)), bare(keyed(5))])).toMatchObject({
      ids: [1, 2, 3, 4, 5],
      error: undefined,
    });
  });

  it('is one under stable paging too', async () => {
    const { error, ids } = await outcome([[]], {}, { stable: true, limit: 1 });
    expect([error, ids]).toEqual([undefined, []]);
    const { api } = await recordedApi([honest[0], []]);
    const fault = await failureOf(api.offers.findAll({ pageSize: 2, stable: true }));
    expect(String(fault)).toMatch(/ProtocolError: Offer\.findAll: the page after 2 should hold rows/);
  });

  it('is one in a list that a method gives whole, and in pages', async () => {
    const { api } = await recordedApi([{ page: 1, pageCount: 2, data: { 1: { Conversion: { id: '1' } } } }, []]);
    expect(await failureOf(api.conversions.findUpdated({ since: '2024-01-01' }))).toBeInstanceOf(ProtocolError);
    const { api: other } = await recordedApi([honest[0], []]);
    expect(await failureOf(other.offers.findPages({ pageSize: 2 }))).toBeInstanceOf(ProtocolError);
  });

  it('never makes a write be sent again', async () => {
    const { api, calls } = await recordedApi([page(1, keyed(1)), []], quick);
    expect(await failureOf(api.call('Offer', 'doWhatNobodyKnows', {}, { unlisted: true }))).toBeInstanceOf(
      ProtocolError,
    );
    expect(calls).toHaveLength(2);
  });
});

describe('a list under random replies', () => {
  it('is the truth or an error', async () => {
    const faults = fc.array(fc.record({ at: fc.nat(6), kind: fc.constantFrom('bare', 'empty', 'first') }), {
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(faults, fc.boolean(), fc.nat(2), async (wrong, stable, retries) => {
        let asked = 0;
        const { api } = await recordedApi(
          [
            (call: RecordedCall) => {
              const left = [1, 2, 3, 4, 5].filter((id) => id > afterOf(call));
              const shown = left.slice((numberOf(call) - 1) * 2, numberOf(call) * 2);
              const rest = { count: left.length, pageCount: Math.ceil(left.length / 2) };
              const kind = asked === 0 ? undefined : wrong.find(({ at }) => at === asked)?.kind;
              asked++;
              if (kind === 'bare') return [];
              return page(numberOf(call), keyed(...(kind === 'empty' ? [] : kind === 'first' ? [1, 2] : shown)), rest);
            },
          ],
          { retries, retryDelay: 1, maxRetryDelay: 1 },
        );
        const ids: number[] = [];
        const error = await new Promise((resolve) => {
          api.offers.findAll({ pageSize: 2, stable }).subscribe({
            next: ({ id }) => ids.push(Number(id)),
            error: resolve,
            complete: () => resolve(undefined),
          });
        });
        expect(error === undefined ? ids : [1, 2, 3, 4, 5]).toEqual([1, 2, 3, 4, 5]);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: soak(15, 100) },
    );
  });
});

describe('an honest end', () => {
  it.each<[string, unknown[], number[]]>([
    ['a list that shrank, by both counts', [page(1, keyed(1, 2)), page(2, [], { count: 2, pageCount: 1 })], [1, 2]],
    ['by its count', [page(1, keyed(1, 2)), page(2, [], { count: 2, pageCount: undefined })], [1, 2]],
    [
      'by its pages',
      [page(1, keyed(1, 2), { count: undefined }), page(2, [], { count: undefined, pageCount: 1 })],
      [1, 2],
    ],
    ['when all that was counted has come', [page(1, keyed(1, 2), { count: 2 }), []], [1, 2]],
    ['of a list without counts', [page(1, keyed(1, 2), { count: undefined, pageCount: undefined }), []], [1, 2]],
  ])('completes: %s', async (_, answers, ids) => {
    expect(await outcome(answers)).toMatchObject({ ids, error: undefined, incomplete: [] });
  });
});

describe('a list whose count and rows differ at the end', () => {
  it.each<[string, unknown[], object]>([
    ['fewer rows', [page(1, keyed(1, 2), { pageCount: 1, count: 3 })], { expected: 3, seen: 2 }],
    ['more rows', [page(1, keyed(1, 2), { pageCount: 1, count: 1 })], { expected: 1, seen: 2 }],
    ['a page that is cut', [page(1, keyed(1, 2)), page(2, keyed(3)), page(3, keyed(5))], { expected: 5, seen: 4 }],
  ])('is reported: %s', async (_, answers, facts) => {
    const { error, incomplete } = await outcome(answers);
    expect(error).toBeUndefined();
    expect(incomplete).toEqual([{ type: 'list incomplete', target: 'Offer', method: 'findAll', ...facts }]);
  });

  it.each<[string, unknown[], object]>([
    ['a limit', honest, { limit: 3 }],
    ['a page', honest, { page: 2 }],
    [
      'a count that changed',
      [page(1, keyed(1, 2), { count: 4, pageCount: 2 }), page(2, keyed(4), { count: 3, pageCount: 2 })],
      {},
    ],
    ['rows of nothing', [page(1, { 1: row(1), 2: null }, { count: 2, pageCount: 1 })], {}],
  ])('is not, where this explains it: %s', async (_, answers, query) => {
    expect(await outcome(answers, {}, query)).toMatchObject({ error: undefined, incomplete: [] });
  });

  it('fails a run of watch, which then removes nothing', async () => {
    const short = { page: 1, current: 1, count: 3, pageCount: 1, data: keyed(1) };
    const { api } = await recordedApi([
      { ...short, data: keyed(1, 2, 3) },
      short,
      { ...short, data: keyed(1, 2, 3) },
      [],
      [],
    ]);
    const faults: unknown[] = [];
    const changes: string[] = [];
    await new Promise<void>((resolve) => {
      const subscription = watch(() => from(api.offers.findAll()), {
        interval: 1,
        onFault: (fault) => faults.push(fault),
      }).subscribe(({ type, item }) => {
        changes.push(`${type} ${item.id}`);
        if (type !== 'removed') return;
        queueMicrotask(() => {
          subscription.unsubscribe();
          resolve();
        });
      });
    });
    expect(faults).toMatchObject([
      { name: 'ProtocolError', message: 'Offer.findAll: the service counts 3 rows, but 1 came' },
    ]);
    // The empty list of the fourth run is an honest one.
    expect(changes.slice(0, 4)).toEqual(['added 1', 'added 2', 'added 3', 'removed 1']);
  });
});

describe('counts of pages that cannot be', () => {
  it.each([0, -1, 1.5])('do not end a list early: %d', async (pageCount) => {
    const answers = honest.map((answer) => ({ ...answer, pageCount }));
    expect(await outcome(answers)).toMatchObject({ ids: [1, 2, 3, 4, 5], error: undefined });
    const uncounted = answers.map((answer) => ({ ...answer, count: undefined }));
    expect(await outcome(uncounted)).toMatchObject({ ids: [1, 2, 3, 4, 5], error: undefined });
  });

  it.each(['1e9', '1e400', '9007199254740993'])('do not make it ask without end: %s', async (pageCount) => {
    for (const count of ['', '"count":2,']) {
      const text = (data: string) => new Text(`{"page":1,"current":1,${count}"pageCount":${pageCount},"data":${data}}`);
      const result = await outcome([text(JSON.stringify(keyed(1, 2))), text('[]')]);
      expect(result.ids).toEqual([1, 2]);
      expect(result.calls).toBeLessThan(4);
    }
  });

  it('lose no page when only one of them is too small', async () => {
    const answers = [honest[0], { ...honest[1], pageCount: 2 }, honest[2]];
    expect(await outcome(answers)).toMatchObject({ ids: [1, 2, 3, 4, 5], error: undefined });
    expect(await outcome([{ ...honest[0], pageCount: 1 }, ...honest.slice(1)])).toMatchObject({ ids: [1, 2, 3, 4, 5] });
  });
});

describe('rows that repeat', () => {
  const growing = (data: (number: number) => unknown, count?: number) =>
    Array.from({ length: 60 }, (_, index) => page(index + 1, data(index + 1), { count, pageCount: index + 2 }));

  it('end a list whose count of pages grows with them', async () => {
    for (const data of [
      () => keyed(1, 2),
      () => [row(1), row(2)],
      (number: number) => keyed(...(number % 2 ? [1, 2] : [3, 4])),
    ]) {
      const { ids, error } = await outcome(growing(data));
      expect(ids.length).toBeLessThanOrEqual(4);
      expect(new Set(ids).size).toBe(ids.length);
      expect(error).toBeInstanceOf(ProtocolError);
    }
    const { calls } = await outcome(growing(() => [{ country: 'CZ' }, { country: 'CZ' }]));
    expect(calls).toBeLessThan(5);
  });

  it('are a fault in a counted list, whichever page comes again', async () => {
    for (const again of [1, 2]) {
      const { ids, error } = await outcome([honest[0], honest[1], { ...honest[again - 1], page: 3 }]);
      expect(ids).toEqual([1, 2, 3, 4]);
      expect(String(error)).toMatch(/page 3 of 3 should hold rows.*again/);
    }
  });
});

describe('stable paging of a server that ignores', () => {
  const all = [1, 2, 3, 4, 5];
  const answer = (call: RecordedCall, ids: readonly number[]) => {
    const left = ids.slice(0, 2);
    return page(numberOf(call), left.map(row), { count: ids.length, pageCount: Math.ceil(ids.length / 2) });
  };

  it.each<[string, (call: RecordedCall) => unknown]>([
    ['the filter', (call) => answer(call, all)],
    [
      'the sort',
      (call) =>
        answer(
          call,
          [...all].reverse().filter((id) => id > afterOf(call)),
        ),
    ],
    ['both', (call) => answer(call, [3, 1, 2])],
    [
      'order within a page',
      (call) =>
        answer(
          call,
          [2, 1, 3].map((id) => id + afterOf(call)),
        ),
    ],
  ])('%s ends with an error, nothing doubled', async (_, respond) => {
    const { api, calls } = await recordedApi([respond]);
    const ids: unknown[] = [];
    const error = await new Promise((resolve) => {
      api.offers
        .findAll({ stable: true, pageSize: 2 })
        .subscribe({ next: ({ id }) => ids.push(id), error: resolve, complete: () => resolve('complete') });
    });
    expect(error).toBeInstanceOf(ProtocolError);
    expect(String(error)).toMatch(/ids should rise/);
    expect(new Set(ids).size).toBe(ids.length);
    expect(calls.length).toBeLessThan(4);
  });

  it('nothing compares ids as numbers', async () => {
    const ids = ['9', '10', '99', '100'];
    const { api } = await recordedApi([
      (call: RecordedCall) => {
        const left = ids.filter((id) => Number(id) > afterOf(call));
        return page(1, left.slice(0, 2).map(row), { count: left.length, pageCount: Math.ceil(left.length / 2) });
      },
    ]);
    expect((await collect(api.offers.findAll({ stable: true, pageSize: 2 }))).map(({ id }) => id)).toEqual(ids);
  });
});
