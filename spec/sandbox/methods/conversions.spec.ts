import { describe, expect, it } from 'vitest';
import type { Sandbox } from 'rxoffers/sandbox';
import { textIn } from '../../../lib/sandbox/store/entity.js';
import { dataOf, openSandbox, refusalOf } from '../../support/sandbox-call.js';

const namesOf = (sandbox: Sandbox, id: string) => {
  const row = sandbox.tables.Conversion.get(id) ?? {};
  return { tune_event_id: textIn(row, 'tune_event_id'), transaction_id: textIn(row, 'ad_id') };
};

describe('conversions', () => {
  it('go by their id, their event or their transaction', async () => {
    const sandbox = await openSandbox();
    const { tune_event_id, transaction_id } = namesOf(sandbox, '7');
    for (const params of [{ id: '7' }, { tune_event_id }, { transaction_id }, { id: '', tune_event_id }])
      expect(await dataOf(sandbox, 'Conversion.findById', params)).toMatchObject({ Conversion: { id: '7' } });
    expect(await dataOf(sandbox, 'Conversion.findById', { tune_event_id: 'none' })).toBeNull();
    expect(await refusalOf(sandbox, 'Conversion.findById')).toBe('Missing required argument: id');
  });

  it('are changed under any of these names', async () => {
    const sandbox = await openSandbox();
    const { tune_event_id } = namesOf(sandbox, '7');
    await dataOf(sandbox, 'Conversion.update', { tune_event_id, 'data[source]': 'a' });
    expect(sandbox.tables.Conversion.get(7)?.['source']).toBe('a');
    await dataOf(sandbox, 'Conversion.updateField', { tune_event_id, field: 'source', value: 'b' });
    expect(sandbox.tables.Conversion.get(7)?.['source']).toBe('b');
    expect(await refusalOf(sandbox, 'Conversion.update', { tune_event_id: 'none', 'data[source]': 'a' })).toBe(
      'Failed to hydrate rows: none',
    );
  });

  it('can be filtered by when they were changed', async () => {
    const sandbox = await openSandbox({ now: () => Date.UTC(2025, 0, 1) });
    sandbox.tables.Conversion.update('7', { status: 'pending' });
    const filter = { 'filters[modified][GREATER_THAN_OR_EQUAL_TO]': '2025-01-01 00:00:00' };
    expect(Object.keys((await dataOf(sandbox, 'Conversion.findAll', filter)) as object)).toEqual(['7']);
  });
});

describe('updateStatus', () => {
  it('answers true, by id or by event', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'Conversion.updateStatus', { id: '7', status: 'rejected' })).toBe(true);
    expect(sandbox.tables.Conversion.get(7)?.['status']).toBe('rejected');
    const { tune_event_id } = namesOf(sandbox, '8');
    expect(await dataOf(sandbox, 'Conversion.updateStatus', { tune_event_id, status: 'pending' })).toBe(true);
    expect(sandbox.tables.Conversion.get(8)?.['status']).toBe('pending');
  });

  it('refuses a status or a conversion that is none', async () => {
    const sandbox = await openSandbox();
    const refusal = (params: Record<string, string>) => refusalOf(sandbox, 'Conversion.updateStatus', params);
    expect(await refusal({ id: '7', status: 'no' })).toBe('Status must be one of: approved, pending, rejected');
    expect(await refusal({ id: '7' })).toBe('Missing required argument: status');
    expect(await refusal({ status: 'pending' })).toBe('Missing required argument: id');
    expect(await refusal({ id: '9999', status: 'pending' })).toBe('Failed to hydrate rows: 9999');
    expect(await refusal({ tune_event_id: 'none', status: 'pending' })).toBe('Failed to hydrate rows: none');
  });
});
