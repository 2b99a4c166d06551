import { describe, expect, it } from 'vitest';
import type { Connector } from '../../../lib/protocol/query.js';
import { createTimeZone } from '../../../lib/protocol/time-zone.js';
import { dayText } from '../../../lib/reports/dates.js';
import { parseConditions } from '../../../lib/reports/query/conditions.js';
import { dateFilter } from '../../../lib/reports/query/date-filter.js';

const NAME = 'Report.getStats';
const UTC = createTimeZone('timeZone', 'UTC');

const read = (filters: Record<string, unknown>, given: Record<string, unknown> = {}, connector: Connector = 'AND') => {
  const { range, ...rest } = dateFilter(NAME, parseConditions(NAME, filters, connector, UTC), connector, given, UTC);
  return { ...rest, days: range && `${dayText(range.first)}..${dayText(range.last)}` };
};

describe('dateFilter', () => {
  it.each<[Record<string, unknown>, string | undefined]>([
    [{ 'Stat.date__between': ['2026-01-01', '2026-01-31'] }, '2026-01-01..2026-01-31'],
    [{ 'Stat.date': { conditional: 'BETWEEN', values: ['2026-01-01', '2026-01-31'] } }, '2026-01-01..2026-01-31'],
    [{ 'Stat.date__gte': '2026-01-01', 'Stat.date__lte': '2026-01-31' }, '2026-01-01..2026-01-31'],
    [{ 'Stat.date__gt': '2026-02-28', 'Stat.date__lt': '2026-04-01' }, '2026-03-01..2026-03-31'],
    [
      { 'Stat.date__gt': '2026-01-01', 'Stat.date__gte': '2026-01-01', 'Stat.date__lte': '2026-01-31' },
      '2026-01-02..2026-01-31',
    ],
    [{ 'Stat.date': '2026-01-05' }, '2026-01-05..2026-01-05'],
    [{ 'Stat.date': ['2026-01-05'] }, '2026-01-05..2026-01-05'],
    [{ 'Stat.date': ['2026-01-05', '2026-01-07'] }, undefined],
    [{ 'Stat.date__gte': '2026-01-01' }, undefined],
    [{ 'Stat.date__gte': '2026-01-01', 'Stat.date__lte': '2026-01-31', 'Stat.date__ne': '2026-01-05' }, undefined],
    [{ 'Stat.date__like': '2026-01%' }, undefined],
    [{ 'Stat.datetime__between': ['2026-01-01', '2026-01-31'] }, undefined],
    [{}, undefined],
  ])('finds the days of %j', (filters, days) => {
    const filter = read({ ...filters, 'Stat.offer_id': 3 });
    expect(filter.days).toBe(days);
    // Conditions that give no range stay conditions.
    const kept = filter.conditions.map(({ field }) => field);
    const fields = Object.keys(filters).map((key) => key.split('__')[0]);
    expect(kept).toEqual([...(days === undefined ? fields : []), 'Stat.offer_id']);
  });

  it('makes dataStart and dataEnd the filter, which they are not on the wire', () => {
    expect(read({}, { dataStart: '2026-01-01', dataEnd: '2026-01-31' })).toEqual({
      days: '2026-01-01..2026-01-31',
      isOneDay: false,
      conditions: [],
      bounds: [],
      dataStart: '2026-01-01',
      dataEnd: '2026-01-31',
    });
  });

  it('makes one of them a bound', () => {
    const { bounds, days, dataStart, dataEnd } = read({}, { dataStart: '2026-01-01' });
    expect([days, dataStart, dataEnd]).toEqual([undefined, '2026-01-01', undefined]);
    expect(bounds).toMatchObject([
      { field: 'Stat.date', operator: 'GREATER_THAN_OR_EQUAL_TO', values: ['2026-01-01'] },
    ]);
    expect(read({}, { dataEnd: '2026-01-01' }).bounds).toMatchObject([{ operator: 'LESS_THAN_OR_EQUAL_TO' }]);
  });

  it('takes both where they agree', () => {
    const filters = { 'Stat.date__between': ['2026-01-01', '2026-01-31'] };
    expect(read(filters, { dataStart: '2026-01-01' })).toMatchObject({
      dataStart: '2026-01-01',
      dataEnd: undefined,
      bounds: [],
    });
    expect(read({ 'Stat.date__gte': '2026-01-01' }, { dataStart: '2026-01-01' })).toMatchObject({
      days: undefined,
      bounds: [],
    });
  });

  it('sends the range along with an hour offset, which shifts by it', () => {
    const filters = { 'Stat.date__between': ['2026-01-01', '2026-01-31'] };
    expect(read(filters, { hourOffset: -3 })).toMatchObject({ dataStart: '2026-01-01', dataEnd: '2026-01-31' });
    expect(read(filters)).toMatchObject({ dataStart: undefined, dataEnd: undefined });
    expect(read({}, { hourOffset: 2 })).toMatchObject({ dataStart: undefined, dataEnd: undefined });
  });

  it('recognises one day selected by equality', () => {
    expect(read({ 'Stat.date': '2026-01-05' }).isOneDay).toBe(true);
    expect(read({ 'Stat.date__between': ['2026-01-05', '2026-01-05'] }).isOneDay).toBe(false);
    expect(read({ 'Stat.date': ['2026-01-05', '2026-01-06'] }).isOneDay).toBe(false);
  });

  it('finds no range under OR, where days are alternatives', () => {
    const filter = read({ 'Stat.date__between': ['2026-01-01', '2026-01-31'] }, {}, 'OR');
    expect(filter).toMatchObject({ days: undefined, conditions: [{ field: 'Stat.date' }] });
    expect(read({ 'Stat.offer_id': 3 }, { dataStart: '2026-01-01', dataEnd: '2026-01-02' }, 'OR').days).toBe(
      '2026-01-01..2026-01-02',
    );
  });
});
