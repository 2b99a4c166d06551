import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../../lib/reports/dates.js';
import { planReport } from '../../../lib/reports/query/plan-report.js';
import { wire } from '../../support/wire.js';

const plan = (query: unknown) => planReport('Report', 'getStats', query);

describe('planReport', () => {
  it('reads everything that a query may say', () => {
    const { filters, others, ...rest } = plan({
      fields: ['Stat.clicks', 'Offer.name'],
      groups: ['Stat.offer_id'],
      filters: { 'Stat.offer_id': [1, 2] },
      sort: ['-Stat.clicks', 'Offer.name'],
      totals: true,
      currency: 'EUR',
      dataStart: '2026-01-01',
      dataEnd: '2026-01-02',
      hourOffset: -3,
      count: false,
      coerce: { bigint: true },
      split: { days: 31 },
      limit: 10,
      params: { internal: 1, 'extra[a]': 'b' },
    });
    expect(wire(filters)).toBe('filters[Stat.offer_id][]=1&filters[Stat.offer_id][]=2');
    expect(wire(others)).toBe('currency=EUR&hour_offset=-3&count=0&internal=1&extra[a]=b');
    expect(rest).toMatchObject({
      target: 'Report',
      method: 'getStats',
      fields: ['Stat.clicks', 'Offer.name'],
      groups: ['Stat.offer_id'],
      sort: [
        { field: 'Stat.clicks', descending: true },
        { field: 'Offer.name', descending: false },
      ],
      range: { first: dayNumber('2026-01-01'), last: dayNumber('2026-01-02') },
      totals: true,
      coerce: { bigint: true },
      split: { days: 31 },
    });
  });

  it('needs the fields alone', () => {
    expect(plan({ fields: ['Stat.clicks'] })).toMatchObject({
      groups: [],
      sort: [],
      range: undefined,
      filters: [],
      others: [],
      totals: false,
      coerce: undefined,
      split: { days: undefined },
    });
  });

  it('puts a day at one end beside alternatives, not among them', () => {
    const { filters } = plan({
      fields: ['Stat.clicks'],
      filters: { 'Stat.offer_id': 1, 'Stat.affiliate_id': 2 },
      connector: 'OR',
      dataStart: '2026-01-01',
    });
    expect(wire(filters)).toBe(
      'filters[Stat.date][conditional]=GREATER_THAN_OR_EQUAL_TO&filters[Stat.date][values]=2026-01-01&' +
        'filters[OR][Stat.offer_id]=1&filters[OR][Stat.affiliate_id]=2',
    );
  });

  it.each<[unknown, RegExp]>([
    [undefined, /The query of Report\.getStats should be a plain object/],
    [null, /plain object/],
    [['Stat.clicks'], /plain object/],
    [{}, /needs fields/],
    [{ fields: [] }, /needs fields/],
    [{ fields: 'Stat.clicks' }, /should be an array of names, not 'Stat.clicks'/],
    [{ fields: ['clicks'] }, /Fields should name columns like Stat\.clicks, not "clicks"/],
    [{ fields: ['Stat.'] }, /Fields should name columns/],
    [{ fields: ['Stat.clicks'], groups: ['offer_id'] }, /Groups should name columns/],
    [{ fields: ['Stat.clicks'], filter: {} }, /has no "filter".*Conditions go under "filters"/],
    [{ fields: ['Stat.clicks'], 'Stat.offer_id': 3 }, /has no "Stat\.offer_id"/],
    [{ fields: ['Stat.clicks'], connector: 'or' }, /Connector/],
    [{ fields: ['Stat.clicks'], sort: 'clicks' }, /Sort should name columns/],
    [{ fields: ['Stat.clicks'], sort: '-' }, /Sort should name columns/],
    [{ fields: ['Stat.clicks'], sort: [3n] }, /Sort should name columns like -Stat\.clicks, not 3/],
    [{ fields: ['Stat.clicks'], totals: 1 }, /Totals should be true or false/],
    [{ fields: ['Stat.clicks'], count: 'yes' }, /Count should be true or false/],
    [{ fields: ['Stat.clicks'], currency: '' }, /Currency/],
    [{ fields: ['Stat.clicks'], currency: 978 }, /Currency/],
    [{ fields: ['Stat.clicks'], hourOffset: 1.5 }, /HourOffset/],
    [{ fields: ['Stat.clicks'], hourOffset: '1' }, /HourOffset/],
    [{ fields: ['Stat.clicks'], coerce: 'yes' }, /Coerce/],
    [{ fields: ['Stat.clicks'], params: [] }, /Params should be a plain object/],
    [{ fields: ['Stat.clicks'], params: { 'filters[Stat.date]': 1 } }, /Params has "filters\[Stat\.date\]"/],
    [{ fields: ['Stat.clicks'], params: { data_start: 1 } }, /an option of its own/],
    [{ fields: ['Stat.clicks'], split: { days: 7 } }, /split\.days cuts a range/],
    [{ fields: ['Stat.clicks'], split: { days: 7 }, dataStart: '2026-01-01' }, /split\.days cuts a range/],
  ])('refuses %o', (query, message) => {
    expect(() => plan(query)).toThrow(TypeError);
    expect(() => plan(query)).toThrow(message);
  });
});
