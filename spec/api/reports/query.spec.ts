import { describe, expect, it } from 'vitest';
import { failureOf, collect } from '../../support/collect.js';
import { recordedApi } from '../../support/recorded-api.js';

/** The parameters of the request for a report as one line, without fields and page. */
const wireOf = async (query: object): Promise<string> => {
  const { api, calls } = await recordedApi([[]]);
  await collect(api.reports.getStats({ fields: ['Stat.clicks'], ...query } as never));
  return (calls[0]?.wire ?? '').replace(/^fields\[\]=Stat\.clicks&?/, '').replace(/&?limit=500&page=1$/, '');
};

/** The error of a wrong query; fails when something was sent. */
const refusalOf = async (query: unknown): Promise<Error> => {
  const { api, calls } = await recordedApi([[]]);
  const failure = await failureOf(api.reports.getStats(query as never));
  expect(calls).toEqual([]);
  expect(String(failure)).toMatch(/^(?:Type|Range)Error: Report\.getStats: /);
  return failure as Error;
};

const refusalOfFilters = (filters: unknown, more = {}) => refusalOf({ fields: ['Stat.clicks'], filters, ...more });

describe('the query of a report', () => {
  it('is sent with all that it says', async () => {
    const wire = await wireOf({
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
      limit: 10,
      params: { internal: 1, 'extra[a]': 'b' },
    });
    expect(wire).toBe(
      'fields[]=Offer.name&fields[]=Stat.offer_id&groups[]=Stat.offer_id&' +
        'filters[Stat.date][conditional]=BETWEEN&filters[Stat.date][values][]=2026-01-01&' +
        'filters[Stat.date][values][]=2026-01-02&filters[Stat.offer_id][]=1&filters[Stat.offer_id][]=2&' +
        'sort[Stat.clicks]=desc&sort[Offer.name]=asc&totals=1&data_start=2026-01-01&data_end=2026-01-02&' +
        'currency=EUR&hour_offset=-3&count=0&internal=1&extra[a]=b&limit=10&page=1',
    );
  });

  it('needs the fields alone', async () => {
    const { api, lines } = await recordedApi([[]]);
    await collect(api.reports.getStats({ fields: ['Stat.clicks'], sort: null }));
    expect(lines()).toEqual(['Report.getStats?fields[]=Stat.clicks&limit=500&page=1']);
  });

  it.each([
    [{ limit: 10 }, 'limit=10&page=1'],
    [{ limit: 10, pageSize: 4 }, 'limit=4&page=1'],
    [{ pageSize: 4, prefetch: 0, concurrency: 3 }, 'limit=4&page=1'],
    [{ page: 2, limit: 10 }, 'limit=10&page=2'],
    [{ page: 2, limit: 10, pageSize: 20 }, 'limit=20&page=2'],
    [{ page: 2 }, 'limit=500&page=2'],
  ])('requests pages of the right size: %j', async (query, wire) => expect(await wireOf(query)).toBe(wire));

  it.each<[unknown, RegExp]>([
    [undefined, /query should be a plain object/],
    [null, /plain object/],
    [['Stat.clicks'], /plain object/],
    [{}, /fields should name at least one column/],
    [{ fields: [] }, /fields should name at least one column/],
    [{ fields: 'Stat.clicks' }, /fields should be/],
    [{ fields: ['clicks'] }, /fields should name columns such as Stat\.clicks, not "clicks"/],
    [{ fields: ['Stat.'] }, /fields should name columns/],
    [{ fields: ['Stat.clicks'], groups: ['offer_id'] }, /groups should name columns/],
    [{ fields: ['Stat.clicks'], filter: {} }, /"filter".*Conditions go under "filters"/],
    [{ fields: ['Stat.clicks'], 'Stat.offer_id': 3 }, /"Stat\.offer_id"/],
    [{ fields: ['Stat.clicks'], connector: 'or' }, /connector should be 'AND' or 'OR', not or/],
    [{ fields: ['Stat.clicks'], sort: 'clicks' }, /sort should name columns/],
    [{ fields: ['Stat.clicks'], sort: '-' }, /sort should name columns/],
    [{ fields: ['Stat.clicks'], sort: [3n] }, /sort should name columns such as -Stat\.clicks, not 3/],
    [{ fields: ['Stat.clicks'], totals: 1 }, /totals should be true or false/],
    [{ fields: ['Stat.clicks'], count: 'yes' }, /count should be true or false/],
    [{ fields: ['Stat.clicks'], currency: '' }, /currency should be a code/],
    [{ fields: ['Stat.clicks'], currency: 978 }, /currency should be a code/],
    [{ fields: ['Stat.clicks'], hourOffset: 1.5 }, /hourOffset should be a whole number of hours/],
    [{ fields: ['Stat.clicks'], hourOffset: '1' }, /hourOffset should be/],
    [{ fields: ['Stat.clicks'], coerce: 'yes' }, /coerce should be/],
    [{ fields: ['Stat.clicks'], params: [] }, /params should be a plain object/],
    [
      { fields: ['Stat.clicks'], params: { 'filters[Stat.date]': 1 } },
      /params should not hold "filters\[Stat\.date\]"/,
    ],
    [{ fields: ['Stat.clicks'], params: { data_start: 1 } }, /params should not hold "data_start"/],
    [{ fields: ['Stat.clicks'], limit: '1' }, /limit should be/],
    [{ fields: ['Stat.clicks'], split: null }, /split should be/],
    [{ fields: ['Stat.clicks'], split: 31 }, /split should be/],
    [{ fields: ['Stat.clicks'], split: { day: 31 } }, /split .*"day"/],
    [{ fields: ['Stat.clicks'], split: { days: '31' } }, /split\.days should be/],
    [{ fields: ['Stat.clicks'], split: { days: 7 } }, /split\.days should be given with a range only/],
    [
      { fields: ['Stat.clicks'], split: { days: 7 }, dataStart: '2026-01-01' },
      /split\.days should be given with a range only/,
    ],
    [{ fields: ['Stat.clicks'], dataStart: 20_260_101 }, /dataStart should be a string YYYY-MM-DD/],
  ])('is refused with a TypeError: %o', async (query, message) => {
    const failure = await refusalOf(query);
    expect(failure).toBeInstanceOf(TypeError);
    expect(failure.message).toMatch(message);
  });

  it.each([
    [{ limit: -1 }, /limit should be an integer of at least 0, not -1/],
    [{ page: 0 }, /page should be/],
    [{ pageSize: 0 }, /pageSize should be/],
    [{ prefetch: -1 }, /prefetch should be/],
    [{ concurrency: 0 }, /concurrency should be/],
    [{ split: { days: 0 } }, /split\.days should be/],
    [{ split: { days: 1.5 } }, /split\.days should be/],
    [{ dataEnd: '2026-02-30' }, /dataEnd should be a day YYYY-MM-DD, not "2026-02-30"/],
    [{ dataStart: '2026-01-02', dataEnd: '2026-01-01' }, /there is no day from 2026-01-02 to 2026-01-01/],
  ])('is refused with a RangeError: %j', async (query, message) => {
    const failure = await refusalOf({ fields: ['Stat.clicks'], ...query });
    expect(failure).toBeInstanceOf(RangeError);
    expect(failure.message).toMatch(message);
  });

  it.each<[Record<string, unknown>, Record<string, unknown>, RegExp]>([
    [
      { 'Stat.date__gte': '2026-01-01' },
      { dataStart: '2026-01-02' },
      /dataStart should agree with .*has 2026-01-01, not be 2026-01-02/,
    ],
    [
      { 'Stat.date__gte': '2026-01-01' },
      { dataEnd: '2026-01-02' },
      /dataEnd should agree with .*no such end, not be 2026-01-02/,
    ],
    [{ 'Stat.date': ['2026-01-01', '2026-01-02'] }, { dataStart: '2026-01-01' }, /no such end/],
    [{ 'Stat.date': '2026-01-01' }, { dataStart: '2026-01-01', connector: 'OR' }, /an alternative under OR/],
    [{}, { dataEnd: 0 }, /dataEnd should be a string/],
    [{}, { dataEnd: null }, /dataEnd should be a string/],
    [{ 'Stat.date__gt': '2026-01-01', 'Stat.date__lt': '2026-01-02' }, {}, /no day from 2026-01-02 to 2026-01-01/],
    [{ 'Stat.date__gte': '2026-01-03', 'Stat.date__lte': '2026-01-02' }, {}, /no day from 2026-01-03 to 2026-01-02/],
  ])('is refused where its days contradict each other: %j with %j', async (filters, more, message) => {
    expect((await refusalOfFilters(filters, more)).message).toMatch(message);
  });

  it('is refused with an invalid demand', async () => {
    const { api, calls } = await recordedApi([[]]);
    const query = { fields: ['Stat.clicks'], demand: {} };
    expect(await failureOf(api.reports.getStats(query as never))).toBeInstanceOf(TypeError);
    expect(calls).toEqual([]);
  });
});

