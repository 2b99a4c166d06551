import { describe, expect, it } from 'vitest';
import type { Sandbox } from 'rxoffers/sandbox';
import { dataOf, openSandbox, type Params, refusalOf } from '../../support/sandbox-call.js';

const namesOf = (sandbox: Sandbox, id: string) => {
  const row = sandbox.tables.Conversion.get(id) ?? {};
  return { tune_event_id: row['tune_event_id'] as string, transaction_id: row['ad_id'] as string };
};

describe('a conversion', () => {
  it('is found by its id, its event or its transaction', async () => {
    const sandbox = await openSandbox();
    const { tune_event_id, transaction_id } = namesOf(sandbox, '7');
    for (const params of [{ id: '7' }, { tune_event_id }, { transaction_id }, { id: '', tune_event_id }])
      expect(await dataOf(sandbox, 'Conversion.findById', params)).toMatchObject({ Conversion: { id: '7' } });
    expect(await dataOf(sandbox, 'Conversion.findById', { tune_event_id: 'none' })).toBeNull();
    expect(await refusalOf(sandbox, 'Conversion.findById', { tune_event_id: '' })).toBe(
      'Missing required argument: id',
    );
  });

  it('is changed under any of these names', async () => {
    const sandbox = await openSandbox();
    const { tune_event_id, transaction_id } = namesOf(sandbox, '7');
    const source = () => sandbox.tables.Conversion.get(7)?.['source'];
    await dataOf(sandbox, 'Conversion.update', { tune_event_id, 'data[source]': 'a' });
    expect(source()).toBe('a');
    await dataOf(sandbox, 'Conversion.updateField', { transaction_id, field: 'source', value: 'b' });
    expect(source()).toBe('b');
    expect(await refusalOf(sandbox, 'Conversion.update', { tune_event_id: 'none', 'data[source]': 'a' })).toBe(
      'Failed to hydrate rows: none',
    );
  });

  it('can be filtered by its last change', async () => {
    const sandbox = await openSandbox({ now: () => Date.UTC(2025, 0, 1) });
    sandbox.tables.Conversion.update('7', { status: 'pending' });
    const filter = { 'filters[modified][GREATER_THAN_OR_EQUAL_TO]': '2025-01-01 00:00:00' };
    expect(Object.keys((await dataOf(sandbox, 'Conversion.findAll', filter)) as object)).toEqual(['7']);
  });

  it('gets a status by id or by event', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'Conversion.updateStatus', { id: '7', status: 'rejected' })).toBe(true);
    expect(sandbox.tables.Conversion.get(7)?.['status']).toBe('rejected');
    const { tune_event_id } = namesOf(sandbox, '8');
    expect(await dataOf(sandbox, 'Conversion.updateStatus', { tune_event_id, status: 'pending' })).toBe(true);
    expect(sandbox.tables.Conversion.get(8)?.['status']).toBe('pending');
  });

  it.each<[Params, string]>([
    [{ id: '7', status: 'no' }, 'Status must be one of: approved, pending, rejected'],
    [{ id: '7' }, 'Missing required argument: status'],
    [{ status: 'pending' }, 'Missing required argument: id'],
    [{ id: '9999', status: 'pending' }, 'Failed to hydrate rows: 9999'],
    [{ tune_event_id: 'none', status: 'pending' }, 'Failed to hydrate rows: none'],
  ])('does not get the status %j', async (params, message) => {
    expect(await refusalOf(await openSandbox(), 'Conversion.updateStatus', params)).toBe(message);
  });
});

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

  it('finds what clients and the table changed, both ends of the range included', async () => {
    const { sandbox, at } = await open();
    at('01:00:00');
    await dataOf(sandbox, 'Conversion.update', { id: '2', 'data[status]': 'rejected' });
    at('02:00:00');
    await dataOf(sandbox, 'Conversion.updateStatus', { id: '3', status: 'pending' });
    at('03:00:00');
    sandbox.tables.Conversion.insert({ ...sandbox.tables.Conversion.get('4'), payout: '9.00000' });
    at('04:00:00');
    await dataOf(sandbox, 'Conversion.updateField', { id: '5', field: 'source', value: 'x' });
    expect(await ids(sandbox, 'Updated')).toEqual(['2', '3', '4', '5']);
    expect(await ids(sandbox, 'Updated', range('01:00:00', '03:00:00'))).toEqual(['2', '3', '4']);
    expect(await ids(sandbox, 'Updated', range('01:00:01', '02:59:59'))).toEqual(['3']);
    expect(await ids(sandbox, 'Updated', { start_date: '2025-01-01 03:00:00' })).toEqual(['4', '5']);
    expect(await ids(sandbox, 'Updated', { end_date: '2025-01-01 01:00:00' })).toEqual(['2']);
  });

  it('finds a row at its last change only, and none that was removed and added again', async () => {
    const { sandbox, at } = await open();
    for (const time of ['01:00:00', '02:00:00']) {
      at(time);
      sandbox.tables.Conversion.update('2', { status: 'pending' });
    }
    expect(await ids(sandbox, 'Updated', range('01:00:00', '01:59:59'))).toEqual([]);
    expect(await ids(sandbox, 'Updated', range('01:00:00', '02:00:00'))).toEqual(['2']);
    sandbox.tables.Conversion.remove('2');
    sandbox.tables.Conversion.insert({ id: '2' });
    expect(await ids(sandbox, 'Updated')).toEqual([]);
    expect(await ids(sandbox, 'Added', range('02:00:00', '02:00:00'))).toEqual(['2']);
  });

  it('pages, and reduces rows to their fields', async () => {
    const { sandbox } = await open();
    for (const id of ['2', '4', '6']) sandbox.tables.Conversion.update(id, { status: 'pending' });
    const params = { limit: '2', page: '2', fields: ['id', 'status'] };
    expect(await dataOf(sandbox, 'Conversion.findUpdatedConversions', params)).toEqual({
      ...{ page: 2, current: 0, count: 3, pageCount: 2 },
      data: { 6: { Conversion: { id: '6', status: 'pending' } } },
    });
  });

  it('refuses a date in another format', async () => {
    const { sandbox } = await open();
    const refusal = (method: string, params: Params) => refusalOf(sandbox, `Conversion.${method}`, params);
    expect(await refusal('findUpdatedConversions', { start_date: '2025-01-01' })).toBe('start_date is not valid.');
    expect(await refusal('findAddedConversions', { end_date: 'now' })).toBe('end_date is not valid.');
  });
});

