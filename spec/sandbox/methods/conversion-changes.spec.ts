import { describe, expect, it } from 'vitest';
import type { Sandbox } from 'rxoffers/sandbox';
import { textIn } from '../../../lib/sandbox/store/entity.js';
import { dataOf, openSandbox, refusalOf, type Params } from '../../support/sandbox-call.js';

const open = async (): Promise<{ sandbox: Sandbox; at: (time: string) => void }> => {
  let now = Date.UTC(2025, 0, 1);
  const sandbox = await openSandbox({ conversions: 9, now: () => now });
  return { sandbox, at: (time) => void (now = Date.parse(`2025-01-01T${time}Z`)) };
};

const ids = async (sandbox: Sandbox, method: 'Added' | 'Updated', params: Params = {}): Promise<string[]> =>
  Object.keys((await dataOf(sandbox, `Conversion.find${method}Conversions`, params)) as object);

const range = (from: string, to: string) => ({ start_date: `2025-01-01 ${from}`, end_date: `2025-01-01 ${to}` });

describe('findUpdatedConversions', () => {
  it('finds nothing before a conversion was changed', async () => {
    const { sandbox } = await open();
    expect(await dataOf(sandbox, 'Conversion.findUpdatedConversions')).toEqual([]);
    expect(await dataOf(sandbox, 'Conversion.findUpdatedConversions', { limit: '5' })).toEqual({
      ...{ page: 1, current: 0, count: 0, pageCount: 0, data: [] },
    });
  });

  it('finds what clients and tests changed, both ends of the range included', async () => {
    const { sandbox, at } = await open();
    at('01:00:00');
    await dataOf(sandbox, 'Conversion.update', { id: '2', 'data[status]': 'rejected' });
    at('02:00:00');
    await dataOf(sandbox, 'Conversion.updateStatus', { id: '3', status: 'pending' });
    at('03:00:00');
    sandbox.tables.Conversion.update('4', { payout: '9.00000' });
    at('04:00:00');
    await dataOf(sandbox, 'Conversion.updateField', { id: '5', field: 'source', value: 'x' });
    expect(await ids(sandbox, 'Updated')).toEqual(['2', '3', '4', '5']);
    expect(await ids(sandbox, 'Updated', range('01:00:00', '03:00:00'))).toEqual(['2', '3', '4']);
    expect(await ids(sandbox, 'Updated', range('01:00:01', '02:59:59'))).toEqual(['3']);
    expect(await ids(sandbox, 'Updated', { start_date: '2025-01-01 03:00:00' })).toEqual(['4', '5']);
    expect(await ids(sandbox, 'Updated', { end_date: '2025-01-01 01:00:00' })).toEqual(['2']);
  });

  it('finds a row at its last change only', async () => {
    const { sandbox, at } = await open();
    for (const time of ['01:00:00', '02:00:00']) {
      at(time);
      sandbox.tables.Conversion.update('2', { status: 'pending' });
    }
    expect(await ids(sandbox, 'Updated', range('01:00:00', '01:59:59'))).toEqual([]);
    expect(await ids(sandbox, 'Updated', range('01:00:00', '02:00:00'))).toEqual(['2']);
  });

  it('pages, and cuts the rows to their fields', async () => {
    const { sandbox } = await open();
    for (const id of ['2', '4', '6']) sandbox.tables.Conversion.update(id, { status: 'pending' });
    expect(
      await dataOf(sandbox, 'Conversion.findUpdatedConversions', { limit: '2', page: '2', fields: ['id', 'status'] }),
    ).toEqual({
      ...{ page: 2, current: 0, count: 3, pageCount: 2 },
      data: { 6: { Conversion: { id: '6', status: 'pending' } } },
    });
  });

  it('refuses a date that is none', async () => {
    const { sandbox } = await open();
    expect(await refusalOf(sandbox, 'Conversion.findUpdatedConversions', { start_date: '2025-01-01' })).toBe(
      'start_date is not valid.',
    );
    expect(await refusalOf(sandbox, 'Conversion.findAddedConversions', { end_date: 'now' })).toBe(
      'end_date is not valid.',
    );
  });
});

describe('findAddedConversions', () => {
  it('finds rows of the beginning when they happened, later ones when they came', async () => {
    const { sandbox, at } = await open();
    const all = [...sandbox.tables.Conversion.rows()];
    const dates = all.map((row) => textIn(row, 'datetime')).sort();
    expect(await ids(sandbox, 'Added')).toHaveLength(9);
    expect(await ids(sandbox, 'Added', { start_date: dates[7] ?? '' })).toHaveLength(2);
    at('01:00:00');
    await dataOf(sandbox, 'Conversion.create', { 'data[status]': 'pending' });
    at('02:00:00');
    sandbox.tables.Conversion.insert({ datetime: '2024-05-05 00:00:00' });
    expect(await ids(sandbox, 'Added', range('00:00:00', '23:59:59'))).toEqual(['10', '11']);
    expect(await ids(sandbox, 'Added', range('01:30:00', '23:59:59'))).toEqual(['11']);
  });

  it('finds a row that was changed since, too', async () => {
    const { sandbox } = await open();
    sandbox.tables.Conversion.insert({});
    expect(await ids(sandbox, 'Updated')).toEqual([]);
    sandbox.tables.Conversion.update('10', { status: 'pending' });
    expect(await ids(sandbox, 'Updated')).toEqual(['10']);
    expect(await ids(sandbox, 'Added')).toContain('10');
  });
});