describe('columns that the catalog does not list', () => {
  it.each([
    [
      { fields: ['Stat.click'] },
      "fields should be columns that the catalog lists, not 'Stat.click'; did you mean 'Stat.clicks'?",
    ],
    [{ fields: ['Stat.clicks', 'Brand.new'] }, "fields should be columns that the catalog lists, not 'Brand.new'."],
    [
      { fields: ['Stat.clicks'], groups: ['Stat.ofer_id'] },
      "groups should be columns that the catalog lists, not 'Stat.ofer_id'; did you mean 'Stat.offer_id'?",
    ],
  ])('are refused: %j', async (query, words) => {
    expect(await refusalOf(query)).toEqual(
      new TypeError(`Report.getStats: ${words} Other names need { unlisted: true }`),
    );
  });

  it('are requested with `unlisted`, and where the catalog has no list for the report', async () => {
    const { api, lines } = await recordedApi([[{ Stat: { brand_new: '1' } }]]);
    const fields = ['Stat.brand_new'] as const;
    expect(await collect(api.reports.getStats({ fields }, { unlisted: true }))).toEqual([{ Stat: { brand_new: '1' } }]);
    await collect(api.reports.getReferrals({ fields }));
    expect(lines()).toEqual(
      ['getStats', 'getReferrals'].map((name) => `Report.${name}?fields[]=Stat.brand_new&limit=500&page=1`),
    );
  });

  it('need the option as it is', async () => {
    const { api } = await recordedApi([[]]);
    const getStats = api.reports.getStats as unknown as (...args: unknown[]) => ReturnType<typeof api.reports.getStats>;
    const messageOf = async (options: unknown) =>
      String(await failureOf(getStats({ fields: ['Stat.clicks'] }, options)));
    expect(await messageOf({ unlisted: 1 })).toBe(
      'TypeError: Report.getStats: unlisted should be true or false, not 1',
    );
    expect(await messageOf({ raw: true })).toBe('TypeError: Report.getStats: options has no "raw"; known: unlisted');
  });
});

