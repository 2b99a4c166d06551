import { take } from 'rxjs';
import { Advertiser, AffiliateUser, Conversion, Country, Goal, OfferCategory } from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi, Text } from '../../support/recorded-api.js';

describe('api.advertisers', () => {
  const row = { Advertiser: { id: '3', company: 'Acme' } };

  it('sends the generic calls to Advertiser', async () => {
    const { api, lines } = await recordedApi([row, row, row, { 3: row }, ['3', '4']]);
    const { create, update, findById, findAll, findAllIds } = api.advertisers;
    await collect(create({ company: 'A B', zipcode: undefined, city: '' }));
    await collect(update(3, { company: 'x' }));
    await collect(findById(3));
    expect(String((await collect(findAll({ limit: 1 })))[0])).toBe('Advertiser: Acme');
    expect(await collect(findAllIds())).toEqual(['3', '4']);
    expect(lines()).toEqual([
      'Advertiser.create?data[company]=A B&data[city]=',
      'Advertiser.update?id=3&data[company]=x',
      'Advertiser.findById?id=3',
      'Advertiser.findAll?limit=1&page=1',
      'Advertiser.findAllIds',
    ]);
  });

  it('has no delete', async () => {
    const { api } = await recordedApi([]);
    expect('delete' in api.advertisers).toBe(false);
  });

  it('blocks with a reason that is sent even when empty', async () => {
    const { api, lines } = await recordedApi([true]);
    expect(await collect(api.advertisers.block(3))).toEqual([true]);
    await collect(api.advertisers.block(3, 'fraud'));
    expect(lines()).toEqual(['Advertiser.block?id=3&reason=', 'Advertiser.block?id=3&reason=fraud']);
  });

  it('does the same from a model, with its own id', async () => {
    const { api, lines } = await recordedApi([true, row]);
    const advertiser = new Advertiser(api.advertisers, { id: '3' });
    await collect(advertiser.block());
    expect((await collect(advertiser.update({ company: 'x' })))[0]).toBeInstanceOf(Advertiser);
    expect(lines()).toEqual(['Advertiser.block?id=3&reason=', 'Advertiser.update?id=3&data[company]=x']);
  });
});

