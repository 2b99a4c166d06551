import { describe, expect, it } from 'vitest';
import type { Sandbox } from 'rxoffers/sandbox';
import { dataOf, openSandbox, refusalOf } from '../../support/sandbox-call.js';

const contained = async (sandbox: Sandbox, method: string, name: string, id = '3'): Promise<unknown> =>
  ((await dataOf(sandbox, method, { id, contain: [name] })) as Record<string, unknown>)[name];

describe('catalogContain', () => {
  it('gives the row that a column names, with the columns it has inside another', async () => {
    const sandbox = await openSandbox();
    const { OfferPixel, Offer } = (await dataOf(sandbox, 'OfferPixel.findById', {
      id: '3',
      contain: ['Offer'],
    })) as Record<string, Record<string, unknown>>;
    expect(Offer?.['id']).toBe(OfferPixel?.['offer_id']);
    expect(Offer).toHaveProperty('cookie_hours');
  });

  it('gives an account manager under its alias, the same as the method of that name', async () => {
    const sandbox = await openSandbox();
    const manager = await contained(sandbox, 'Affiliate.findById', 'AccountManager');
    expect(manager).toMatchObject({ id: sandbox.tables.Affiliate.get(3)?.['account_manager_id'] });
    expect(await dataOf(sandbox, 'Affiliate.getAccountManager', { id: '3' })).toEqual({ Employee: manager });
  });

  it('gives null where the column names nothing', async () => {
    const sandbox = await openSandbox();
    sandbox.tables.Affiliate.update(3, { account_manager_id: null });
    expect(await contained(sandbox, 'Affiliate.findById', 'AccountManager')).toBeNull();
  });

  it('gives rows that name this one, made to where none of the made-up ones does', async () => {
    const sandbox = await openSandbox();
    const urls = (await contained(sandbox, 'Offer.findById', 'OfferUrl')) as Record<string, Record<string, unknown>>;
    expect(Object.values(urls)).not.toHaveLength(0);
    for (const url of Object.values(urls)) expect(url['offer_id']).toBe('3');
    await dataOf(sandbox, 'OfferUrl.create', { 'data[offer_id]': '3', 'data[name]': 'mine' });
    expect(await contained(sandbox, 'Offer.findById', 'OfferUrl')).toMatchObject({ 8: { name: 'mine' } });
  });

  it('gives one row alone where a model has no id: one for each owner', async () => {
    const sandbox = await openSandbox();
    const balance = await contained(sandbox, 'Affiliate.findById', 'AccountBalance', '30');
    expect(Object.keys(balance as object)).toEqual(['affiliate_id', 'balance']);
    expect(balance).toMatchObject({ affiliate_id: '30' });
  });

  it('gives some row where nothing ties the two, and statistics under their name', async () => {
    const sandbox = await openSandbox();
    expect(await contained(sandbox, 'Offer.findById', 'Browser')).toMatchObject({
      bit_pos: expect.anything() as unknown,
    });
    expect(await contained(sandbox, 'Offer.findById', 'Stat')).toMatchObject({
      clicks: expect.stringMatching(/^\d+$/) as string,
    });
  });

  it('still refuses what is no model', async () => {
    expect(await refusalOf(await openSandbox(), 'OfferPixel.findAll', { contain: ['Nothing'] })).toBe(
      "Contain 'Nothing' does not exist or is not allowed to be used.",
    );
  });
});
