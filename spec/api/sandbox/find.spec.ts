import { describe, expect, it, vi } from 'vitest';
import type { Sandbox } from 'rxoffers/sandbox';
import { callText, dataOf, idsIn, openSandbox, type Params, refusalOf } from '../../support/sandbox-call.js';

const pageOf = (page: number, count: number, pageCount: number, data: unknown = []) => ({
  ...{ page, current: 0, count, pageCount, data },
});

const unknownField = (field: string): string => `Field '${field}' does not exist or is not allowed to be used.`;

describe('findAll', () => {
  it('gives all rows by id without a limit, and a list when there are none', async () => {
    const sandbox = await openSandbox({ goals: 2 });
    for (const params of [{}, { page: '2' }, { limit: '0' }])
      expect(Object.keys((await dataOf(sandbox, 'Goal.findAll', params)) as object)).toEqual(['1', '2']);
    expect(await dataOf(sandbox, 'Goal.findAll', { 'filters[id]': '99' })).toEqual([]);
  });

  it('gives a page wrapper with a limit', async () => {
    const sandbox = await openSandbox({ goals: 5 });
    const data = (await dataOf(sandbox, 'Goal.findAll', { limit: '2', fields: ['id'] })) as object;
    expect(Object.keys(data)).toEqual(['page', 'current', 'count', 'pageCount', 'data']);
    expect(data).toEqual(pageOf(1, 5, 3, { 1: { Goal: { id: '1' } }, 2: { Goal: { id: '2' } } }));
    const ask = (params: Params) => dataOf(sandbox, 'Goal.findAll', { limit: '2', fields: ['id'], ...params });
    expect(await ask({ page: '0' })).toEqual(data);
    expect(await ask({ page: '3' })).toEqual(pageOf(3, 5, 3, { 5: { Goal: { id: '5' } } }));
    expect(await ask({ page: '4' })).toEqual(pageOf(4, 5, 3));
    expect(await ask({ 'filters[id]': '99' })).toEqual(pageOf(1, 0, 0));
  });

  it('caps the rows of a page below the limit, and counts pages by the cap', async () => {
    const sandbox = await openSandbox({ offers: 23, maxPageSize: 5 });
    expect(await dataOf(sandbox, 'Offer.findAll', { limit: '10' })).toMatchObject({ page: 1, count: 23, pageCount: 5 });
    expect(await dataOf(sandbox, 'Offer.findAll', { limit: '10', page: '9' })).toEqual(pageOf(9, 23, 5));
  });

  it('pages through every row once, in the order of the sort', async () => {
    const sandbox = await openSandbox({ offers: 23 });
    const pages = [];
    for (const page of ['1', '2', '3'])
      pages.push(idsIn(await callText(sandbox, 'Offer.findAll', { limit: '10', page, 'sort[Offer.id]': 'desc' })));
    expect(pages.map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(pages.flat()).toEqual(Array.from({ length: 23 }, (_, index) => String(23 - index)));
  });

  it('gives a page wrapper even without a limit for creatives', async () => {
    const data = await dataOf(await openSandbox({ offerFiles: 2 }), 'OfferFile.findAll');
    expect(data).toMatchObject(pageOf(1, 2, 1, { 1: {}, 2: {} }));
  });

  it('refuses a limit or a page that is not a number', async () => {
    const sandbox = await openSandbox();
    expect(await refusalOf(sandbox, 'Offer.findAll', { limit: 'many' })).toBe('limit is not valid.');
    expect(await refusalOf(sandbox, 'Offer.findAll', { limit: '1', page: '-1' })).toBe('page is not valid.');
  });
});

describe('findAllIds and findById', () => {
  it('give ids as text, ascending', async () => {
    const sandbox = await openSandbox({ advertisers: 3 });
    expect(await dataOf(sandbox, 'Advertiser.findAllIds')).toEqual(['1', '2', '3']);
    expect(await dataOf(sandbox, 'Advertiser.findAllIds', { 'filters[id][GREATER_THAN]': '5' })).toEqual([]);
  });

  it('give the wrapped row, or null', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'Offer.findById', { id: '62', fields: ['id'] })).toEqual({ Offer: { id: '62' } });
    expect(await dataOf(sandbox, 'Offer.findById', { id: '062', fields: ['id'] })).toEqual({ Offer: { id: '62' } });
    expect(await dataOf(sandbox, 'Offer.findById', { id: '1000' })).toBeNull();
  });

  it.each<[Params, string]>([
    [{}, 'Missing required argument: id'],
    [{ id: '' }, 'Missing required argument: id'],
    [{ id: '-1' }, 'Row id is negative'],
    [{ id: '1', fields: ['x'] }, unknownField('x')],
  ])('refuse %j', async (params, message) => {
    expect(await refusalOf(await openSandbox(), 'Offer.findById', params)).toBe(message);
  });
});

