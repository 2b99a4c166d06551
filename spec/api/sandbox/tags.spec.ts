import { describe, expect, it } from 'vitest';
import { callText, dataOf, idsIn, openSandbox, refusalOf } from '../../support/sandbox-call.js';

describe.each([
  ['Offer', 'offer_id', 'OffersTags'],
  ['Affiliate', 'affiliate_id', 'AffiliatesTags'],
  ['Advertiser', 'advertiser_id', 'AdvertisersTags'],
] as const)('the relations of tags to an %s', (model, key, table) => {
  const open = () => openSandbox({ tagRelations: 0 });
  const list = `Tag.findAll${model}TagRelations`;

  it('are listed in a wrapper without counts, newest first', async () => {
    const sandbox = await open();
    expect(await dataOf(sandbox, list)).toEqual({ page: 1, current: 0, data: [] });
    for (const tag of ['1', '2', '3']) sandbox.tables[table].insert({ tag_id: tag, [key]: '5' });
    expect(idsIn(await callText(sandbox, list))).toEqual(['3', '2', '1']);
    expect(await dataOf(sandbox, list, { limit: '2', page: '2' })).toEqual({
      ...{ page: 2, current: 0, data: { 1: { [table]: { id: '1', tag_id: '1', [key]: '5' } } } },
    });
  });

  it('are added as bare rows, once', async () => {
    const sandbox = await open();
    const relation = { id: '1', [key]: '5', tag_id: '3' };
    expect(await dataOf(sandbox, `Tag.addTo${model}`, { tag_id: '3', [key]: '5' })).toEqual(relation);
    expect(await dataOf(sandbox, `Tag.addTo${model}`, { tag_id: '3', [key]: '5' })).toEqual(relation);
    expect(await refusalOf(sandbox, `Tag.addTo${model}`, { tag_id: '99', [key]: '5' })).toBe(
      'Failed to hydrate rows: 99',
    );
  });

  it('are replaced all at once', async () => {
    const sandbox = await open();
    sandbox.tables[table].insert({ tag_id: '9', [key]: '5' });
    expect(await dataOf(sandbox, `Tag.setFor${model}`, { tag_ids: ['1', '2'], [key]: '5' })).toBe(true);
    expect([...sandbox.tables[table].rows()].map((row) => row['tag_id'])).toEqual(['1', '2']);
    expect(await refusalOf(sandbox, `Tag.setFor${model}`, { [key]: '5' })).toBe('Missing required argument: tag_ids');
    expect(await refusalOf(sandbox, `Tag.setFor${model}`, { tag_ids: ['77'], [key]: '5' })).toBe(
      'Failed to hydrate rows: 77',
    );
  });

  it('are removed by tag, or by their own id', async () => {
    const sandbox = await open();
    for (const tag of ['1', '2', '3']) sandbox.tables[table].insert({ tag_id: tag, [key]: '5' });
    expect(await dataOf(sandbox, `Tag.removeFrom${model}`, { tag_id: '1', [key]: '5' })).toBe(true);
    expect(await dataOf(sandbox, `Tag.removeFrom${model}ByRelationalId`, { id: '3' })).toBe(true);
    expect([...sandbox.tables[table].rows()].map((row) => row['tag_id'])).toEqual(['2']);
  });
});

describe('a tag', () => {
  it('is created with the columns of the wire, and deleted for good', async () => {
    const sandbox = await openSandbox({ tags: 0 });
    const data = await dataOf(sandbox, 'Tag.create', { 'data[name]': 'x' });
    expect(data).toMatchObject({ Tag: { id: '1', attribute: 'Custom', name: 'x', active: '1' } });
    expect(await dataOf(sandbox, 'Tag.delete', { id: '1' })).toBe(true);
    expect(await dataOf(sandbox, 'Tag.findById', { id: '1' })).toBeNull();
    expect(await refusalOf(sandbox, 'Tag.delete', { id: '1' })).toBe('Failed to hydrate rows: 1');
  });
});
