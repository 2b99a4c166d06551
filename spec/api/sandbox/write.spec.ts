import { describe, expect, it } from 'vitest';
import { call, dataOf, openSandbox, type Params, refusalOf } from '../../support/sandbox-call.js';

const now = () => Date.UTC(2025, 0, 2, 3, 4, 5);

const data = (fields: Record<string, string>): Params =>
  Object.fromEntries(Object.entries(fields).map(([field, value]) => [`data[${field}]`, value]));

describe('create', () => {
  it('answers with the new row, which has the columns that the service sets', async () => {
    const sandbox = await openSandbox({ offers: 3, now });
    const created = await dataOf(sandbox, 'Offer.create', data({ name: 'x', offer_url: 'test.com', id: '99' }));
    expect(created).toMatchObject({
      Offer: {
        ...{ id: '4', name: 'x', offer_url: 'http://test.com', status: 'pending' },
        create_date_utc: '2025-01-02 03:04:05',
      },
    });
    expect(await dataOf(sandbox, 'Offer.findById', { id: '4' })).toEqual(created);
  });

  it.each(['0', 'false'])('answers with the id when return_object is %s', async (return_object) => {
    const sandbox = await openSandbox({ offers: 3 });
    expect(await dataOf(sandbox, 'Offer.create', { ...data({ name: 'x' }), return_object })).toBe('4');
  });

  it.each<[string, Record<string, string>, object]>([
    ['Advertiser', { company: 'x' }, { date_added: '2025-01-02 03:04:05' }],
    ['Affiliate', { company: 'x' }, { date_added: '2025-01-02 03:04:05', modified: '0000-00-00 00:00:00' }],
    ['AffiliateUser', { email: 'x' }, { join_date: '2025-01-02 03:04:05', is_creator: true }],
    ['Conversion', { status: 'pending' }, { datetime: '2025-01-02 03:04:05', offer_id: '0' }],
    ['Goal', { name: 'x', offer_id: '1' }, { modified: 1_735_787_045 }],
    ['OfferFile', { display: 'x', type: 'text ad' }, { created: '2025-01-02 03:04:05' }],
    ['Tag', { name: 'x' }, { attribute: 'Custom', active: '1' }],
  ])('dates a new %s by the clock, or gives it defaults', async (model, fields, columns) => {
    const sandbox = await openSandbox({ now });
    expect(await dataOf(sandbox, `${model}.create`, data(fields))).toMatchObject({ [model]: columns });
  });

  it('does not show a password again', async () => {
    const secret = data({ email: 'a@b', password: 'secret', password_confirmation: 'secret' });
    const created = await dataOf(await openSandbox(), 'AffiliateUser.create', secret);
    expect(JSON.stringify(created)).not.toContain('secret');
    expect(created).toMatchObject({ AffiliateUser: { email: 'a@b' } });
  });

  it('changes nothing when it is refused', async () => {
    const sandbox = await openSandbox();
    expect(await refusalOf(sandbox, 'Offer.create')).toBe('Missing required argument: data');
    expect(await refusalOf(sandbox, 'Offer.create', data({ status: 'active' }))).toBe('Could not create offer.');
    expect(sandbox.tables.Offer.size).toBe(100);
  });
});

describe('update', () => {
  it('answers with the changed row, and dates the change', async () => {
    const sandbox = await openSandbox({ now });
    const before = sandbox.tables.Affiliate.get(3);
    const updated = await dataOf(sandbox, 'Affiliate.update', { id: '3', ...data({ company: 'New', id: '9' }) });
    expect(updated).toEqual({ Affiliate: { ...before, company: 'New', modified: '2025-01-02 03:04:05' } });
  });

  it('answers true when return_object is off', async () => {
    const params = { id: '3', ...data({ name: 'x' }), return_object: '0' };
    expect(await dataOf(await openSandbox(), 'Offer.update', params)).toBe(true);
  });

  it.each<[string, Record<string, string>, object]>([
    ['Advertiser', { company: 'x' }, { modified: 1_735_787_045 }],
    ['AffiliateUser', { email: 'x' }, { modified: '2025-01-02 03:04:05' }],
    ['Goal', { name: 'x' }, { modified: 1_735_787_045 }],
    ['Offer', { name: 'x' }, { modified: 1_735_787_045 }],
    ['OfferFile', { display: 'x' }, { modified: '2025-01-02 03:04:05' }],
  ])('dates the change of %s as its column has it', async (model, fields, columns) => {
    const sandbox = await openSandbox({ now });
    expect(await dataOf(sandbox, `${model}.update`, { id: '3', ...data(fields) })).toMatchObject({ [model]: columns });
  });

  it('refuses a row that does not exist, and a call without an id', async () => {
    const sandbox = await openSandbox();
    const refusal = (params: Params) => refusalOf(sandbox, 'Offer.update', { ...params, ...data({ name: 'x' }) });
    expect(await refusal({ id: '999' })).toBe('Failed to hydrate rows: 999');
    expect(await refusal({})).toBe('Missing required argument: id');
  });
});