describe('fields', () => {
  it('reduce a row, in their order, named with or without the model', async () => {
    const sandbox = await openSandbox();
    const text = await callText(sandbox, 'Offer.findById', { id: '3', fields: ['name', 'Offer.id', 'note'] });
    expect(text).toMatch(/"data":\{"Offer":\{"name":"[^"]+","id":"3","note":""\}\}/);
  });

  it('show the id that a model lacks only on request', async () => {
    const sandbox = await openSandbox();
    const columns = async (params: Params) => {
      const data = await dataOf(sandbox, 'ConversionMeta.findById', { conversion_id: '3', ...params });
      return Object.keys((data as Record<string, object>)['ConversionMeta'] ?? {});
    };
    expect(await columns({})).toEqual(['conversion_id', 'note']);
    expect(await columns({ fields: ['id', 'note'] })).toEqual(['id', 'note']);
  });
});

const openOffers = async (): Promise<Sandbox> => {
  const sandbox = await openSandbox({ offers: 0, advertisers: 0 });
  for (const company of ['Zeta', 'Eta']) sandbox.tables.Advertiser.insert({ company });
  const rows = [
    { name: 'Alpha', status: 'active', currency: 'USD', default_payout: '10.00000', advertiser_id: '1' },
    { name: 'Beta', status: 'paused', currency: null, default_payout: '9.00000', advertiser_id: '2' },
    { name: 'Gamma', status: 'deleted', currency: 'EUR', default_payout: '2.00000', advertiser_id: null },
  ];
  for (const row of rows) sandbox.tables.Offer.insert(row);
  return sandbox;
};

describe('filters', () => {
  it.each<[Params, string[]]>([
    [{}, ['1', '2', '3']],
    [{ 'filters[status]': 'active' }, ['1']],
    [{ 'filters[status]': ['active', 'paused'] }, ['1', '2']],
    [{ 'filters[Offer.id][GREATER_THAN]': '1', 'filters[id][LESS_THAN]': '3' }, ['2']],
    [{ 'filters[id][GREATER_THAN_OR_EQUAL_TO]': '2', 'filters[status]': 'deleted' }, ['3']],
    [{ 'filters[name][LIKE]': '%eta' }, ['2']],
    [{ 'filters[Advertiser.company]': 'eta' }, ['2']],
    [{ 'filters[currency][NULL]': '1' }, ['2']],
    [{ 'filters[currency]': '' }, []],
    [{ 'filters[OR][status]': 'active', 'filters[OR][currency]': 'EUR' }, ['1', '3']],
    [{ 'filters[OR][id][GREATER_THAN]': '2', 'filters[OR][name]': 'alpha' }, ['1', '3']],
    [{ 'filters[OR][id]': '1', 'filters[OR][name]': 'Beta', 'filters[status]': 'paused' }, ['2']],
    [{ 'filters[OR][id]': ['1', '3'], 'filters[OR][name]': 'Beta' }, ['1', '2', '3']],
    [
      { 'filters[OR][id]': ['1', '3'], 'filters[OR][currency][NULL]': '1', 'filters[id][GREATER_THAN]': '1' },
      ['2', '3'],
    ],
    [{ 'filters[OR]': 'x' }, ['1', '2', '3']],
  ])('%j find %j', async (params, ids) => {
    expect(await dataOf(await openOffers(), 'Offer.findAllIds', params)).toEqual(ids);
  });

  // The notes of the offers 1 to 7; the numbers compare as numbers, the rest as text of any case.
  const NOTES = ['2', '10', 'abc', null, '0', '1', true];

  it.each([
    ['EQUAL_TO', '10', ['10']],
    ['EQUAL_TO', '1.00000', ['1', true]],
    ['EQUAL_TO', 'ABC', ['abc']],
    ['NOT_EQUAL_TO', '10', ['2', 'abc', '0', '1', true]],
    ['LESS_THAN', '2', ['0', '1', true]],
    ['LESS_THAN_OR_EQUAL_TO', '2', ['2', '0', '1', true]],
    ['GREATER_THAN', '2', ['10', 'abc']],
    ['GREATER_THAN_OR_EQUAL_TO', '2', ['2', '10', 'abc']],
    ['LIKE', '%B%', ['abc']],
    ['LIKE', '1_', ['10']],
    ['LIKE', 'a.c', []],
    ['NOT_LIKE', '%b%', ['2', '10', '0', '1', true]],
    ['NULL', '1', [null]],
    ['NOT_NULL', '1', ['2', '10', 'abc', '0', '1', true]],
    ['TRUE', '1', ['1', true]],
    ['FALSE', '1', ['2', '10', 'abc', '0']],
  ])('%s %s matches %j', async (operator, operand, matches) => {
    const sandbox = await openSandbox({ offers: 0 });
    for (const note of NOTES) sandbox.tables.Offer.insert({ note });
    const ids = (await dataOf(sandbox, 'Offer.findAllIds', { [`filters[note][${operator}]`]: operand })) as string[];
    expect(ids.map((id) => NOTES[Number(id) - 1])).toEqual(matches);
  });

  it.each<[Params, string]>([
    ...['nothing', 'Offer.nothing', 'Advertiser.nothing', 'Country.code', '__proto__'].map(
      (field): [Params, string] => [{ [`filters[${field}]`]: '1' }, unknownField(field)],
    ),
    [{ 'filters[id][BESIDES]': '1' }, "Conditional 'BESIDES' is not supported."],
    [{ 'filters[id][LESS_THAN]': ['1'] }, "Conditional 'LESS_THAN' takes a single value."],
  ])('%j are refused', async (params, message) => {
    expect(await refusalOf(await openSandbox(), 'Offer.findAll', params)).toBe(message);
  });

  it('on ids find among 100,000 rows without generating the others', async () => {
    const sandbox = await openSandbox({ offers: 100_000 });
    const get = vi.spyOn(sandbox.tables.Offer, 'get');
    const params = { 'filters[id][GREATER_THAN]': '99997', 'sort[Offer.id]': 'desc', limit: '2', fields: ['id'] };
    expect(idsIn(await callText(sandbox, 'Offer.findAll', params))).toEqual(['100000', '99999']);
    expect(get.mock.calls).toEqual([[100_000], [99_999]]);
  });
});

describe('sort', () => {
  it.each<[Params, string[]]>([
    [{}, ['1', '2', '3']],
    [{ 'sort[Offer.id]': 'desc' }, ['3', '2', '1']],
    [{ 'sort[id]': 'asc' }, ['1', '2', '3']],
    [{ 'sort[Offer.name]': 'desc' }, ['3', '2', '1']],
    [{ 'sort[Offer.protocol]': 'desc', 'sort[Offer.id]': 'desc' }, ['3', '2', '1']],
    [{ 'sort[Offer.protocol]': 'desc' }, ['1', '2', '3']],
    [{ 'sort[Offer.default_payout]': 'asc' }, ['3', '2', '1']],
    [{ 'sort[Advertiser.company]': 'asc' }, ['3', '2', '1']],
    [{ 'sort[currency]': 'asc' }, ['2', '3', '1']],
  ])('%j gives %j', async (params, ids) => {
    expect(idsIn(await callText(await openOffers(), 'Offer.findAll', params))).toEqual(ids);
  });

  it('puts null first, then numbers by value, then text', async () => {
    const sandbox = await openSandbox({ offers: 0 });
    for (const note of ['b', null, '2', '10', null]) sandbox.tables.Offer.insert({ note });
    expect(idsIn(await callText(sandbox, 'Offer.findAll', { 'sort[note]': 'asc' }))).toEqual(['2', '5', '3', '4', '1']);
  });

  it('is by model without one: the service lists accounts newest first', async () => {
    const sandbox = await openSandbox({ affiliates: 3 });
    expect(idsIn(await callText(sandbox, 'Affiliate.findAll'))).toEqual(['3', '2', '1']);
    expect(idsIn(await callText(sandbox, 'Advertiser.findAll', { limit: '3' }))).toEqual(['20', '19', '18']);
  });

  it('refuses an unknown field', async () => {
    expect(await refusalOf(await openSandbox(), 'Offer.findAll', { 'sort[Offer.x]': 'asc' })).toBe(
      unknownField('Offer.x'),
    );
  });
});