describe('findAddedConversions', () => {
  it('finds generated rows when they happened, later ones when they were added', async () => {
    const { sandbox, at } = await open();
    const dates = [...sandbox.tables.Conversion.rows()].map((row) => row['datetime'] as string).sort();
    expect(await ids(sandbox, 'Added')).toHaveLength(9);
    expect(await ids(sandbox, 'Added', { start_date: dates[7] ?? '' })).toHaveLength(2);
    at('01:00:00');
    await dataOf(sandbox, 'Conversion.create', { 'data[status]': 'pending' });
    at('02:00:00');
    sandbox.tables.Conversion.insert({ datetime: '2024-05-05 00:00:00' });
    expect(await ids(sandbox, 'Added', range('00:00:00', '23:59:59'))).toEqual(['10', '11']);
    expect(await ids(sandbox, 'Added', range('01:30:00', '23:59:59'))).toEqual(['11']);
  });

  it('also finds a row that was changed since', async () => {
    const { sandbox } = await open();
    sandbox.tables.Conversion.insert({});
    expect(await ids(sandbox, 'Updated')).toEqual([]);
    sandbox.tables.Conversion.update('10', { status: 'pending' });
    expect(await ids(sandbox, 'Updated')).toEqual(['10']);
    expect(await ids(sandbox, 'Added')).toContain('10');
  });
});
