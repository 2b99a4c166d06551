import { describe, expect, it } from 'vitest';
import { type ClientEvent, Offer, ProtocolError, watch } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi, Text } from '../../support/recorded-api.js';

const offer = (id: string) => ({ Offer: { id } });

describe('a row of nothing', () => {
  const lists: [string, unknown, string[], number][] = [
    ['keyed rows', { 1: offer('1'), 2: null, 3: { Offer: null } }, ['1'], 2],
    ['a list of nulls', [null, null], [], 2],
    ['a list of false', [false], [], 1],
    ['empty lists, texts and objects', { 0: [], 1: '', 2: {}, 3: offer('3') }, ['3'], 3],
    ['wrappers without fields', [{ Offer: [] }, { Offer: false }, { Offer: '' }, { Offer: {} }, offer('9')], ['9'], 4],
    ['a wrapper without fields, with a relation', [{ Offer: null, Country: { ES: { id: '724' } } }], [], 1],
  ];

  it.each(lists)('is left out of a list, with an event that counts them: %s', async (_, data, ids, count) => {
    for (const paged of [false, true]) {
      const total = ids.length + count;
      const { api } = await recordedApi([paged ? { page: 1, current: 1, count: total, pageCount: 1, data } : data]);
      const events: ClientEvent[] = [];
      api.events$.subscribe((event) => events.push(event));
      const found = await collect(api.offers.findAll());
      expect(found.map(({ id }) => id)).toEqual(ids);
      expect(found.every((row) => row instanceof Offer)).toBe(true);
      expect(events.filter(({ type }) => type === 'rows left out' || type === 'list incomplete')).toEqual([
        { type: 'rows left out', target: 'Offer', method: 'findAll', count },
      ]);
    }
  });

  it('is left out of lists that come whole, of ids, and of any method', async () => {
    const { api } = await recordedApi([{ 1: { Conversion: { id: '1' } }, 2: null }]);
    expect(await collect(api.conversions.findUpdated({ since: '2024-01-01' }))).toHaveLength(1);
    expect(await collect(api.conversions.findUpdated({ params: { page: 1 } }))).toHaveLength(1);
    const { api: other } = await recordedApi([['1', null, false, '', '2']]);
    expect(await collect(other.offers.findAllIds())).toEqual(['1', '2']);
    const { api: third } = await recordedApi([{ page: 1, pageCount: 1, data: [{ Thing: { id: '1' } }, null] }]);
    expect(await collect(third.call('Thing', 'findAll', {}, { unlisted: true }))).toHaveLength(1);
    expect(await collect(third.call('Offer', 'findAll'))).toHaveLength(1);
  });
});

describe('a run of watch whose list has rows of nothing', () => {
  it('removes nothing, and its fault is told', async () => {
    const list = (data: unknown) => ({ page: 1, current: 2, count: 2, pageCount: 1, data });
    const both = list([offer('1'), offer('2')]);
    for (const bad of [
      [offer('1'), null],
      [offer('1'), { Offer: null }],
      [null, null],
    ]) {
      const { api } = await recordedApi([both, list(bad), both, list([offer('3')]), []]);
      const changes: string[] = [];
      const faults: unknown[] = [];
      await new Promise<void>((resolve) => {
        const subscription = watch(() => api.offers.findAll(), {
          interval: 1,
          onFault: (fault) => {
            // The fourth list is short by its own count.
            if (faults.push(fault) < 2) return;
            subscription.unsubscribe();
            resolve();
          },
        }).subscribe(({ type, item }) => changes.push(`${type} ${item.id}`));
      });
      expect(changes).toEqual(['added 1', 'added 2', 'added 3']);
      expect(faults[0]).toBeInstanceOf(ProtocolError);
      expect(String(faults[0])).toMatch(/Offer\.findAll: \d rows? of the list/);
    }
  });
});

describe('data that is no list', () => {
  it.each<[string, unknown]>([
    ["'oops'", 'oops'],
    ['5', 5],
    ['0', 0],
    ['true', true],
    ['a list under the name of the model', { Offer: [{ id: '1' }] }],
    ['a text under the name of the model', { Offer: 'oops' }],
    ['two models', { Advertiser: { id: '1' }, Affiliate: { id: '2' } }],
    ['texts by name', { error: 'oops', hint: 'x' }],
    ['scalars in a list', ['oops', 5]],
    ['a list of lists', [[offer('1')]]],
  ])('is a ProtocolError: %s', async (_, data) => {
    for (const paged of [false, true]) {
      const { api } = await recordedApi([paged ? { page: 1, current: 1, count: 1, pageCount: 1, data } : data]);
      const error = await failureOf(api.offers.findAll());
      expect(error).toBeInstanceOf(ProtocolError);
      expect(String(error)).toMatch(/Offer\.findAll: .*list of Offer.*, not /);
    }
  });

  it.each<[string, unknown]>([
    ["'oops'", 'oops'],
    ['5', 5],
    ['true', true],
  ])('is one for ids as well: %s', async (_, data) => {
    const { api } = await recordedApi([data]);
    expect(await failureOf(api.offers.findAllIds())).toBeInstanceOf(ProtocolError);
  });

  it('is not: one model, wrapped or not, and rows of another model', async () => {
    const { api } = await recordedApi([
      { Offer: { id: '1' }, Country: { ES: { id: '724' } } },
      { id: '2', name: 'x' },
      new Text('{"9":{"Draft":{"id":"3"}}}'),
      { ES: { Offer: { id: '4' } } },
    ]);
    const ids: unknown[] = [];
    for (let list = 0; list < 4; list++) ids.push(...(await collect(api.offers.findAll())).map(({ id }) => id));
    expect(ids).toEqual(['1', '2', '3', '4']);
  });
});
