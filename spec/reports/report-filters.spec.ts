import { describe, expectTypeOf, it } from 'vitest';
import type { ReportCondition, ReportFilters } from 'rxoffers';

interface Fields {
  'Stat.clicks': 'int';
  'Stat.date': 'date';
  'Offer.hidden': 'boolean01';
}
type ThingFilters = ReportFilters<Fields>;

describe('ReportFilters', () => {
  it('take every operator, and values of the kind of the column', () => {
    expectTypeOf<'Stat.clicks__between' | 'Stat.date__lte' | 'Offer.hidden__null'>().toExtend<keyof ThingFilters>();
    expectTypeOf<'Stat.clicks__above' | 'clicks'>().not.toExtend<keyof ThingFilters>();
    expectTypeOf<{
      'Stat.clicks': [1, '2', 3n];
      'Stat.date__gt': '2026-01-01';
      'Offer.hidden': true;
    }>().toExtend<ThingFilters>();
    expectTypeOf<{ 'Stat.date__gt': 3 }>().not.toExtend<ThingFilters>();
    expectTypeOf<{ 'Stat.clicks': true }>().not.toExtend<ThingFilters>();
    expectTypeOf<{ 'Stat.clicks__between': [1] }>().not.toExtend<ThingFilters>();
  });

  it('know columns that reports do not show', () => {
    expectTypeOf<'Stat.conversion_status' | 'Stat.datetime__gte'>().toExtend<keyof ThingFilters>();
  });
});

describe('ReportCondition', () => {
  it('has as many values as its operator takes', () => {
    expectTypeOf<{ conditional: 'BETWEEN'; values: [1, 2] }>().toExtend<ReportCondition<number>>();
    expectTypeOf<{ conditional: 'NULL' }>().toExtend<ReportCondition<number>>();
    expectTypeOf<{ conditional: 'BETWEEN'; values: 1 }>().not.toExtend<ReportCondition<number>>();
    expectTypeOf<{ conditional: 'LIKE' }>().not.toExtend<ReportCondition<number>>();
  });
});
