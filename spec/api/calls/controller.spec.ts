import { inspect } from 'node:util';
import { firstValueFrom } from 'rxjs';
import { Stream } from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi, Refusal } from '../../support/recorded-api.js';

describe('api.controller', () => {
  it('has every method that the catalog knows', async () => {
    const { api } = await recordedApi([true]);
    const names = Object.keys(api.controller('AdManager'));
    expect(names).toHaveLength(16);
    expect(names).toEqual(expect.arrayContaining(['addCreative', 'findAllCampaigns', 'updateCreativeField']));
  });

  it('takes parameters and paging in one object', async () => {
    const { api, lines } = await recordedApi([{ page: 1, pageCount: 1, data: { 1: { AdCampaign: { id: '1' } } } }]);
    const args = { filters: { status: 'active' }, limit: 3, prefetch: 0, stable: true } as const;
    const campaigns = api.controller('AdManager').findAllCampaigns(args);
    expect(campaigns).toBeInstanceOf(Stream);
    expect((await collect(campaigns)).map(String)).toEqual(['AdCampaign: 1']);
    expect(lines()).toEqual([
      'AdManager.findAllCampaigns?filters[status]=active&sort[AdCampaign.id]=asc&limit=3&page=1',
    ]);
  });

  it('calls what the catalog lacks: a method, or a controller', async () => {
    const { api, lines } = await recordedApi([true]);
    const offers = api.controller('Offer', { unlisted: true });
    expect(await collect(offers['brandNew']?.({ id: 3 }) as Stream<unknown>)).toEqual([true]);
    const brandNew = api.controller('BrandNew', { unlisted: true });
    expect(await collect(brandNew['go']?.() as Stream<unknown>)).toEqual([true]);
    expect(lines()).toEqual(['Offer.brandNew?id=3', 'BrandNew.go']);
  });

  it('is not a promise, and can be printed', async () => {
    const { api } = await recordedApi([true]);
    const controller = api.controller('BrandNew', { unlisted: true });
    expect(await Promise.resolve(controller)).toBe(controller);
    expect(JSON.stringify(controller)).toBe('{}');
    expect(Object.prototype.toString.call(controller)).toBe('[object Object]');
    expect(`${controller as unknown as string}`).toBe('[object Object]');
  });

  it('ends with the service’s own error for a method that does not exist', async () => {
    const { api } = await recordedApi([new Refusal("Method 'go' does not exist")]);
    await expect(
      firstValueFrom(api.controller('Offer', { unlisted: true })['go']?.() as Stream<unknown>),
    ).rejects.toThrow("Method 'go' does not exist");
  });

  it.each([[null], ['x'], [[]], [{ demand: 5 }], [{ pageSize: 'x' }]])('refuses the arguments %j', async (args) => {
    const { api, calls } = await recordedApi([true]);
    expect(await failureOf(api.controller('Offer').findAll(args as never))).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });

  it.each([[''], [undefined], [5]])('refuses the target %j', async (target) => {
    const { api } = await recordedApi([true]);
    expect(() => api.controller(target as never)).toThrow(TypeError);
  });
});

describe('a named manager', () => {
  it('has the other methods of its target too, with arguments in one object', async () => {
    const { api, lines } = await recordedApi([true]);
    expect(await collect(api.offers.setPayout({ id: 3, affiliate_id: 5, payout: '1.25' }))).toEqual([true]);
    expect(lines()).toEqual(['Offer.setPayout?id=3&affiliate_id=5&payout=1.25']);
  });

  it('has methods that need no this, and that stay the same', async () => {
    const { api, lines } = await recordedApi([true]);
    const { setPayout } = api.offers;
    await collect(setPayout({ id: 3, affiliate_id: 5 }));
    expect(lines()).toEqual(['Offer.setPayout?id=3&affiliate_id=5']);
    expect(api.offers.setPayout).toBe(setPayout);
    expect(Object.freeze(api.offers).setTierPayout).toBeTypeOf('function');
  });

  it('shares them with no other client', async () => {
    const [one, other] = [await recordedApi([true]), await recordedApi([true])];
    expect(one.api.offers.setPayout).not.toBe(other.api.offers.setPayout);
    await collect(one.api.offers.setPayout({ id: 3, affiliate_id: 5 }));
    await collect(other.api.offers.setPayout({ id: 4, affiliate_id: 5 }));
    expect([...one.lines(), ...other.lines()]).toEqual([
      'Offer.setPayout?id=3&affiliate_id=5',
      'Offer.setPayout?id=4&affiliate_id=5',
    ]);
  });

  it('keeps its own methods, and shows those alone', async () => {
    const { api, lines } = await recordedApi([{ Offer: { id: '3' } }]);
    await collect(api.offers.findById(3));
    expect(lines()).toEqual(['Offer.findById?id=3']);
    const own = ['create', 'update', 'findById', 'findAll', 'findPages', 'count'];
    await collect(api.goals.updateField({ id: 1, field: ['name'], value: 'x' }));
    expect(Object.keys(api.goals)).toEqual(own);
    expect(inspect(api.goals)).toBe(`{\n${own.map((name) => `  ${name}: [Function: ${name}]`).join(',\n')}\n}`);
    expect(inspect(api.goals, { showHidden: true })).not.toMatch(/updateField|NETsecretToken/);
    expect([...forIn(api.goals)]).toEqual([...own, ...Object.keys(api.controller('Goal')).filter(isOther(own))]);
    expect('updateField' in api.goals).toBe(true);
    expect('delete' in api.offers).toBe(false);
  });
});

