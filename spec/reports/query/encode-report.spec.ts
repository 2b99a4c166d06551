import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../../lib/reports/dates.js';
import { encodeReport } from '../../../lib/reports/query/encode-report.js';
import { planReport } from '../../../lib/reports/query/plan-report.js';
import { wire } from '../../support/wire.js';

const encoded = (query: Record<string, unknown>, part?: readonly [string, string]): string => {
  const plan = planReport('Report', 'getStats', { fields: ['Stat.clicks'], ...query });
  const range = part ? { first: dayNumber(part[0]) ?? 0, last: dayNumber(part[1]) ?? 0 } : plan.range;
  const { fields, sort, totals } = plan;
  return decodeURIComponent(wire(encodeReport(plan, { range, fields, sort, totals, limit: 500, page: 1 })));
};

describe('encodeReport', () => {
  it('sends what the query says', () => {
    expect(
      encoded({
        groups: ['Stat.offer_id'],
        filters: { 'Stat.offer_id': 3 },
        sort: ['-Stat.clicks', 'Offer.name'],
        totals: true,
        currency: 'EUR',
      }),
    ).toBe(
      'fields[]=Stat.clicks&groups[]=Stat.offer_id&filters[Stat.offer_id]=3&sort[Stat.clicks]=desc&sort[Offer.name]=asc&' +
        'totals=1&currency=EUR&limit=500&page=1',
    );
  });

  it('sends a range as BETWEEN, and data_start and data_end that follow the part', () => {
    const query = { dataStart: '2026-01-01', dataEnd: '2026-01-31' };
    expect(encoded(query, ['2026-01-08', '2026-01-16'])).toBe(
      'fields[]=Stat.clicks&filters[Stat.date][conditional]=BETWEEN&filters[Stat.date][values][]=2026-01-08&' +
        'filters[Stat.date][values][]=2026-01-16&data_start=2026-01-08&data_end=2026-01-16&limit=500&page=1',
    );
  });

  it('sends one day as it was asked for', () => {
    expect(encoded({ filters: { 'Stat.date': '2026-01-01' } })).toBe(
      'fields[]=Stat.clicks&filters[Stat.date]=2026-01-01&limit=500&page=1',
    );
  });

  it('sends data_start alone where there is no range', () => {
    expect(encoded({ dataStart: '2026-01-01' })).toContain('&data_start=2026-01-01&limit');
  });
});
