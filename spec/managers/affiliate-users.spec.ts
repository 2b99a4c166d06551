import { describe, expect, it } from 'vitest';
import { AffiliateUser } from 'rxoffers';
import { collect } from '../support/collect.js';
import { recordedApi } from '../support/recorded-api.js';

const row = { AffiliateUser: { id: '5', email: 'a@example.com' } };

describe('api.affiliateUsers', () => {
  it('sends the generic calls to AffiliateUser (row 97)', async () => {
    const { api, lines } = await recordedApi([row, row, row, row, { 5: row }, ['5']]);
    const { create, update, findById, findAll, findAllIds } = api.affiliateUsers;
    const made = await collect(create({ email: 'a@example.com' }));
    expect(made[0]).toBeInstanceOf(AffiliateUser);
    await collect(update(5, { phone: '1' }));
    await collect(api.affiliateUsers.delete(5));
    await collect(findById(5, { fields: ['id', 'email'], contain: ['Affiliate'] }));
    await collect(findAll({ page: 2, pageSize: 10 }));
    await collect(findAllIds({ filters: { status: 'active' } }));
    expect(lines()).toEqual([
      'AffiliateUser.create?data[email]=a@example.com',
      'AffiliateUser.update?id=5&data[phone]=1',
      'AffiliateUser.update?id=5&data[status]=deleted',
      'AffiliateUser.findById?id=5&fields[]=id&fields[]=email&contain[]=Affiliate',
      'AffiliateUser.findAll?limit=10&page=2',
      'AffiliateUser.findAllIds?filters[status]=active',
    ]);
  });

  it('updates and deletes from a model (row 123)', async () => {
    const { api, lines } = await recordedApi([row]);
    const user = new AffiliateUser(api.affiliateUsers, { id: '5' });
    await collect(user.update({ phone: '1' }));
    await collect(user.delete());
    expect(lines()).toEqual([
      'AffiliateUser.update?id=5&data[phone]=1',
      'AffiliateUser.update?id=5&data[status]=deleted',
    ]);
    expect(String(user)).toBe('AffiliateUser: 5');
  });
});