describe('updateField', () => {
  it('changes one field', async () => {
    const sandbox = await openSandbox();
    const before = sandbox.tables.Goal.get(3);
    const updated = await dataOf(sandbox, 'Goal.updateField', { id: '3', field: 'name', value: 'Lead' });
    expect(updated).toMatchObject({ Goal: { ...before, name: 'Lead', modified: expect.any(Number) as number } });
    expect(sandbox.tables.Goal.get(3)?.['name']).toBe('Lead');
  });

  it('needs the field and the value, which may be empty', async () => {
    const sandbox = await openSandbox();
    const refusal = (params: Params) => refusalOf(sandbox, 'Conversion.updateField', { id: '3', ...params });
    expect(await refusal({ field: 'source' })).toBe('Missing required argument: value');
    expect(await refusal({ value: 'x' })).toBe('Missing required argument: field');
    const cleared = await dataOf(sandbox, 'Conversion.updateField', { id: '3', field: 'source', value: '' });
    expect(cleared).toMatchObject({ Conversion: { source: '' } });
  });
});

describe('block', () => {
  it('sets the status, with or without a reason', async () => {
    const sandbox = await openSandbox({ now });
    expect(await dataOf(sandbox, 'Advertiser.block', { id: '3', reason: '' })).toBe(true);
    expect(await dataOf(sandbox, 'Affiliate.block', { id: '3' })).toBe(true);
    expect(sandbox.tables.Advertiser.get(3)?.['status']).toBe('blocked');
    expect(sandbox.tables.Affiliate.get(3)).toMatchObject({ status: 'blocked', modified: '2025-01-02 03:04:05' });
  });

  it('refuses an account that does not exist', async () => {
    expect(await refusalOf(await openSandbox(), 'Affiliate.block', { id: '99' })).toBe('Failed to hydrate rows: 99');
  });
});

describe('the data of a write', () => {
  it.each<[string, Record<string, string>, object]>([
    ['Conversion', { payout: '1', revenue: '2.5' }, { payout: '1.00000', revenue: '2.50000' }],
    [
      'Offer',
      { offer_url: 'test.com', preview_url: 'https://a' },
      { offer_url: 'http://test.com', preview_url: 'https://a' },
    ],
    ['Offer', { payout_cap: '3' }, { payout_cap: '3.00' }],
    ['Offer', { note: '', advertiser_id: '', preview_url: '' }, { note: '', advertiser_id: '', preview_url: '' }],
    ['Offer', { ref_id: 'any text' }, { ref_id: 'any text' }],
  ])('of %s %j is stored as %j', async (model, fields, stored) => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, `${model}.update`, { id: '3', ...data(fields) })).toMatchObject({ [model]: stored });
  });

  it('is stored as it comes where the catalog does not list every column', async () => {
    const sandbox = await openSandbox();
    const params = { ...data({ name: 'x', brand_new: 'y' }), 'data[list]': ['z'] };
    expect(await dataOf(sandbox, 'OfferUrl.create', params)).toMatchObject({
      OfferUrl: { name: 'x', brand_new: 'y', list: ['z'] },
    });
  });

  it('is refused with the recorded error when a value is not allowed', async () => {
    const params = { id: '3', ...data({ status: 'null' }) };
    expect((await call(await openSandbox(), 'Affiliate.update', params)).errors).toEqual([
      {
        err_code: 3,
        err_msg: 'Status must be one of: pending, active, blocked, deleted, rejected',
        attribute_name: 'status',
        publicMessage: 'Could not update affiliate.',
      },
    ]);
  });

  it.each([
    [
      'Advertiser',
      'update',
      { account_manager_id: 'string' },
      'account_manager_id',
      'Account_manager_id is not valid.',
    ],
    ['Conversion', 'create', { payout: 'much' }, 'payout', 'Payout is not valid.'],
    ['Offer', 'create', { name: '' }, 'name', 'Name cannot be blank.'],
  ])('of %s.%s %j is refused', async (model, method, fields, attribute_name, err_msg) => {
    const params = { id: '3', ...data(fields) };
    const { errors } = await call(await openSandbox(), `${model}.${method}`, params);
    expect(errors[0]).toMatchObject({ attribute_name, err_msg });
  });

  it('is refused with an error for each wrong field and each missing one', async () => {
    const sandbox = await openSandbox();
    const { errors } = await call(sandbox, 'Goal.create', data({ status: 'x', offer_id: '3' }));
    expect(errors).toMatchObject([
      { err_code: 1, attribute_name: 'name' },
      { err_code: 3, attribute_name: 'status' },
    ]);
    expect((await call(sandbox, 'Goal.update', { id: '1', ...data({ description: 'x' }) })).status).toBe(1);
  });

  it.each(['nothing', '__proto__', 'constructor'])('is refused for the unknown field %s', async (field) => {
    const sandbox = await openSandbox();
    const message = `Field '${field}' does not exist or is not allowed to be used.`;
    expect(await refusalOf(sandbox, 'Offer.update', { id: '3', ...data({ [field]: 'x' }) })).toBe(message);
    expect(await refusalOf(sandbox, 'Offer.update', { id: '3', 'data[name]': ['x'] })).toMatch(/^Field 'name'/);
  });
});
