import { share, tap } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { Conversion, type Demand, iterate } from 'rxoffers';
import { collect, failureOf, settle } from '../../support/collect.js';
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

  it('pass parameters on, which override the range, and read only the page that they name', async () => {
    const { api, lines } = await recordedApi([{ page: 2, pageCount: 5, data: { 7: row('7') } }]);
    const params = { start_date: '1706745600', page: 2 };
    expect(ids(await collect(api.conversions.findUpdated({ since: '2024-01-01', params })))).toEqual(['7']);
    await collect(api.conversions.findAdded({ params: { hour: 5, page: 1 } }));
    expect(lines()).toEqual([
      'Conversion.findUpdatedConversions?start_date=1706745600&page=2',
      'Conversion.findAddedConversions?hour=5&page=1',
    ]);
  });

  it.each([[{ since: '2024-01-01' }], [{ params: { page: 1 } }]])(
    'follow the demand that they are given: %j',
    async (query) => {
      const { api } = await recordedApi([[row('1'), row('2'), row('3')]]);
      let emitted = 0;
      const source = (demand: Demand) =>
        api.conversions.findUpdated({ ...query, demand }).pipe(
          tap(() => emitted++),
          share(),
        );
      const iterator = iterate(source, { highWaterMark: 1 });
      await iterator.next();
      await settle();
      // One was taken, and one is in the buffer.
      expect(emitted).toBe(2);
      await iterator.return?.();
    },
  );

  it.each<[unknown, new () => Error, RegExp]>([
    [undefined, TypeError, /conversions\.findUpdated: query should be/],
    [{}, TypeError, /conversions\.findUpdated: since, until or params should be given/],
    [{ since: new Date(NaN) }, RangeError, /conversions\.findUpdated: since should be a valid Date/],
    [{ since: 1 }, TypeError, /findUpdated: since should be/],
    [{ since: '2024-02-30' }, RangeError, /findUpdated: since should be .*not "2024-02-30"/],
    [{ until: '01.02.2024' }, RangeError, /findUpdated: until should be/],
    [{ since: '2024-02-02', until: '2024-02-01' }, RangeError, /findUpdated: until should not be before since/],
    [{ since: '2024-02-01', params: [] }, TypeError, /findUpdated: params should be/],
    [{ since: '2024-02-01', params: { at: new Map() } }, TypeError, /at/],
    [{ since: '2024-02-01', limit: 5 }, TypeError, /limit/],
    [{ since: '2024-02-01', demand: {} }, TypeError, /demand/i],
  ])('refuse %j, and send nothing', async (query, type, words) => {
    const { api, lines } = await recordedApi([[]]);
    const fault = await failureOf(api.conversions.findUpdated(query as { since: string }));
    expect(fault).toBeInstanceOf(type);
    expect(String(fault)).toMatch(words);
    expect(lines()).toEqual([]);
  });

  it('name the method that was called', async () => {
    const { api } = await recordedApi([[]]);
    expect(String(await failureOf(api.conversions.findAdded({})))).toContain('conversions.findAdded: since, until');
  });

  it('take a day given by name as all of that day', async () => {
    const { api } = await recordedApi([[]]);
    const query = { since: '2024-02-01 12:00:00', until: '2024-02-01' };
    expect(await collect(api.conversions.findUpdated(query))).toEqual([]);
  });

  it('find in a sandbox the conversions that were added or changed', async () => {
    const now = Date.UTC(2024, 2, 2);
    const { api, sandbox } = await openClient({ conversions: 3, now: () => now });
    sandbox.tables.Conversion.update(2, { payout: '9.00000' });
    const added = sandbox.tables.Conversion.insert({ datetime: '2024-03-02 00:00:00' });
    const since = '2024-03-02 00:00:00';
    expect(ids(await collect(api.conversions.findUpdated({ since })))).toEqual(['2']);
    expect(ids(await collect(api.conversions.findAdded({ since })))).toEqual([added['id']]);
  });
});
