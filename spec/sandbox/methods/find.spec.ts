import { describe, expect, it } from 'vitest';
import { callText, dataOf, idsIn, openSandbox, refusalOf } from '../../support/sandbox-call.js';

describe('findAll', () => {
  it('gives all rows by id without a limit, a list when there are none (rows 52 and 59)', async () => {
    const sandbox = await openSandbox({ goals: 2 });
    expect(Object.keys((await dataOf(sandbox, 'Goal.findAll')) as object)).toEqual(['1', '2']);
    expect(await dataOf(sandbox, 'Goal.findAll', { 'filters[id]': '99' })).toEqual([]);
  });

  it('gives a page wrapper with a limit (rows 53 and 56)', async () => {
    const sandbox = await openSandbox({ goals: 3 });
    const data = (await dataOf(sandbox, 'Goal.findAll', { limit: '2' })) as Record<string, unknown>;
    expect(Object.keys(data)).toEqual(['page', 'current', 'count', 'pageCount', 'data']);
    expect(data).toMatchObject({ page: 1, current: 0, count: 3, pageCount: 2 });
    expect(await dataOf(sandbox, 'Goal.findAll', { limit: '2', 'filters[id]': '99' })).toEqual({
      ...{ page: 1, current: 0, count: 0, pageCount: 0, data: [] },
    });
  });

  it('keeps the order of the rows in the text, which is not that of their ids (row 61)', async () => {
    const text = await callText(await openSandbox(), 'Advertiser.findAll', { limit: '3' });
    expect(idsIn(text)).toEqual(['20', '19', '18']);
  });
});

describe('findAllPaged', () => {
  it('gives the wrapper even without a limit: files', async () => {
    const data = await dataOf(await openSandbox({ offerFiles: 2 }), 'OfferFile.findAll');
    expect(data).toMatchObject({ page: 1, current: 0, count: 2, pageCount: 1, data: { 1: {}, 2: {} } });
  });
});

describe('findAllIds', () => {
  it('gives ids as text, ascending (row 66)', async () => {
    const sandbox = await openSandbox({ advertisers: 3 });
    expect(await dataOf(sandbox, 'Advertiser.findAllIds')).toEqual(['1', '2', '3']);
    expect(await dataOf(sandbox, 'Advertiser.findAllIds', { 'filters[id][GREATER_THAN]': '5' })).toEqual([]);
  });
});

describe('findById', () => {
  it('gives the wrapped row, or null (rows 51 and 62)', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'Offer.findById', { id: '62', fields: ['id'] })).toEqual({ Offer: { id: '62' } });
    expect(await dataOf(sandbox, 'Offer.findById', { id: '1000' })).toBeNull();
  });

  it('must be told the id', async () => {
    const sandbox = await openSandbox();
    expect(await refusalOf(sandbox, 'Offer.findById')).toBe('Missing required argument: id');
    expect(await refusalOf(sandbox, 'Offer.findById', { id: '-1' })).toBe('Row id is negative');
    expect(await refusalOf(sandbox, 'Offer.findById', { id: '1', fields: ['x'] })).toMatch("Field 'x' does not exist");
  });
});
