import { describe, expect, it } from 'vitest';
import { catalogHandler } from '../../../lib/sandbox/catalog/catalog-handler.js';
import { dataOf, openSandbox, refusalOf } from '../../support/sandbox-call.js';

describe('catalogHandler', () => {
  it('knows the methods of the catalog alone', () => {
    expect(catalogHandler('OfferPixel', 'findAll')).toBeTypeOf('function');
    expect(catalogHandler('OfferPixel', 'toString')).toBeUndefined();
    expect(catalogHandler('constructor', 'findAll')).toBeUndefined();
  });

  it('leaves the refusals of unknown targets and methods as they are', async () => {
    const sandbox = await openSandbox();
    expect(await refusalOf(sandbox, 'Nothing.findAll')).toBe("Target 'Nothing' does not exist.");
    expect(await refusalOf(sandbox, 'VatRate.nothing')).toBe("Method 'nothing' does not exist for target 'VatRate'.");
  });

  it('answers each kind of method in its shape', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'VatRate.findById', { id: '3' })).toMatchObject({ VatRate: { id: '3' } });
    expect(await dataOf(sandbox, 'VatRate.findAll', { limit: '2' })).toMatchObject({ page: 1, count: 7, pageCount: 4 });
    expect(await dataOf(sandbox, 'AdvertiserUser.findAllIds')).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(await dataOf(sandbox, 'Offer.setPayout', { id: '1', affiliate_id: '2' })).toBe(true);
    expect(await dataOf(sandbox, 'Application.getActiveOfferCategoryCount')).toMatch(/^\d+$/);
    expect(await dataOf(sandbox, 'AdManager.getUsage')).toMatchObject({ name: 'getUsage' });
  });

  it('says what is missing in the words of the service', async () => {
    const sandbox = await openSandbox();
    expect(await refusalOf(sandbox, 'VatRate.findById')).toBe('Missing required argument: id');
    expect(await refusalOf(sandbox, 'Offer.setPayout', { id: '1' })).toBe('Missing required argument: affiliate_id');
  });

  it('lets a handler written by hand win', async () => {
    const sandbox = await openSandbox();
    expect(await refusalOf(sandbox, 'Offer.create', { 'data[status]': 'active' })).toBe('Could not create offer.');
    expect(await dataOf(sandbox, 'Tag.findAllOfferTagRelations')).not.toHaveProperty('count');
  });

  it('gives the id of the row where a single value is what a create answers with', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'SavedReports.create', { 'data[name]': 'x' })).toBe('8');
    expect(await dataOf(sandbox, 'SavedReports.findById', { id: '8' })).toMatchObject({ SavedReports: { name: 'x' } });
  });
});
