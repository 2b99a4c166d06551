import { describe, expect, it } from 'vitest';
import { createStore } from '../../../lib/sandbox/store/store.js';
import { countsOf } from '../../../lib/sandbox/options.js';
import { conversionFields, isMoneyOfConversion } from '../../../lib/sandbox/reports/conversions-report.js';
import { conversionRow } from './report-call.js';

const store = createStore(1, countsOf({}));

const read = (field: string, changes = {}, hourOffset = 0) =>
  conversionFields(store, hourOffset)(`Stat.${field}`)(conversionRow({ id: '5', ...changes }));

describe('conversionFields', () => {
  it.each([
    ['id', '5'],
    ['conversion_id', '5'],
    ['tune_event_id', 'uuid'],
    ['payout', '1.00000'],
    ['conversion_payout', '1.00000'],
    ['revenue', '2.00000'],
    ['sale_amount', null],
    ['date', '2024-03-01'],
    ['hour', '8'],
    ['datetime', '2024-03-01 08:30:00'],
    ['session_date', '2024-02-29'],
    ['session_datetime', '2024-02-29 23:59:30'],
    ['datetime_diff', '30630'],
    ['status', 'approved'],
    ['conversion_status', 'approved'],
    ['ip', '192.0.2.1'],
  ])('%s is %j', (field, value) => {
    const more = { tune_event_id: 'uuid', session_datetime: '2024-02-29 23:59:30', ip: '192.0.2.1', sale_amount: null };
    expect(read(field, more)).toBe(value);
  });

  it.each([
    ['approved', ['1.00000', '0.00000', '1.00000', '1', '100.00000', '0.00000']],
    ['pending', ['0.00000', '1.00000', '1.00000', '0', '0.00000', '0.00000']],
    ['rejected', ['0.00000', '0.00000', '0.00000', '0', '0.00000', '100.00000']],
  ])('tells what became of one that is %s', (status, values) => {
    const fields = [
      'approved_payout',
      'pending_payout',
      'net_payout',
      'count_approved',
      'approved_rate',
      'rejected_rate',
    ];
    expect(fields.map((field) => read(field, { status }))).toEqual(values);
  });

  it('moves its times', () => {
    const session = { session_datetime: '2024-03-01 08:00:00' };
    expect(read('datetime', {}, -9)).toBe('2024-02-29 23:30:00');
    expect(read('session_date', session, -9)).toBe('2024-02-29');
    expect(read('datetime_diff', session, -9)).toBe('1800');
  });

  it('has null for times that are not there', () => {
    const nothing = { datetime: null, session_datetime: null };
    expect(['date', 'session_date', 'datetime_diff'].map((field) => read(field, nothing))).toEqual([null, null, null]);
  });

  it('reads related rows, and null of models that the sandbox does not know', () => {
    const row = conversionRow({ offer_id: '3' });
    expect(conversionFields(store, 0)('Offer.name')(row)).toBe(store.tables.Offer.get(3)?.['name']);
    expect(conversionFields(store, 0)('ConversionsMobile.device_os')(row)).toBeNull();
  });
});

describe('isMoneyOfConversion', () => {
  it('knows money', () => {
    const fields = ['Stat.payout', 'Stat.net_revenue', 'Stat.approved_rate', 'Stat.id', 'constructor'];
    expect(fields.map(isMoneyOfConversion)).toEqual([true, true, false, false, false]);
  });
});
