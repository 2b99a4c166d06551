import { describe, expect, it } from 'vitest';
import { dataOf, openSandbox, refusalOf } from '../../support/sandbox-call.js';

const now = () => Date.UTC(2025, 0, 2, 3, 4, 5);

describe('create', () => {
  it('answers with the new row, its own columns filled in', async () => {
    const sandbox = await openSandbox({ offers: 3, now });
    const data = await dataOf(sandbox, 'Offer.create', {
      'data[name]': 'x',
      'data[offer_url]': 'test.com',
      'data[id]': '99',
    });
    expect(data).toMatchObject({
      Offer: {
        id: '4',
        name: 'x',
        offer_url: 'http://test.com',
        status: 'pending',
        create_date_utc: '2025-01-02 03:04:05',
      },
    });
    expect(await dataOf(sandbox, 'Offer.findById', { id: '4' })).toEqual(data);
  });

  it('answers with the id when no object is wanted', async () => {
    const sandbox = await openSandbox({ offers: 3 });
    expect(await dataOf(sandbox, 'Offer.create', { 'data[name]': 'x', return_object: '0' })).toBe('4');
  });

  it('does not show a password again', async () => {
    const sandbox = await openSandbox();
    const params = { 'data[email]': 'a@b', 'data[password]': 'secret', 'data[password_confirmation]': 'secret' };
    const data = await dataOf(sandbox, 'AffiliateUser.create', params);
    expect(JSON.stringify(data)).not.toContain('secret');
    expect(data).toMatchObject({ AffiliateUser: { email: 'a@b', is_creator: true } });
  });

  it('changes nothing when it is refused', async () => {
    const sandbox = await openSandbox();
    expect(await refusalOf(sandbox, 'Offer.create')).toBe('Missing required argument: data');
    expect(await refusalOf(sandbox, 'Offer.create', { 'data[status]': 'active' })).toBe('Could not create offer.');
    expect(sandbox.tables.Offer.size).toBe(100);
  });
});

describe('update', () => {
  it('answers with the row as it is now, and when it was changed', async () => {
    const sandbox = await openSandbox({ now });
    const before = sandbox.tables.Affiliate.get(3);
    const data = await dataOf(sandbox, 'Affiliate.update', { id: '3', 'data[company]': 'New', 'data[id]': '9' });
    expect(data).toEqual({ Affiliate: { ...before, company: 'New', modified: '2025-01-02 03:04:05' } });
  });

  it('answers true when no object is wanted', async () => {
    const params = { id: '3', 'data[name]': 'x', return_object: '0' };
    expect(await dataOf(await openSandbox(), 'Offer.update', params)).toBe(true);
  });

  it('refuses a row that is not there', async () => {
    const sandbox = await openSandbox();
    expect(await refusalOf(sandbox, 'Offer.update', { id: '999', 'data[name]': 'x' })).toBe(
      'Failed to hydrate rows: 999',
    );
    expect(await refusalOf(sandbox, 'Offer.update', { 'data[name]': 'x' })).toBe('Missing required argument: id');
  });
});

describe('updateField', () => {
  it('changes the one field', async () => {
    const sandbox = await openSandbox();
    const before = sandbox.tables.Goal.get(3);
    const data = await dataOf(sandbox, 'Goal.updateField', { id: '3', field: 'name', value: 'Lead' });
    expect(data).toMatchObject({ Goal: { ...before, name: 'Lead', modified: expect.any(Number) as number } });
    expect(sandbox.tables.Goal.get(3)?.['name']).toBe('Lead');
  });

  it('must be told the field and the value, which may be empty', async () => {
    const sandbox = await openSandbox();
    expect(await refusalOf(sandbox, 'Conversion.updateField', { id: '3', field: 'source' })).toBe(
      'Missing required argument: value',
    );
    expect(await refusalOf(sandbox, 'Conversion.updateField', { id: '3', value: 'x' })).toBe(
      'Missing required argument: field',
    );
    const cleared = await dataOf(sandbox, 'Conversion.updateField', { id: '3', field: 'source', value: '' });
    expect(cleared).toMatchObject({ Conversion: { source: '' } });
  });
});
