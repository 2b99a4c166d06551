import { take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { iterate, Offer, Stream } from 'rxoffers';
import { collect, failureOf } from '../support/collect.js';
import { recordedApi, type RecordedCall, Refusal, Text } from '../support/recorded-api.js';

const row = (id: number | string) => ({ Offer: { id: String(id), name: `Offer ${id}` } });
const valueOf = ({ pairs }: RecordedCall, name: string) => Number(pairs.find(([key]) => key === name)?.[1] ?? 0);

/** Offers 1 to `last`, a page at a time, in shape A; like the service, behind the id that is asked for. */
const offers = (last: number) => (call: RecordedCall) => {
  const after = valueOf(call, 'filters[id][GREATER_THAN]');
  const [limit, page] = [valueOf(call, 'limit'), valueOf(call, 'page')];
  const ids = Array.from({ length: last - after }, (_, index) => after + index + 1);
  const shown = ids.slice((page - 1) * limit, page * limit);
  const data = shown.length === 0 ? [] : Object.fromEntries(shown.map((id) => [id, row(id)]));
  return { page, current: 1, count: ids.length, pageCount: Math.ceil(ids.length / limit), data };
};

describe('a list', () => {
  it('emits the rows of all pages (row 56), asked for by number', async () => {
    const { api, lines } = await recordedApi([offers(5)]);
    const found = await collect(api.offers.findAll({ pageSize: 2 }));
    expect(found.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5']);
    expect(found[0]).toBeInstanceOf(Offer);
    expect(lines()).toEqual([1, 2, 3].map((page) => `Offer.findAll?limit=2&page=${page}`));
  });

  it('is empty in each of the service’s ways (rows 51–53)', async () => {
    const empty = { page: 1, current: 0, count: 0, pageCount: 0, data: [] };
    const { api, calls } = await recordedApi([null, [], empty, '']);
    for (const _ of [1, 2, 3, 4]) expect(await collect(api.offers.findAll())).toEqual([]);
    expect(calls).toHaveLength(4);
  });

  it('takes a reply that is not paged for the whole answer; one row is a list too (row 59)', async () => {
    const { api, calls } = await recordedApi([
      { 3: row(3) },
      new Text('{"9":{"Offer":{"id":"9"}},"3":{"Offer":{"id":"3"}}}'),
    ]);
    expect(await collect(api.offers.findAll())).toHaveLength(1);
    expect((await collect(api.offers.findAll({ sort: '-id' }))).map(({ id }) => id)).toEqual(['9', '3']);
    expect(calls).toHaveLength(2);
  });

  it('keeps the service’s order (row 61)', async () => {
    const { api } = await recordedApi([
      new Text('{"page":1,"count":2,"pageCount":1,"data":{"114":{"Offer":{"id":"114"}},"108":{"Offer":{"id":"108"}}}}'),
    ]);
    expect((await collect(api.offers.findAll())).map(({ id }) => id)).toEqual(['114', '108']);
  });

  it('ends at its limit, and asks for no page beyond it', async () => {
    const { api, lines } = await recordedApi([offers(100)]);
    expect(await collect(api.offers.findAll({ limit: 5, pageSize: 2 }))).toHaveLength(5);
    expect(lines()).toHaveLength(3);
    expect(lines().every((line) => line.includes('limit=2'))).toBe(true);
  });

  it('with limit 0 emits nothing and sends nothing (row 18)', async () => {
    const { api, calls } = await recordedApi([offers(5)]);
    expect(await collect(api.offers.findAll({ limit: 0 }))).toEqual([]);
    expect(await failureOf(api.offers.findAll({ limit: 0, fields: 1 as never }))).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });

  it('with a page emits that page only (row 17)', async () => {
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

  it('delivers a failure behind what came before it', async () => {
    const { api } = await recordedApi([offers(100), new Refusal('No more')]);
    const seen: unknown[] = [];
    const failed = await new Promise((resolve) => {
      api.offers.findAll({ pageSize: 2 }).subscribe({ next: (offer) => seen.push(offer.id), error: resolve });
    });
    expect(seen).toEqual(['1', '2']);
    expect(failed).toMatchObject({ message: 'No more' });
  });

  it.each([
    [{ limit: 'a' }, 'Limit should be an integer'],
    [{ page: 'a' }, 'Page should be an integer'],
    [{ fields: 'id' }, "should be an array of names, not 'id'"],
    [{ filters: { id__between: 3 } }, 'unknown operator'],
    [{ filters: { status: null } }, 'status'],
    [{ filters: { status: undefined } }, 'status'],
    [{ filters: { status: [] } }, 'empty list'],
    [{ connector: 'or' }, "connector should be 'AND' or 'OR'"],
    [{ status: 'active' }, 'has no "status"'],
    [null, 'plain object'],
  ])('with %j is a TypeError of the stream, and nothing is sent (rows 24–26, 48–50)', async (query, message) => {
    const { api, calls } = await recordedApi([offers(5)]);
    const error = await failureOf(api.offers.findAll(query as never));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toContain(message);
    expect(calls).toHaveLength(0);
  });
});

describe('stable paging', () => {
  it('asks by key: by ascending id, behind the last one seen', async () => {
    const { api, lines } = await recordedApi([offers(5)]);
    const found = await collect(api.offers.findAll({ stable: true, pageSize: 2, fields: ['name'] }));
    expect(found.map((offer) => offer.toObject()['id'])).toEqual(['1', '2', '3', '4', '5']);
    expect(lines()).toEqual([
      'Offer.findAll?sort[Offer.id]=asc&limit=2&page=1&fields[]=id&fields[]=name',
      'Offer.findAll?filters[id][GREATER_THAN]=2&sort[Offer.id]=asc&limit=2&page=1&fields[]=id&fields[]=name',
      'Offer.findAll?filters[id][GREATER_THAN]=4&sort[Offer.id]=asc&limit=2&page=1&fields[]=id&fields[]=name',
    ]);
  });

  it('neither loses nor doubles rows while one before them goes', async () => {
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

  it('takes the caller’s lower bound for the first page', async () => {
    const { api, lines } = await recordedApi([offers(5)]);
    await collect(api.offers.findAll({ stable: true, pageSize: 2, filters: { id__gt: 2 } }));
    expect(lines().map((line) => /GREATER_THAN\]=(\d+)/.exec(line)?.[1])).toEqual(['2', '4']);
  });

  it('refuses what would decide the order or the start instead', async () => {
    const { api, calls } = await recordedApi([offers(5)]);
    for (const wrong of [{ connector: 'OR' }, { sort: '-id' }, { page: 2 }, { filters: { id: [1, 2] } }] as const)
      expect(await failureOf(api.offers.findAll({ stable: true, ...wrong }))).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });
});