describe('the filters of a report', () => {
  it.each<[Record<string, unknown>, string]>([
    [{ 'Stat.offer_id': 3 }, 'filters[Stat.offer_id]=3'],
    [{ 'Stat.offer_id': [3] }, 'filters[Stat.offer_id][]=3'],
    [{ 'Stat.offer_id': new Set(['1', 2n]) }, 'filters[Stat.offer_id][]=1&filters[Stat.offer_id][]=2'],
    [{ 'Offer.display_advertiser': true }, 'filters[Offer.display_advertiser]=1'],
    [{ 'Stat.source': '' }, 'filters[Stat.source]='],
    [{ 'Stat.payout__gt': '3.5' }, 'filters[Stat.payout][conditional]=GREATER_THAN&filters[Stat.payout][values]=3.5'],
    [{ 'Stat.ip__null': true }, 'filters[Stat.ip][conditional]=NULL&filters[Stat.ip][values]=1'],
    [{ 'Stat.ip': { conditional: 'NOT_NULL' } }, 'filters[Stat.ip][conditional]=NOT_NULL&filters[Stat.ip][values]=1'],
    [{ 'Stat.source': { conditional: 'EQUAL_TO', values: ['a'] } }, 'filters[Stat.source][]=a'],
    [
      { 'Stat.clicks__between': [1, 5] },
      'filters[Stat.clicks][conditional]=BETWEEN&filters[Stat.clicks][values][]=1&filters[Stat.clicks][values][]=5',
    ],
    [
      { 'Stat.source': { conditional: 'NOT_LIKE', values: 'a%' } },
      'filters[Stat.source][conditional]=NOT_LIKE&filters[Stat.source][values]=a%',
    ],
    [{ 'Stat.conversion_status': 'approved' }, 'filters[Stat.conversion_status][]=approved'],
    [{ 'Stat.conversion_status': ['approved'] }, 'filters[Stat.conversion_status][]=approved'],
    [
      { 'Stat.clicks__gt': 1, 'Offer.name': 'x', 'Stat.clicks__ne': 5 },
      'filters[Stat.clicks][GREATER_THAN]=1&filters[Stat.clicks][NOT_EQUAL_TO]=5&filters[Offer.name]=x',
    ],
    [{ 'Stat.a__b__gt': 1 }, 'filters[Stat.a__b__gt]=1'],
    [{ __gt: 1 }, 'filters[__gt]=1'],
  ])('are encoded: %o', async (filters, wire) => expect(await wireOf({ filters })).toBe(wire));

  it('may be none', async () => {
    expect(await wireOf({ filters: undefined })).toBe('');
    expect(await wireOf({ filters: null })).toBe('');
  });

  it('go below OR as alternatives, and a day at one end stays a condition', async () => {
    const filters = { 'Stat.offer_id': 3, 'Stat.clicks__lt': 2, 'Stat.conversion_status': 'pending' };
    expect(await wireOf({ filters, connector: 'OR', dataStart: '2026-01-01' })).toBe(
      'filters[Stat.date][conditional]=GREATER_THAN_OR_EQUAL_TO&filters[Stat.date][values]=2026-01-01&' +
        'filters[OR][Stat.offer_id]=3&filters[OR][Stat.clicks][conditional]=LESS_THAN&' +
        'filters[OR][Stat.clicks][values]=2&filters[OR][Stat.conversion_status][]=pending&data_start=2026-01-01',
    );
    expect(await wireOf({ filters: { 'Stat.clicks__between': [3, 4] }, connector: 'OR' })).toContain('=BETWEEN&');
  });

  it('may hold alternatives next to conditions, with lists and operators', async () => {
    const filters = {
      or: [{ 'Stat.offer_id': [3, 4] }, { 'Stat.clicks__lt': 2 }, { 'Stat.conversion_status': 'pending' }],
      'Stat.date': '2026-01-01',
      'Stat.affiliate_id__gt': 5,
    };
    expect(await wireOf({ filters })).toBe(
      'filters[Stat.date]=2026-01-01&filters[Stat.affiliate_id][conditional]=GREATER_THAN&' +
        'filters[Stat.affiliate_id][values]=5&filters[OR][Stat.offer_id][]=3&filters[OR][Stat.offer_id][]=4&' +
        'filters[OR][Stat.clicks][conditional]=LESS_THAN&filters[OR][Stat.clicks][values]=2&' +
        'filters[OR][Stat.conversion_status][]=pending',
    );
    expect(await wireOf({ filters: { 'Stat.clicks': [3, 4] }, connector: 'OR' })).toBe(
      'filters[OR][Stat.clicks][]=3&filters[OR][Stat.clicks][]=4',
    );
  });

  it.each([
    [{ or: { 'Stat.clicks': 3 } }, /filters\.or should be a list of alternatives/],
    [{ or: [] }, /filters\.or should be a list of alternatives/],
    [{ or: undefined }, /filters\.or should be a list of alternatives/],
    [{ or: [5] }, /filters\.or\[0\] should be a plain object, not a number/],
    [{ or: [{}] }, /filters\.or\[0\] should be one condition/],
    [{ or: [{ or: [{ 'Stat.clicks': 3 }] }] }, /filters\.or\[0\] should be one condition/],
    [{ or: [{ 'Stat.clicks': 3, 'Stat.payout': 4 }] }, /filters\.or\[0\] should be one condition/],
    [{ or: [{ 'Stat.clicks': 3 }, { 'Stat.clicks__gt': 4 }] }, /filters\.or\['Stat\.clicks'\] should be one condition/],
    [
      { or: [{ 'Stat.clicks': 3 }, { 'Stat.payout__lt': [4] }] },
      /filters\.or\[1\]\['Stat\.payout__lt'\] should be one/,
    ],
  ])('hold no alternatives that would be misread: %j', async (filters, message) => {
    const error = await refusalOfFilters(filters);
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toMatch(message);
  });

  it('take one day as it was given', async () => {
    expect(await wireOf({ filters: { 'Stat.date': '2026-01-01' } })).toBe('filters[Stat.date]=2026-01-01');
  });

  it.each<[Record<string, unknown>]>([
    [{ 'Stat.date': ['2024-02-29', '2024-03-01'] }],
    [{ 'Stat.date__between': ['2024-02-29', '2024-02-29'] }],
    [{ 'Stat.date__like': '2024-02%' }],
    [{ 'Stat.date__null': true }],
    [{ 'Stat.datetime__gte': '2024-02-29 23:59:59' }],
    [{ 'Stat.datetime__gte': '2024-02-29' }],
    [{ 'Stat.payout__between': [-1, '2.5'] }],
    [{ 'Stat.payout__between': ['9007199254740992', 9007199254740993n] }],
    [{ 'Stat.source__between': ['b', 'a'] }],
    [{ 'Other.thing__gt': 'x' }],
  ])('take values that fit: %o', async (filters) => expect(await wireOf({ filters })).toContain('filters['));

  it.each<[unknown, RegExp]>([
    [[], /filters should be a plain object/],
    ['Stat.clicks', /filters should be a plain object/],
    [{ 'Stat.payout__above': 3 }, /filters\['Stat\.payout__above'\] has no operator "above"; known: .*between/],
    [{ 'Stat.payout__constructor': 3 }, /no operator/],
    [{ 'Stat.payout': { conditional: 'ABOVE', values: 3 } }, /no conditional "ABOVE"/],
    [{ 'Stat.payout': { conditional: 3, values: 3 } }, /no conditional "3"/],
    [{ 'Stat.payout': { values: 3 } }, /no conditional/],
    [{ 'Stat.payout': { conditional: 'LIKE' } }, /should not hold undefined/],
    [{ 'Stat.payout': { conditional: 'LIKE', value: 3 } }, /"value"/],
    [{ 'Stat.payout__gt': { conditional: 'LIKE', values: 3 } }, /not both/],
    [{ 'Stat.payout': null }, /should not hold null: leave it out, or use Stat.payout__null/],
    [{ 'Stat.payout__gt': undefined }, /should not hold undefined: .*Stat.payout__null/],
    [{ 'Stat.payout': [] }, /empty list/],
    [{ 'Stat.payout': new Set() }, /empty list/],
    [{ 'Stat.payout': [1, null] }, /should not hold null/],
    [{ 'Stat.payout': [[1]] }, /plain values/],
    [{ 'Stat.date': new Map() }, /plain values/],
    [{ 'Stat.date__gt': [new Map()] }, /plain values/],
    [{ 'Stat.offer_id': new Date(0) }, /the column holds no time/],
    [{ 'Stat.payout__gt': new Date(0) }, /the column holds no time/],
    [{ 'Stat.payout': NaN }, /finite numbers, not NaN/],
    [{ 'Stat.payout__between': [1, Infinity] }, /finite numbers/],
    [{ 'Stat.date': 20_260_101 }, /should be a string YYYY-MM-DD, not 20260101/],
    [{ 'Stat.offer_id__between': '9' }, /list of two values/],
    [{ 'Stat.offer_id__between': [9] }, /list of two values/],
    [{ 'Stat.offer_id__between': [9, 10, 11] }, /list of two values/],
    [{ 'Stat.offer_id__gt': [9] }, /one value, not a list/],
    [{ 'Stat.source__like': ['a'] }, /one value, not a list/],
    [{ 'Stat.source__null': [true] }, /one value, not a list/],
    [
      { 'Stat.clicks': 3, 'Stat.clicks__gt': 2 },
      /filters\['Stat\.clicks'\] should have equality or operators, not both/,
    ],
    [{ 'Stat.clicks__between': [1, 2], 'Stat.clicks__gt': 2 }, /no condition besides BETWEEN/],
    [
      { 'Stat.clicks': { conditional: 'GREATER_THAN', values: 1 }, 'Stat.clicks__gt': 2 },
      /each operator once: the service would use the last/,
    ],
  ])('are refused with a TypeError: %o', async (filters, message) => {
    const failure = await refusalOfFilters(filters);
    expect(failure).toBeInstanceOf(TypeError);
    expect(failure.message).toMatch(message);
  });

  it.each<[Record<string, unknown>]>([
    [{ 'Stat.date': '2026-02-30' }],
    [{ 'Stat.date__gt': '2026-2-3' }],
    [{ 'Stat.date': ['2026-01-01', 'yesterday'] }],
    [{ 'Stat.date': '2026-01-01 00:00:00' }],
    [{ 'Stat.datetime': '2026-01-01 24:00:00' }],
    [{ 'Stat.datetime': '2026-01-01 00:00:00 x' }],
    [{ 'Stat.date__between': ['2026-01-02', '2026-01-01'] }],
    [{ 'Stat.datetime__between': ['2026-01-02 00:00:01', '2026-01-02 00:00:00'] }],
    [{ 'Stat.payout__between': [10, 9.5] }],
    [{ 'Stat.offer_id__between': ['10', '9'] }],
  ])('are refused with a RangeError: %j', async (filters) => {
    expect(await refusalOfFilters(filters)).toBeInstanceOf(RangeError);
  });

  it.each([
    [{ 'Stat.clicks__lt': 3, 'Stat.clicks__gt': 2 }, /under OR the service uses one per field/],
    [{ or: [{ 'Stat.clicks': 3 }] }, /connector should be 'AND' where filters.or holds the alternatives/],
  ])('are refused under OR: %j', async (filters, message) => {
    expect((await refusalOfFilters(filters, { connector: 'OR' })).message).toMatch(message);
  });
});
