import { take } from 'rxjs';
import { iterate, Offer, type Paging, Stream } from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi, type RecordedCall, Refusal, Text } from '../../support/recorded-api.js';

const row = (id: number | string) => ({ Offer: { id: String(id), name: `Offer ${id}` } });
const valueOf = ({ pairs }: RecordedCall, name: string) => Number(pairs.find(([key]) => key === name)?.[1] ?? 0);

/** Offers 1 to `last`, a page at a time, in shape A; like the service, after the requested id. */
const offers = (last: number) => (call: RecordedCall) => {
  const after = valueOf(call, 'filters[id][GREATER_THAN]');
  const [limit, page] = [valueOf(call, 'limit'), valueOf(call, 'page')];
  const ids = Array.from({ length: last - after }, (_, index) => after + index + 1);
  const shown = ids.slice((page - 1) * limit, page * limit);
  const data = shown.length === 0 ? [] : Object.fromEntries(shown.map((id) => [id, row(id)]));
  return { page, current: 1, count: ids.length, pageCount: Math.ceil(ids.length / limit), data };
};

describe('a list', () => {
  it('emits the rows of all pages, requested by number', async () => {
    const { api, lines } = await recordedApi([offers(5)]);
    const found = await collect(api.offers.findAll({ pageSize: 2 }));
    expect(found.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5']);
    expect(found[0]).toBeInstanceOf(Offer);
    expect(lines()).toEqual([1, 2, 3].map((page) => `Offer.findAll?limit=2&page=${page}`));
  });

  it('is empty in every form that the service uses', async () => {
    const empty = { page: 1, current: 0, count: 0, pageCount: 0, data: [] };
    const { api, calls } = await recordedApi([null, [], empty, '']);
    for (const _ of [1, 2, 3, 4]) expect(await collect(api.offers.findAll())).toEqual([]);
    expect(calls).toHaveLength(4);
  });

  it('takes an unpaged reply as the whole list, and one row as a list of one', async () => {
    const { api, calls } = await recordedApi([
      { 3: row(3) },
      new Text('{"9":{"Offer":{"id":"9"}},"3":{"Offer":{"id":"3"}}}'),
    ]);
    expect(await collect(api.offers.findAll())).toHaveLength(1);
    expect((await collect(api.offers.findAll({ sort: '-id' }))).map(({ id }) => id)).toEqual(['9', '3']);
    expect(calls).toHaveLength(2);
  });

  it('keeps the service’s order', async () => {
    const { api } = await recordedApi([
      new Text('{"page":1,"count":2,"pageCount":1,"data":{"114":{"Offer":{"id":"114"}},"108":{"Offer":{"id":"108"}}}}'),
    ]);
    expect((await collect(api.offers.findAll())).map(({ id }) => id)).toEqual(['114', '108']);
  });

  it('ends at its limit, and requests no page beyond it', async () => {
    const { api, lines } = await recordedApi([offers(100)]);
    expect(await collect(api.offers.findAll({ limit: 5, pageSize: 2 }))).toHaveLength(5);
    expect(lines()).toHaveLength(3);
    expect(lines().every((line) => line.includes('limit=2'))).toBe(true);
  });

  it('with limit 0 emits nothing and sends nothing', async () => {
    const { api, calls } = await recordedApi([offers(5)]);
    expect(await collect(api.offers.findAll({ limit: 0 }))).toEqual([]);
    expect(await failureOf(api.offers.findAll({ limit: 0, fields: 1 as never }))).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });

  it('with a page emits that page only', async () => {
    const { api, lines } = await recordedApi([offers(100)]);
    const found = await collect(api.offers.findAll({ limit: 2, page: 3 }));
    expect(found.map(({ id }) => id)).toEqual(['5', '6']);
    expect(lines()).toEqual(['Offer.findAll?limit=2&page=3']);
  });

  it('comes page by page too, with what the service says of their number', async () => {
    const { api } = await recordedApi([offers(5)]);
    const found = await collect(api.offers.findPages({ pageSize: 2 }));
    expect(found.map(({ items, page, pageCount, count }) => [items.length, page, pageCount, count])).toEqual([
      [2, 1, 3, 5],
      [2, 2, 3, 5],
      [1, 3, 3, 5],
    ]);
  });

  it('can be walked with for await, and stops with it', async () => {
    const { api, calls } = await recordedApi([offers(100)]);
    const stream = api.offers.findAll({ pageSize: 2, prefetch: 0 });
    expect(stream).toBeInstanceOf(Stream);
    for await (const offer of stream) if (offer.id === '2') break;
    expect(calls.length).toBeLessThanOrEqual(2);
  });

  it('keeps its demand through operators', async () => {
    const { api, calls } = await recordedApi([offers(10_000)]);
    const seen = iterate(api.offers.findAll({ pageSize: 10 }).pipe(take(5_000)), { highWaterMark: 20 });
    await seen.next();
    expect(calls.length).toBeLessThan(10);
    await seen.return?.();
  });

  it('delivers a failure after the elements before it', async () => {
    const { api } = await recordedApi([offers(100), new Refusal('No more')]);
    const seen: unknown[] = [];
    const failed = await new Promise((resolve) => {
      api.offers.findAll({ pageSize: 2 }).subscribe({ next: (offer) => seen.push(offer.id), error: resolve });
    });
    expect(seen).toEqual(['1', '2']);
    expect(failed).toMatchObject({ message: 'No more' });
  });

  it.each([
    [{}, 500],
    [{ limit: 2 }, 2],
    [{ limit: 1_000 }, 500],
    [{ limit: 1_000, pageSize: 50 }, 50],
    [{ limit: 20, pageSize: 50 }, 20],
    [{ page: 3 }, 500],
    [{ page: 3, limit: 2 }, 2],
    [{ page: 3, limit: 20, pageSize: 50 }, 50],
  ])('with %j requests pages of %d', async (query: Paging, size) => {
    const { api, lines } = await recordedApi([[]]);
    await collect(api.offers.findAll(query));
    expect(lines()).toEqual([`Offer.findAll?limit=${size}&page=${query.page ?? 1}`]);
  });

  it('numbers a page without a number as it was requested', async () => {
    const bare = { current: 0, count: 3, pageCount: 2, data: { 1: row(1) } };
    const { api } = await recordedApi([bare, { ...bare, page: '2', data: { 2: row(2) } }, [row(3)]]);
    const numbers = await collect(api.offers.findPages({ pageSize: 2 }));
    expect(numbers.map(({ page, pageCount, count }) => [page, pageCount, count])).toEqual([
      [1, 2, 3],
      [2, 2, 3],
    ]);
    expect((await collect(api.offers.findPages({ page: 7 }))).map(({ page }) => page)).toEqual([7]);
  });
});

describe('a page that comes twice', () => {
  const page = (data: unknown, pageCount?: number) => ({ page: 1, current: 1, pageCount, data });
  const keyed = (...ids: number[]) => Object.fromEntries(ids.map((id) => [id, row(id)]));

  it('is recognised by its keyed rows: the service repeats the last page for each number after it', async () => {
    const { api, calls } = await recordedApi([page(keyed(6, 2)), page(keyed(6, 2))]);
    expect(await collect(api.offers.findAll({ pageSize: 2 }))).toHaveLength(2);
    expect(calls).toHaveLength(2);
  });

  it('is not a repetition if a row differs, and the other one is emitted once', async () => {
    const { api } = await recordedApi([page(keyed(6, 2)), page(keyed(6, 1)), page([])]);
    expect((await collect(api.offers.findAll({ pageSize: 2 }))).map(({ id }) => id)).toEqual(['2', '6', '1']);
  });

  it('is not a repetition where bare rows are alike and the pages are counted', async () => {
    const alike = [{ country: 'CZ' }, { country: 'CZ' }];
    const counted = await recordedApi([page(alike, 3)]);
    expect(await collect(counted.api.offers.findAll({ pageSize: 2 }))).toHaveLength(6);
    const uncounted = await recordedApi([page(alike)]);
    expect(await collect(uncounted.api.offers.findAll({ pageSize: 2 }))).toHaveLength(2);
  });
});

describe('stable paging', () => {
  it('requests by key: by ascending id, after the last one seen', async () => {
    const { api, lines } = await recordedApi([offers(5)]);
    const found = await collect(api.offers.findAll({ stable: true, pageSize: 2, fields: ['name'] }));
    expect(found.map((offer) => offer.toObject()['id'])).toEqual(['1', '2', '3', '4', '5']);
    expect(lines()).toEqual([
      'Offer.findAll?sort[Offer.id]=asc&limit=2&page=1&fields[]=id&fields[]=name',
      'Offer.findAll?filters[id][GREATER_THAN]=2&sort[Offer.id]=asc&limit=2&page=1&fields[]=id&fields[]=name',
      'Offer.findAll?filters[id][GREATER_THAN]=4&sort[Offer.id]=asc&limit=2&page=1&fields[]=id&fields[]=name',
    ]);
  });

  it('neither loses nor repeats rows when an earlier one is removed', async () => {
    const all = Array.from({ length: 6 }, (_, index) => index + 1);
    const { api } = await recordedApi([
      (call: RecordedCall) => {
        const left = all.filter((id) => id > valueOf(call, 'filters[id][GREATER_THAN]'));
        const data = Object.fromEntries(left.slice(0, 2).map((id) => [id, row(id)]));
        all.shift();
        return { page: 1, current: 1, count: left.length, pageCount: Math.ceil(left.length / 2), data };
      },
    ]);
    const found = await collect(api.offers.findAll({ stable: true, pageSize: 2 }));
    expect(found.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  it('takes the user’s lower bound for the first page', async () => {
    const { api, lines } = await recordedApi([offers(5)]);
    await collect(api.offers.findAll({ stable: true, pageSize: 2, filters: { id__gt: 2 } }));
    expect(lines().map((line) => /GREATER_THAN\]=(\d+)/.exec(line)?.[1])).toEqual(['2', '4']);
  });

  it('keeps the user’s lower bound until an id is known, and other conditions throughout', async () => {
    const { api, lines } = await recordedApi([offers(9)]);
    const filters = { id__gt: 1, 'Offer.id__gt': 2, 'Advertiser.id__gt': 5, id__lt: 900 };
    await collect(api.offers.findAll({ stable: true, pageSize: 4, filters }));
    const others = 'filters[Advertiser.id][GREATER_THAN]=5&filters[id][LESS_THAN]=900';
    expect(lines().map((line) => line.replace(/&sort.*/, ''))).toEqual([
      `Offer.findAll?filters[id][GREATER_THAN]=1&filters[Offer.id][GREATER_THAN]=2&${others}`,
      `Offer.findAll?${others}&filters[id][GREATER_THAN]=5`,
    ]);
  });

  it.each([
    [['name'], 'fields[]=id&fields[]=name'],
    [['name', 'id'], 'fields[]=name&fields[]=id'],
    [undefined, ''],
  ])('with the fields %j requests %s: it needs the id', async (fields, wire) => {
    const { api, lines } = await recordedApi([[]]);
    await collect(api.offers.findAll({ stable: true, fields: fields as never }));
    expect(lines()[0]?.replace(/.*page=1&?/, '')).toBe(wire);
  });

  it.each([
    { connector: 'OR' },
    { sort: '-id' },
    { sort: 'name' },
    { sort: ['id', 'name'] },
    { page: 1 },
    { filters: { id: 3 } },
    { filters: { 'Offer.id': [3] } },
  ])('refuses %j, which would decide the order or the start instead', async (query) => {
    const { api, calls } = await recordedApi([[]]);
    expect(await failureOf(api.offers.findAll({ ...query, stable: true } as never))).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
    expect(await collect(api.offers.findAll(query as never))).toEqual([]);
  });

  it.each([{ sort: 'id' }, { sort: ['Offer.id'] }, { sort: null }, { filters: { id__gt: 3, 'Advertiser.id': 3 } }])(
    'takes %j',
    async (query) => {
      const { api, lines } = await recordedApi([[]]);
      await collect(api.offers.findAll({ ...query, stable: true } as never));
      expect(lines()[0]).toContain('sort[Offer.id]=asc');
    },
  );
});
