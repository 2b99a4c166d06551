import { describe, expect, it } from 'vitest';
import { Conversion, iterate } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { openClient } from '../../support/client-of.js';
import { recordedApi, Text } from '../../support/recorded-api.js';

const row = (id: string) => ({ Conversion: { id, tune_event_id: `e${id}` } });
const ids = (conversions: readonly { readonly id?: string }[]) => conversions.map(({ id }) => id);

describe('findUpdated and findAdded', () => {
  it('send the range under its assumed names, and emit conversions in the order of the reply', async () => {
    const { api, lines } = await recordedApi([
      new Text('{"9":{"Conversion":{"id":"9"}},"4":{"Conversion":{"id":"4"}}}'),
    ]);
    const found = await collect(api.conversions.findUpdated({ since: '2024-01-01', until: '2024-01-31 12:00:00' }));
    expect(found[0]).toBeInstanceOf(Conversion);
    expect(ids(found)).toEqual(['9', '4']);
    await collect(api.conversions.findAdded({ since: '2024-01-01' }));
    expect(lines()).toEqual([
      'Conversion.findUpdatedConversions?start_date=2024-01-01&end_date=2024-01-31 12:00:00',
      'Conversion.findAddedConversions?start_date=2024-01-01',
    ]);
  });

  it('read a list, a page and nothing', async () => {
    const { api } = await recordedApi([
      [row('1'), row('2')],
      { page: 1, pageCount: 1, data: { 3: row('3') } },
      [],
      null,
    ]);
    const found = async () => ids(await collect(api.conversions.findUpdated({ since: '2024-01-01' })));
    expect([await found(), await found(), await found(), await found()]).toEqual([['1', '2'], ['3'], [], []]);
  });

  it('follow the pages that the reply counts', async () => {
    const { api, lines } = await recordedApi([
      { page: 1, pageCount: 2, data: { 1: row('1') } },
      { page: 2, pageCount: 2, data: { 2: row('2') } },
    ]);
    expect(ids(await collect(api.conversions.findUpdated({ since: '2024-01-01', params: { limit: 1 } })))).toEqual([
      '1',
      '2',
    ]);
    expect(lines()).toEqual([
      'Conversion.findUpdatedConversions?start_date=2024-01-01&limit=1',
      'Conversion.findUpdatedConversions?start_date=2024-01-01&limit=1&page=2',
    ]);
  });

  it('pass parameters through, which win, and take a page for that page alone', async () => {
    const { api, lines } = await recordedApi([{ page: 2, pageCount: 5, data: { 7: row('7') } }]);
    const params = { start_date: '1706745600', page: 2 };
    expect(ids(await collect(api.conversions.findUpdated({ since: '2024-01-01', params })))).toEqual(['7']);
    await collect(api.conversions.findAdded({ params: { hour: 5, page: 1 } }));
    expect(lines()).toEqual([
      'Conversion.findUpdatedConversions?start_date=1706745600&page=2',
      'Conversion.findAddedConversions?hour=5&page=1',
    ]);
  });

  it('wait for a slow loop', async () => {
    const { api } = await recordedApi([[row('1'), row('2'), row('3')]]);
    let shared = 0;
    const iterator = iterate((demand) => api.conversions.findUpdated({ since: '2024-01-01', demand }), {
      highWaterMark: 1,
    });
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) shared++;
    expect(shared).toBe(3);
  });

  it.each<[unknown, new () => Error, RegExp]>([
    [undefined, TypeError, /query/],
    [{}, TypeError, /since, until or params/],
    [{ since: new Date(0) }, TypeError, /since/],
    [{ since: 1 }, TypeError, /since/],
    [{ since: '2024-02-30' }, RangeError, /since/],
    [{ until: '01.02.2024' }, RangeError, /until/],
    [{ since: '2024-02-02', until: '2024-02-01' }, RangeError, /before/],
    [{ since: '2024-02-01', params: [] }, TypeError, /params/],
    [{ since: '2024-02-01', params: { at: new Date(0) } }, TypeError, /at/],
    [{ since: '2024-02-01', limit: 5 }, TypeError, /limit/],
    [{ since: '2024-02-01', demand: {} }, TypeError, /Demand/],
  ])('refuse %j, and send nothing', async (query, type, words) => {
    const { api, lines } = await recordedApi([[]]);
    const fault = await failureOf(api.conversions.findUpdated(query as { since: string }));
    expect(fault).toBeInstanceOf(type);
    expect(String(fault)).toMatch(words);
    expect(lines()).toEqual([]);
  });

  it('take a day for all of it', async () => {
    const { api } = await recordedApi([[]]);
    const query = { since: '2024-02-01 12:00:00', until: '2024-02-01' };
    expect(await collect(api.conversions.findUpdated(query))).toEqual([]);
  });

  it('find in a sandbox what was added and what was changed', async () => {
    const now = Date.UTC(2024, 2, 2);
    const { api, sandbox } = await openClient({ conversions: 3, now: () => now });
    sandbox.tables.Conversion.update(2, { payout: '9.00000' });
    const added = sandbox.tables.Conversion.insert({ datetime: '2024-03-02 00:00:00' });
    const since = '2024-03-02 00:00:00';
    expect(ids(await collect(api.conversions.findUpdated({ since })))).toEqual(['2']);
    expect(ids(await collect(api.conversions.findAdded({ since })))).toEqual([added['id']]);
  });
});