const isOther = (names: readonly string[]) => (name: string) => !names.includes(name);

const forIn = function* (object: object): Generator<string> {
  for (const name in object) yield name;
};

describe('the parameters of a method that takes one object', () => {
  /** An unknown method takes anything. */
  const wireOf = async (params: object): Promise<string | undefined> => {
    const { api, calls } = await recordedApi([true]);
    await collect(api.call('Offer', 'neverHeardOf', params as Record<string, unknown>, { unlisted: true }));
    return calls[0]?.wire;
  };

  it.each([
    ['keep their order', { b: 1, a: { x: true }, ids: [1, 2] }, 'b=1&a[x]=1&ids[]=1&ids[]=2'],
    [
      'may have the form of the managers',
      { filters: { id__gt: 3, status: ['a', 'b'] }, sort: ['-id', 'name'], fields: ['id'] },
      'filters[id][GREATER_THAN]=3&filters[status][]=a&filters[status][]=b&sort[Offer.id]=desc&sort[Offer.name]=asc&fields[]=id',
    ],
    ['combine as connector says', { filters: { a: 1, b: 2 }, connector: 'OR' }, 'filters[OR][a]=1&filters[OR][b]=2'],
    ['may call the order sorts', { sorts: '-id' }, 'sorts[Offer.id]=desc'],
    [
      'may have the form of the service',
      { filters: { id: { GREATER_THAN: 3 } }, sort: { id: 'desc' } },
      'filters[id][GREATER_THAN]=3&sort[id]=desc',
    ],
    ['may include a connector of another meaning', { connector: 'x' }, 'connector=x'],
    ['may be empty', {}, ''],
  ])('%s', async (_, params, wire) => {
    expect(await wireOf(params)).toBe(wire);
  });

  it.each([
    [{ filters: { id: { GREATER_THAN: 3 } } }, 'filters[id][GREATER_THAN]=3&limit=500&page=1'],
    [{ sort: { id: 'desc' } }, 'sort[id]=desc&limit=500&page=1'],
    [
      { filters: { id: [3], name: 'x' }, sort: ['-id'] },
      'filters[id][]=3&filters[name]=x&sort[Offer.id]=desc&limit=500&page=1',
    ],
  ])('of a paged list may have either form: %j', async (params, wire) => {
    const { api, calls } = await recordedApi([[]]);
    await collect(api.call('Offer', 'findAll', params as never));
    expect(calls[0]?.wire).toBe(wire);
  });

  it.each([
    [{ filters: { id: null } }],
    [{ filters: { id__betwixt: 1 } }],
    [{ filters: new Set([1]) }],
    [{ sort: 5 }],
    [{ fields: 'id' }],
  ])('are refused where they have neither form: %j', async (params) => {
    const { api, calls } = await recordedApi([true]);
    for (const method of ['neverHeardOf', 'findAll'])
      expect(await failureOf(api.call('Offer', method, params, { unlisted: true }))).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });

  it.each([
    [{ affiliate_id: 2, payout: '1' }, 'id'],
    [{ id: 1, affiliate_id: undefined, payout: '1' }, 'affiliate_id'],
    [{ id: null, affiliate_id: 2, payout: '1' }, 'id'],
    [{ id: [], affiliate_id: 2, payout: '1' }, 'id'],
    [{ id: new Set(), affiliate_id: 2, payout: '1' }, 'id'],
  ])('%j lack a required one, and nothing is sent', async (params, name) => {
    const { api, calls } = await recordedApi([true]);
    const error = new TypeError(`Offer.setPayout: ${name} should be given`);
    expect(await failureOf(api.offers.setPayout(params as never))).toEqual(error);
    expect(calls).toHaveLength(0);
  });

  it('take any value for a required one', async () => {
    const { api, lines } = await recordedApi([true]);
    await collect(api.offers.setPayout({ id: 0, affiliate_id: '', payout: '0' }));
    expect(lines()).toEqual(['Offer.setPayout?id=0&affiliate_id=&payout=0']);
  });
});
