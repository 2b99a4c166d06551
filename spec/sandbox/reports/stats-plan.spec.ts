import { describe, expect, it } from 'vitest';
import { DISTINCT, STATS_MEASURES } from '../../../lib/sandbox/reports/measures.js';
import { STATS_FIELDS } from '../../../lib/sandbox/reports/kinds.js';
import { parseReportRequest } from '../../../lib/sandbox/reports/request.js';
import type { ReportScope } from '../../../lib/sandbox/reports/request.js';
import { planStats } from '../../../lib/sandbox/reports/stats-plan.js';
import { NO_COUNTS, NO_MONEY } from '../../../lib/sandbox/reports/sums.js';
import { createCalls, fieldPairs, type Pairs } from './report-call.js';

const { callOf } = createCalls();

const plan = (pairs: Pairs, scope: ReportScope = { fields: STATS_FIELDS }) => {
  const call = callOf(pairs);
  return planStats(call, { measures: STATS_MEASURES, distinct: DISTINCT }, scope, parseReportRequest(call));
};

const event = (...values: (string | null)[]) => ({ values, counts: NO_COUNTS });

const group = (values: string[], clicks: number, ...distinct: string[]) => ({
  values,
  sums: { ...NO_COUNTS, ...NO_MONEY, clicks },
  converted: NO_MONEY,
  distinct: [new Set(distinct)],
});

describe('planStats', () => {
  it('asks for each dimension once, those of filters first', () => {
    const pairs: Pairs = [
      ...fieldPairs('Offer.name', 'Stat.date', 'Stat.clicks', 'Stat.affiliate_count'),
      ['groups[]', 'Stat.hour'],
      ['filters[Stat.offer_id]', '3'],
    ];
    expect(plan(pairs).dimensions).toEqual(['offer_id', 'hour', 'affiliate_id']);
    expect(plan(fieldPairs('Stat.clicks')).dimensions).toEqual([]);
  });

  it('groups by what is not computed, and by groups', () => {
    const { grouping } = plan([
      ...fieldPairs('Stat.clicks', 'Stat.date'),
      ['groups[]', 'Stat.hour'],
      ['groups[]', 'Stat.date'],
    ]);
    expect(grouping.readers.map((read) => read(event('2024-03-01 08')))).toEqual(['2024-03-01', '8']);
  });

  it('lets filters on events choose events, on sums groups', () => {
    const { wanted, having } = plan([
      ...fieldPairs('Stat.offer_id', 'Stat.clicks'),
      ['filters[Stat.offer_id][]', '3'],
      ['filters[Stat.clicks][GREATER_THAN]', '9'],
    ]);
    expect([wanted(event('3')), wanted(event('4'))]).toEqual([true, false]);
    expect([having(group(['4'], 10)), having(group(['4'], 9))]).toEqual([true, false]);
  });

  it('looks at groups for an OR with a sum in it, which needs its fields grouped by', () => {
    const either: Pairs = [
      ['filters[OR][Stat.offer_id]', '3'],
      ['filters[OR][Stat.clicks]', '9'],
    ];
    const { having, wanted } = plan([...fieldPairs('Stat.offer_id'), ...either]);
    expect([having(group(['3'], 1)), having(group(['4'], 9)), having(group(['4'], 1))]).toEqual([true, true, false]);
    expect(wanted(event('4'))).toBe(true);
    expect(() => plan([...fieldPairs('Stat.clicks'), ...either])).toThrow("Field 'Stat.offer_id' does not exist");
  });

  it('reads fields of groups, and counts different values but nobody', () => {
    const { reader } = plan(fieldPairs('Stat.offer_id', 'Stat.affiliate_count', 'Stat.clicks'));
    const some = group(['3'], 7, '1', '2', '0');
    expect(['Stat.offer_id', 'Stat.affiliate_count', 'Stat.clicks'].map((field) => reader(field)(some))).toEqual([
      ...['3', '2', '7'],
    ]);
    expect(() => reader('Stat.date')).toThrow("Field 'Stat.date' does not exist");
  });

  it('lets a principal see its own alone', () => {
    const principal = { dimension: 'advertiser_id' as const, id: () => '3' };
    const { wanted, dimensions } = plan(fieldPairs('Stat.clicks'), { fields: STATS_FIELDS, principal });
    expect(dimensions).toEqual(['advertiser_id']);
    expect([wanted(event('3')), wanted(event('30')), wanted(event(null))]).toEqual([true, false, false]);
  });

  it.each(['fields[]', 'groups[]', 'filters[Stat.x]', 'filters[OR][Stat.x][LIKE]', 'sort[Stat.x]'])(
    'refuses an unknown field in %s',
    (name) => {
      const pairs: Pairs = [...fieldPairs('Stat.clicks'), [name, 'Stat.x']];
      expect(() => plan(pairs)).toThrow("Field 'Stat.x' does not exist or is not allowed to be used.");
    },
  );

  it('refuses to group by a sum', () => {
    expect(() => plan([...fieldPairs('Stat.clicks'), ['groups[]', 'Stat.clicks']])).toThrow("Field 'Stat.clicks'");
  });
});