describe('api.affiliateUsers', () => {
  const row = { AffiliateUser: { id: '5', email: 'a@example.com' } };

  it('sends the generic calls to AffiliateUser', async () => {
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

  it('updates and deletes from a model', async () => {
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

describe('api.application', () => {
  const categories = new Text('{"7":{"OfferCategory":{"id":"7","name":"x"}},"3":{"OfferCategory":{"id":"3"}}}');

  it('emits the categories in the service’s order', async () => {
    const { api, lines } = await recordedApi([categories]);
    const found = await collect(api.application.findAllOfferCategories());
    expect(found.map(({ id }) => id)).toEqual(['7', '3']);
    expect(found[0]).toBeInstanceOf(OfferCategory);
    expect(lines()).toEqual(['Application.findAllOfferCategories']);
  });

  it('filters, sorts by the model’s field and projects', async () => {
    const { api, lines } = await recordedApi([categories]);
    await collect(
      api.application.findAllOfferCategories({ filters: { status: 'active' }, sort: '-id', fields: ['id'] }),
    );
    expect(lines()).toEqual([
      'Application.findAllOfferCategories?filters[status]=active&sort[OfferCategory.id]=desc&fields[]=id',
    ]);
  });

  it('refuses fields that are not a list, and what it cannot pass on', async () => {
    const { api, calls } = await recordedApi([categories]);
    for (const wrong of [{ fields: 'id' }, { fields: 1 }, { limit: 3 }, null, 'id'])
      expect(await failureOf(api.application.findAllOfferCategories(wrong as never))).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });

  it('emits the ids of the offers in a category', async () => {
    const { api, lines } = await recordedApi([['438', '440']]);
    expect(await collect(api.application.findAllOfferCategoryOfferIds(10))).toEqual(['438', '440']);
    expect(lines()).toEqual(['Application.findAllOfferCategoryOfferIds?id=10']);
  });

  it('updates a category from the manager and from the model', async () => {
    const { api, lines } = await recordedApi([true]);
    expect(await collect(api.application.updateOfferCategory(10, { status: 'deleted' }))).toEqual([true]);
    const category = new OfferCategory(api.application, { id: '10', name: 'x' });
    expect(await collect(category.update({ status: 'deleted' }))).toEqual([true]);
    expect(new Set(lines())).toEqual(new Set(['Application.updateOfferCategory?id=10&data[status]=deleted']));
    expect(String(category)).toBe('OfferCategory: 10');
  });
});

describe('api.conversions', () => {
  const row = { Conversion: { id: '39', datetime: '2016-02-22 04:29:09', payout: '1.00000' } };

  it('sends the generic calls to Conversion', async () => {
    const { api, lines } = await recordedApi([row, row, row, { page: 1, count: 1, pageCount: 1, data: { 39: row } }]);
    await collect(api.conversions.create({ offer_id: 3 }));
    await collect(api.conversions.update(39, { status: 'approved' }));
    await collect(api.conversions.findById(39));
    const [found] = await collect(api.conversions.findAll({ fields: ['datetime', 'country_code'] }));
    expect(found).toBeInstanceOf(Conversion);
    expect(found?.toObject()).toMatchObject({ payout: '1.00000' });
    expect(lines()).toEqual([
      'Conversion.create?data[offer_id]=3',
      'Conversion.update?id=39&data[status]=approved',
      'Conversion.findById?id=39',
      'Conversion.findAll?limit=500&page=1&fields[]=datetime&fields[]=country_code',
    ]);
  });

  it('has neither findAllIds nor delete', async () => {
    const { api } = await recordedApi([]);
    expect(Object.keys(api.conversions).sort()).toEqual([
      'count',
      'create',
      'findAdded',
      'findAll',
      'findById',
      'findPages',
      'findUpdated',
      'sync',
      'update',
    ]);
  });

  it('updates from a model', async () => {
    const { api, lines } = await recordedApi([row]);
    await collect(new Conversion(api.conversions, { id: '39' }).update({ status: 'rejected' }));
    expect(lines()).toEqual(['Conversion.update?id=39&data[status]=rejected']);
  });

  it('finds what was changed and added, and follows both', async () => {
    const { api, lines } = await recordedApi([[row], [row], [], { page: 1, count: 1, pageCount: 1, data: [row] }, []]);
    expect((await collect(api.conversions.findUpdated({ since: '2016-02-22' })))[0]).toBeInstanceOf(Conversion);
    expect((await collect(api.conversions.findAdded({ since: '2016-02-22' })))[0]).toBeInstanceOf(Conversion);
    const [synced] = await collect(api.conversions.sync({ since: '2016-02-22' }).pipe(take(1)));
    expect(synced?.conversion).toBeInstanceOf(Conversion);
    expect(synced?.checkpoint.seen.digests).toHaveLength(16);
    expect(lines().map((line) => line.split('?')[0])).toEqual([
      'Conversion.findUpdatedConversions',
      'Conversion.findAddedConversions',
      'Conversion.findAll',
      'Conversion.findAll',
    ]);
  });
});

describe('api.countries', () => {
  it('has no methods at all', async () => {
    const { api } = await recordedApi([]);
    expect(Object.keys(api.countries)).toEqual([]);
    expect('create' in api.countries).toBe(false);
  });

  it('is what countries lead back to; a country has no update, and prints its code', async () => {
    const { api } = await recordedApi([]);
    const country = new Country(api.countries, { id: '203', code: 'CZ' });
    expect(String(country)).toBe('Country: CZ');
    expect('update' in country).toBe(false);
  });
});

describe('api.goals', () => {
  const row = { Goal: { id: '118', name: 'Test', modified: -62169966000 } };

  it('sends the generic calls to Goal', async () => {
    const { api, lines } = await recordedApi([row, row, row, { 118: row }]);
    await collect(api.goals.create({ name: 'Test', offer_id: 204 }));
    await collect(api.goals.update(118, { description: 'x' }));
    await collect(api.goals.findById(118));
    expect((await collect(api.goals.findAll({ limit: 2 })))[0]).toBeInstanceOf(Goal);
    expect(lines()).toEqual([
      'Goal.create?data[name]=Test&data[offer_id]=204',
      'Goal.update?id=118&data[description]=x',
      'Goal.findById?id=118',
      'Goal.findAll?limit=2&page=1',
    ]);
  });

  it('has neither findAllIds nor delete', async () => {
    const { api } = await recordedApi([]);
    expect('findAllIds' in api.goals || 'delete' in api.goals).toBe(false);
  });

  it('updates from a model, which prints its id', async () => {
    const { api, lines } = await recordedApi([row]);
    const [goal] = await collect(new Goal(api.goals, { id: '118' }).update({ name: 'y' }));
    expect(String(goal)).toBe('Goal: 118');
    expect(goal?.modified).toBe(-62169966000);
    expect(lines()).toEqual(['Goal.update?id=118&data[name]=y']);
  });
});
